using System.Globalization;
using System.Text.Json;

namespace Salam.Forum.Charity.Donations;

/// <summary>A sum of a statement.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Kind">The kind it is of; null where all kinds are taken together.</param>
/// <param name="Count">How many donations were given in the month.</param>
/// <param name="Amount">What was given less what was given back in the month, in smaller units.</param>
public sealed record StatedSum(long ProjectId, string Currency, GiftKind? Kind, long Count, long Amount);

/// <summary>A statement as it was sent.</summary>
public sealed record StatementMessage(int Month, IReadOnlyList<StatedSum> Sums);

/// <summary>Reads the statement of a month.</summary>
public static class StatementReader
{
    private const int SumsMost = 400;

    /// <summary>Reads a statement; all of it or nothing. The month must be over.</summary>
    public static (StatementMessage? Message, HookRefusal? Refusal) Read(ReadOnlyMemory<byte> body, DateTime now) => HookJson.Parse(body, root =>
    {
        if (root.ValueKind != JsonValueKind.Object || HookJson.Optional(root, "sums") is not { ValueKind: JsonValueKind.Array } sums || sums.GetArrayLength() > SumsMost)
            throw new UnreadableException(new HookRefusal("shape", $"The body must be one object with a list \"sums\" of at most {SumsMost}."));
        var read = sums.EnumerateArray().Select(One).ToList();
        if (read.DistinctBy(s => (s.ProjectId, s.Currency, s.Kind)).Count() != read.Count || read.GroupBy(s => (s.ProjectId, s.Currency)).Any(g => g.Count() > 1 && g.Any(s => s.Kind is null)))
            throw new UnreadableException(new HookRefusal("sums", "A project is either told by its kinds, each once, or as one sum without a kind."));
        return new StatementMessage(Month(root, now), read);
    });

    private static int Month(JsonElement root, DateTime now)
    {
        if (HookJson.Optional(root, "month") is not { ValueKind: JsonValueKind.String } value || !DateOnly.TryParseExact(value.GetString(), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) || month.Year < 2000)
            throw HookJson.Wrong("month", "must be a month as 2026-02");
        return month.AddMonths(1) <= DateOnly.FromDateTime(now) ? DonationMonth.Of(month) : throw new UnreadableException(new HookRefusal("month-not-over", "The month is not over yet."));
    }

    private static StatedSum One(JsonElement sum)
    {
        if (sum.ValueKind != JsonValueKind.Object)
            throw new UnreadableException(new HookRefusal("shape", "Each of the sums must be an object."));
        var project = DonationBooks.IdOf(HookJson.Project(sum)) ?? throw HookJson.Wrong("project", "must be the number of a project");
        var (count, amount, currency) = (HookJson.Whole(sum, "count"), HookJson.Whole(sum, "amount"), HookJson.Currency(sum));
        if (!Currencies.IsKnown(currency))
            throw HookJson.Wrong("currency", "must be a code of ISO 4217, three capital letters");
        return count >= 0 ? new StatedSum(project, currency, HookJson.OptionalKind(sum), count, amount) : throw HookJson.Wrong("count", "must not be below zero");
    }
}
