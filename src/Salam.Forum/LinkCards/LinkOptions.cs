using Microsoft.Extensions.Configuration;

namespace Salam.Forum.LinkCards;

/// <summary>The settings of link cards, <c>Forum:Links</c>.</summary>
public sealed record LinkOptions
{
    private const string CardsKey = "Forum:Links:Cards", InsideKey = "Forum:Links:Inside";

    /// <summary><c>Forum:Links:Cards</c>: whether pages that are linked to are asked for a card.</summary>
    public bool Cards { get; init; } = true;

    /// <summary><c>Forum:Links:Inside</c>: hosts with their ports that are asked although they are no public ones, as in <see cref="PlaceOf"/>.</summary>
    public IReadOnlySet<string> Inside { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether an address is one of those inside that may be asked.</summary>
    public bool IsInside(string host, int port) => Inside.Count > 0 && Inside.Contains(PlaceOf(host, port));

    /// <summary>Whether there is a setting of that name.</summary>
    internal static bool IsKnown(string key) => key.Equals(CardsKey, StringComparison.OrdinalIgnoreCase) || key.Equals(InsideKey, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="SettingException">A value cannot be used.</exception>
    internal static LinkOptions Read(IConfiguration configuration) => new()
    {
        Cards = ForumOptions.ReadBool(configuration, CardsKey, true),
        Inside = (ForumOptions.Text(configuration, InsideKey) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Place).ToHashSet(StringComparer.Ordinal),
    };

    private static string PlaceOf(string host, int port) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{HostName.Plain(host)}:{port}");

    private static string Place(string text)
    {
        // A port that an address has anyway is left out when it is read, so that it is asked of the text.
        var colon = text.LastIndexOf(':');
        return colon > 0 && int.TryParse(text.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            && Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var address) && address is { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            ? PlaceOf(address.IdnHost, port)
            : throw new SettingException($"{ForumOptions.Variable(InsideKey)} holds \"{text}\", but must be hosts with their ports such as wiki.example:8080, divided by commas.");
    }
}
