using System.Text.Json;

namespace Salam.Forum.Charity.Donations;

/// <summary>A message of announcements.</summary>
/// <param name="Items">Those it holds, at least one.</param>
/// <param name="IsBatch">Whether it was a list.</param>
public sealed record AnnouncementMessage(IReadOnlyList<Announcement> Items, bool IsBatch);

/// <summary>Reads announcements of donations: one, or a list of them.</summary>
public static class AnnouncementReader
{
    /// <summary>The most of a list.</summary>
    public const int Most = 100;

    /// <summary>Reads a message; all of it or nothing.</summary>
    /// <param name="body">What was sent.</param>
    /// <param name="now">The present moment, UTC.</param>
    public static (AnnouncementMessage? Message, HookRefusal? Refusal) Read(ReadOnlyMemory<byte> body, DateTime now) => HookJson.Parse(body, root =>
    {
        if (root.ValueKind == JsonValueKind.Object)
            return new AnnouncementMessage([One(root, now)], IsBatch: false);
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() is < 1 or > Most)
            throw new UnreadableException(new HookRefusal("shape", $"The body must be one object, or a list of 1 to {Most}."));
        var items = new List<Announcement>(root.GetArrayLength());
        foreach (var item in root.EnumerateArray())
            items.Add(OneOfMany(item, items.Count, now));
        return new AnnouncementMessage(items, IsBatch: true);
    });

    private static Announcement OneOfMany(JsonElement item, int place, DateTime now)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object ? One(item, now) : throw new UnreadableException(new HookRefusal("shape", "It is no object."));
        }
        catch (UnreadableException e)
        {
            throw new UnreadableException(e.Why with { Sentence = $"Item {place} of the list, counted from 0: {e.Why.Sentence} Nothing of the list was kept." });
        }
    }

    private static Announcement One(JsonElement item, DateTime now)
    {
        var (amount, refundOf) = (HookJson.Whole(item, "amount"), HookJson.OptionalName(item, "refund_of", Donation.NameMax));
        if (amount == 0)
            throw HookJson.Wrong("amount", "must not be zero");
        if (amount < 0 != refundOf is not null)
            throw HookJson.Wrong("refund_of", "names the donation that is given back; the amount is then below zero, and only then");
        var name = HookJson.Name(item, "donation", Donation.NameMax);
        if (name == refundOf)
            throw HookJson.Wrong("refund_of", "must name another donation: giving back has an id of its own");
        var day = DateOnly.FromDateTime(HookJson.Moment(item, "given_at", now));
        return new Announcement(name, HookJson.Project(item), amount, HookJson.Currency(item), HookJson.Kind(item), day, refundOf, Reference(item));
    }

    /// <summary>What our link had said. Anything else in its place may tell who gave, and is dropped as other fields are.</summary>
    private static string? Reference(JsonElement item) =>
        HookJson.Optional(item, "reference") is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: >= 1 and <= Donation.ReferenceMax } text
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text : null;
}
