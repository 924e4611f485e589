using System.Globalization;
using System.Text.Json;

namespace Salam.Forum.Charity.Platforms;

/// <summary>What a platform says was given.</summary>
/// <param name="Amount">In all, in smaller units.</param>
/// <param name="Currency">Of which currency.</param>
/// <param name="Givers">By how many, or how often, where it says so.</param>
public sealed record Told(long Amount, string Currency, long? Givers);

/// <summary>What came of asking: what was told, or why nothing was.</summary>
public readonly record struct SourceAnswer(Told? Told, SourceTrouble Trouble)
{
    internal static SourceAnswer Of(SourceTrouble trouble) => new(null, trouble);
}

/// <summary>Knows how one platform is asked how much was given, and reads what it answers.</summary>
public interface IRaisedSource
{
    /// <summary>Which.</summary>
    Platform Platform { get; }

    /// <summary>Asks; never throws but when it is ended from outside.</summary>
    /// <param name="place">Of what.</param>
    /// <param name="currency">The currency of the project.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<SourceAnswer> AskAsync(SourcePlace place, string currency, CancellationToken cancellation);
}

/// <summary>Every.org: the sum of a fundraiser, in cents, and how many support it.</summary>
public sealed class EveryOrgSource(ForumOptions options, PlatformHttp http) : IRaisedSource
{
    /// <inheritdoc/>
    public Platform Platform => Platform.EveryOrg;

    /// <inheritdoc/>
    public Task<SourceAnswer> AskAsync(SourcePlace place, string currency, CancellationToken cancellation)
    {
        var access = options.Platforms.Allowed[Platform];
        var address = new Uri($"{access.Url}/nonprofit/{Uri.EscapeDataString(place.Nonprofit)}/fundraiser/{Uri.EscapeDataString(place.Name)}/raised?apiKey={Uri.EscapeDataString(access.Key)}");
        return http.GetAsync(address, key: null, Read, cancellation);
    }

    private static Told? Read(JsonElement root) =>
        Fields.Text(root, "currency") is { } currency && Currencies.IsKnown(currency) && Fields.Whole(root, "raised") is { } raised ? new Told(raised, currency, Fields.Whole(root, "supporters")) : null;
}

/// <summary>JustGiving: the sum of all gifts with one reference, in the currency that is asked for, and how many they are.</summary>
public sealed class JustGivingSource(ForumOptions options, PlatformHttp http) : IRaisedSource
{
    /// <inheritdoc/>
    public Platform Platform => Platform.JustGiving;

    /// <inheritdoc/>
    public Task<SourceAnswer> AskAsync(SourcePlace place, string currency, CancellationToken cancellation)
    {
        var access = options.Platforms.Allowed[Platform];
        return http.GetAsync(new Uri($"{access.Url}/v1/donationtotal/ref/{Uri.EscapeDataString(place.Name)}?currencyCode={Uri.EscapeDataString(currency)}"), access.Key, Read, cancellation);
    }

    private static Told? Read(JsonElement root) =>
        Fields.Text(root, "currencyCode") is { } currency && Currencies.IsKnown(currency) && Fields.Sum(root, "donationsTotal", Currencies.DigitsOf(currency)) is { } total
            ? new Told(total, currency, Fields.Whole(root, "numberOfDonations")) : null;
}

/// <summary>Fields of what platforms answer, strict about money.</summary>
internal static class Fields
{
    public static string? Text(JsonElement of, string name) => Find(of, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>A whole number that is not below zero.</summary>
    public static long? Whole(JsonElement of, string name) => Find(of, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) && number is >= 0 and <= Currencies.Max ? number : null;

    /// <summary>A sum with a decimal point, as a number or as text, in smaller units; null where it has more digits than its currency.</summary>
    public static long? Sum(JsonElement of, string name, int digits)
    {
        var text = Find(of, name) switch { { ValueKind: JsonValueKind.Number } number => number.GetRawText(), { ValueKind: JsonValueKind.String } words => words.GetString(), _ => null };
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sum) || sum > Currencies.Max)
            return null;
        for (var digit = 0; digit < digits; digit++)
            sum *= 10;
        return sum == decimal.Truncate(sum) && sum <= Currencies.Max ? (long)sum : null;
    }

    // JustGiving's own libraries do not tell small letters from capitals in names.
    private static JsonElement? Find(JsonElement of, string name)
    {
        foreach (var field in of.ValueKind == JsonValueKind.Object ? of.EnumerateObject() : default)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return field.Value;
        }
        return null;
    }
}
