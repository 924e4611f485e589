using Microsoft.Extensions.Configuration;

namespace Salam.Forum.Charity.Platforms;

/// <summary>How a platform is asked.</summary>
/// <param name="Url">Where, without a slash at the end.</param>
/// <param name="Key">The operator's key.</param>
public sealed record PlatformAccess(string Url, string Key);

/// <summary>The settings of platforms that are asked how much was given, <c>Forum:Charity</c>.</summary>
public sealed record PlatformOptions
{
    private const string Section = "Forum:Charity:", PlatformsKey = Section + "Platforms", MinutesKey = Section + "Minutes";

    /// <summary><c>Forum:Charity:Platforms</c>, with <c>:EveryOrg:Url</c>, <c>:EveryOrg:Key</c> and likewise: those that projects may be counted by; none unless an operator says so.</summary>
    public IReadOnlyDictionary<Platform, PlatformAccess> Allowed { get; init; } = new Dictionary<Platform, PlatformAccess>();

    /// <summary><c>Forum:Charity:Minutes</c>: how long after an answer a platform is asked again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>Whether there is a setting of that name.</summary>
    internal static bool IsKnown(string key) => Known().Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="SettingException">A value cannot be used.</exception>
    internal static PlatformOptions Read(IConfiguration configuration) => new()
    {
        Allowed = (ForumOptions.Text(configuration, PlatformsKey) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Named).Distinct().ToDictionary(p => p, p => Access(configuration, p)),
        Pause = TimeSpan.FromMinutes(ForumOptions.ReadInt(configuration, MinutesKey, 5, 1_440) ?? 60),
    };

    private static IEnumerable<string> Known() => [PlatformsKey, MinutesKey, .. Enum.GetValues<Platform>().SelectMany(p => new[] { UrlKey(p), KeyKey(p) })];

    private static string UrlKey(Platform platform) => $"{Section}{platform}:Url";

    private static string KeyKey(Platform platform) => $"{Section}{platform}:Key";

    private static Platform Named(string text) =>
        Enum.TryParse<Platform>(text, ignoreCase: true, out var platform) && Enum.IsDefined(platform) && !char.IsAsciiDigit(text[0])
            ? platform
            : throw new SettingException($"{ForumOptions.Variable(PlatformsKey)} holds \"{text}\", but must be of {string.Join(", ", Enum.GetNames<Platform>())}, divided by commas.");

    private static PlatformAccess Access(IConfiguration configuration, Platform platform)
    {
        var (url, key) = (ForumOptions.Text(configuration, UrlKey(platform))?.TrimEnd('/') ?? Usual(platform), ForumOptions.Text(configuration, KeyKey(platform)));
        // The key goes with each question, and shall be read by nobody on the way; on this machine there is none.
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address is not { Query: "", Fragment: "", UserInfo: "" } || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new SettingException($"{ForumOptions.Variable(UrlKey(platform))} is \"{url}\", but must be an https address without ? and #.");
        return new PlatformAccess(url, key?.All(c => c is > ' ' and <= '~') is true ? key : throw new SettingException($"{ForumOptions.Variable(KeyKey(platform))} is no key, but {ForumOptions.Variable(PlatformsKey)} holds {platform}, which needs one."));
    }

    private static string Usual(Platform platform) => platform == Platform.EveryOrg ? "https://partners.every.org/v0.2" : "https://api.justgiving.com";
}
