using System.Globalization;
using System.Text.Json;

namespace Salam.Forum.Charity.Donations;

/// <summary>Reads the fields of messages. Strict about those that are ours, and blind for all others: a giver's name is dropped before anybody has seen it.</summary>
internal static class HookJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    private static readonly string[] Moments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>Reads what <paramref name="read"/> makes of a message that is JSON.</summary>
    public static (T? Value, HookRefusal? Refusal) Parse<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read) where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return (read(document.RootElement), null);
        }
        // Half a character is found out only when the text is read.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, new HookRefusal("json", "The body is not JSON as RFC 8259 has it, or names a field twice."));
        }
        catch (UnreadableException e)
        {
            return (null, e.Why);
        }
    }

    /// <summary>A text of those characters that names are made of: letters, digits, point, underscore, colon and hyphen.</summary>
    public static string Name(JsonElement of, string field, int most) =>
        Optional(of, field) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && IsName(text, most)
            ? text
            : throw Wrong(field, $"must be a text of 1 to {most} of the characters A-Z a-z 0-9 . _ : -");

    /// <summary>The same where it may be left out.</summary>
    public static string? OptionalName(JsonElement of, string field, int most) => Optional(of, field) is null ? null : Name(of, field, most);

    /// <summary>The number of a project, as a text or as a number.</summary>
    public static string Project(JsonElement of) => Optional(of, "project") is { ValueKind: JsonValueKind.Number } number && IsWhole(number, out var id) && id > 0 ? id.ToString(CultureInfo.InvariantCulture) : Name(of, "project", Donation.ProjectMax);

    /// <summary>A whole number of smaller units that every program reads alike.</summary>
    public static long Whole(JsonElement of, string field) =>
        Optional(of, field) is { ValueKind: JsonValueKind.Number } value && IsWhole(value, out var number) && number is >= -Currencies.Max and <= Currencies.Max
            ? number
            : throw Wrong(field, $"must be a whole number of the currency's smallest unit, written without point and exponent, at most {Currencies.Max} either way");

    public static string Currency(JsonElement of) =>
        Optional(of, "currency") is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: >= 1 and <= Donation.CurrencyMax } code && code.All(char.IsAsciiLetter)
            ? code
            : throw Wrong("currency", "must be a code of ISO 4217, three capital letters");

    public static GiftKind? OptionalKind(JsonElement of) => Optional(of, "kind") is null ? null : Kind(of);

    public static GiftKind Kind(JsonElement of) =>
        (Optional(of, "kind") is { ValueKind: JsonValueKind.String } value ? LedgerLine.KindOf(value.GetString()) : null) ?? throw Wrong("kind", "must be zakat, sadaqah, fitr or waqf");

    /// <summary>A moment with its distance from UTC, not later than a clock that is a little fast would have it.</summary>
    public static DateTime Moment(JsonElement of, string field, DateTime now)
    {
        if (Optional(of, field) is not { ValueKind: JsonValueKind.String } value || value.GetString() is not { Length: <= 40 } text || !(text.EndsWith('Z') || Math.Max(text.LastIndexOf('+'), text.LastIndexOf('-')) > 10)
            || !DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) || moment.Year < 2000)
            throw Wrong(field, "must be a moment of RFC 3339 with its offset, as 2026-02-28T18:30:00Z");
        return moment.UtcDateTime <= now + HookSignature.Window ? moment.UtcDateTime : throw new UnreadableException(new HookRefusal("given-in-future", $"The field {field} is a moment that has not come yet."));
    }

    /// <summary>A field that is there and not null.</summary>
    public static JsonElement? Optional(JsonElement of, string field) => of.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static UnreadableException Wrong(string field, string rule) => new(new HookRefusal(field.Replace('_', '-'), $"The field {field} {rule}."));

    // Written in one way only: the same digits, no point, no exponent, no zero in front.
    private static bool IsWhole(JsonElement value, out long number) => value.TryGetInt64(out number) && value.GetRawText() == number.ToString(CultureInfo.InvariantCulture);

    public static bool IsName(string text, int most) => text.Length >= 1 && text.Length <= most && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');
}

/// <summary>A message that is JSON, and not what a message must be.</summary>
internal sealed class UnreadableException(HookRefusal why) : Exception(why.Sentence)
{
    public HookRefusal Why => why;
}
