using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Translation;

namespace Salam.Forum;

/// <summary>Which database holds the forum.</summary>
public enum Provider
{
    /// <summary>One embedded file.</summary>
    Sqlite = 1,

    /// <summary>SQL Server.</summary>
    SqlServer,
}

/// <summary>A setting with a value that cannot be used; the message says which and why, in one sentence.</summary>
public sealed class SettingException(string message) : Exception(message);

/// <summary>The settings of a forum, read once at the start from configuration (environment variables with <c>__</c> for <c>:</c>).</summary>
public sealed record ForumOptions
{
    /// <summary><c>Forum:Provider</c>.</summary>
    public required Provider Provider { get; init; }

    /// <summary><c>ConnectionStrings:Forum</c>, or the file <c>forum.db</c> in the data folder.</summary>
    public required string ConnectionString { get; init; }

    /// <summary><c>Forum:DataFolder</c>: the database file, mails that were not sent, logs. An absolute path.</summary>
    public required string DataFolder { get; init; }

    /// <summary><c>Forum:Demo</c>: fill an empty forum with the demo community. True only where nothing else is configured.</summary>
    public required bool Demo { get; init; }

    /// <summary><c>Forum:PublicUrl</c>: where members reach the forum; mails link to it. No slash at the end.</summary>
    public required string PublicUrl { get; init; }

    /// <summary>
    /// <c>Forum:PasskeyDomain</c>: the domain that passkeys are made for, where several names below it lead to the forum; null for the name that is
    /// asked for. Passkeys of one domain open nothing under another.
    /// </summary>
    public string? PasskeyDomain { get; init; }

    /// <summary><c>Forum:Smtp:Host</c>; null writes mails to files in the data folder.</summary>
    public string? SmtpHost { get; init; }

    /// <summary><c>Forum:Smtp:Port</c>.</summary>
    public int SmtpPort { get; init; } = 587;

    /// <summary><c>Forum:Smtp:User</c>; null sends without log-in.</summary>
    public string? SmtpUser { get; init; }

    /// <summary><c>Forum:Smtp:Password</c>.</summary>
    public string? SmtpPassword { get; init; }

    /// <summary><c>Forum:Smtp:Tls</c>: whether STARTTLS is demanded.</summary>
    public bool SmtpTls { get; init; } = true;

    /// <summary><c>Forum:Smtp:From</c>: the sender's address.</summary>
    public string MailFrom { get; init; } = "forum@localhost";

    /// <summary><c>Forum:TrustedProxies</c>: networks whose word on a visitor's address is taken, as CIDR, divided by commas; this machine always.</summary>
    public IReadOnlyList<System.Net.IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary><c>Forum:RateLimits</c>: whether acts per member and address are limited; false only for measuring.</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary><c>Forum:Moderation:HoldAt</c>: how many ordinary members' reports hold a thing until a moderator decides, 1 to 1,000.</summary>
    public int HoldAt { get; init; } = 3;

    /// <summary><c>Forum:Moderation:NewPosts</c>: how many posts a day a member may write in her first week, 1 to 1,000.</summary>
    public int NewPosts { get; init; } = 5;

    /// <summary><c>Forum:Moderation:NewComments</c>: likewise comments.</summary>
    public int NewComments { get; init; } = 30;

    /// <summary><c>Forum:Moderation:NewLinks</c>: likewise links, in texts and as posts.</summary>
    public int NewLinks { get; init; } = 5;

    /// <summary><c>Forum:Moderation:SecondFactor</c>: whether moderators must have a second factor to act. False only by default in the demo.</summary>
    public bool ModeratorsNeedSecondFactor { get; init; } = true;

    /// <summary><c>Forum:Translation</c>: engines that translate, and how they are asked.</summary>
    public TranslationOptions Translation { get; init; } = new();

    /// <summary><c>Forum:Pictures</c> and <c>Forum:Blobs</c>: what pictures are decoded by, and where files are kept.</summary>
    public MediaOptions Media { get; init; } = new();

    /// <summary><c>Forum:Links</c>: cards of what members link to.</summary>
    public LinkOptions Links { get; init; } = new();

    /// <summary><c>Forum:Charity</c>: platforms that say how much was given.</summary>
    public PlatformOptions Platforms { get; init; } = new();

    /// <summary><c>Forum:SqlServer:MaxBatchSize</c>, for servers that only resemble SQL Server.</summary>
    public int? MaxBatchSize { get; init; }

    /// <summary><c>Forum:SqlServer:CompatibilityLevel</c>, likewise.</summary>
    public int? CompatibilityLevel { get; init; }

    /// <summary>Every setting that there is under <c>Forum</c>; configuration does not tell small letters from capitals.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "Forum:Provider", "Forum:DataFolder", "Forum:Demo", "Forum:PublicUrl", "Forum:PasskeyDomain", "Forum:TrustedProxies", "Forum:RateLimits",
        "Forum:Smtp:Host", "Forum:Smtp:Port", "Forum:Smtp:User", "Forum:Smtp:Password", "Forum:Smtp:Tls", "Forum:Smtp:From",
        "Forum:Moderation:HoldAt", "Forum:Moderation:NewPosts", "Forum:Moderation:NewComments", "Forum:Moderation:NewLinks", "Forum:Moderation:SecondFactor",
        "Forum:SqlServer:MaxBatchSize", "Forum:SqlServer:CompatibilityLevel",
    };

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingException">A value cannot be used, or a setting is none.</exception>
    public static ForumOptions Read(IConfiguration configuration)
    {
        // Before anything is made of the others: whoever misspells one believes that it is in force. What is empty is not; some sources give one to whole sections.
        if (configuration.GetSection("Forum").AsEnumerable().FirstOrDefault(s => !string.IsNullOrWhiteSpace(s.Value) && s.Key != "Forum" && !Known.Contains(s.Key) && !TranslationSettings.IsKnown(s.Key) && !MediaOptions.IsKnown(s.Key) && !LinkOptions.IsKnown(s.Key) && !PlatformOptions.IsKnown(s.Key)) is { Key: { } unknown })
            throw new SettingException($"{Variable(unknown)} is set, but there is no such setting.");
        var provider = ReadEnum(configuration, "Forum:Provider", Provider.Sqlite);
        var connection = configuration.GetConnectionString("Forum");
        if (provider == Provider.SqlServer && string.IsNullOrWhiteSpace(connection))
            throw new SettingException("ConnectionStrings__Forum is empty, but Forum__Provider is SqlServer, which needs it.");
        var folder = ReadFolder(configuration);
        // Whoever sets anything of a forum of her own must not open accounts whose password stands in our source.
        var configured = !string.IsNullOrWhiteSpace(connection) || configuration.GetSection("Forum").GetChildren().Any(s => s.Key is not ("Demo" or "RateLimits"));
        var demo = ReadBool(configuration, "Forum:Demo", !configured);
        return new ForumOptions
        {
            Provider = provider,
            ConnectionString = string.IsNullOrWhiteSpace(connection) ? $"Data Source={Path.Combine(folder, "forum.db")}" : Checked(connection, provider),
            DataFolder = folder,
            Demo = demo,
            PublicUrl = ReadUrl(configuration),
            PasskeyDomain = ReadDomain(configuration),
            SmtpHost = Text(configuration, "Forum:Smtp:Host"),
            SmtpPort = ReadInt(configuration, "Forum:Smtp:Port", 1, 65_535) ?? 587,
            SmtpUser = Text(configuration, "Forum:Smtp:User"),
            SmtpPassword = Text(configuration, "Forum:Smtp:Password"),
            SmtpTls = ReadBool(configuration, "Forum:Smtp:Tls", true),
            MailFrom = ReadMailFrom(configuration),
            TrustedProxies = ReadNetworks(configuration),
            RateLimits = ReadBool(configuration, "Forum:RateLimits", true),
            HoldAt = ReadInt(configuration, "Forum:Moderation:HoldAt", 1, 1_000) ?? 3,
            NewPosts = ReadInt(configuration, "Forum:Moderation:NewPosts", 1, 1_000) ?? 5,
            NewComments = ReadInt(configuration, "Forum:Moderation:NewComments", 1, 1_000) ?? 30,
            NewLinks = ReadInt(configuration, "Forum:Moderation:NewLinks", 1, 1_000) ?? 5,
            ModeratorsNeedSecondFactor = ReadBool(configuration, "Forum:Moderation:SecondFactor", !demo),
            Translation = TranslationSettings.Read(configuration),
            Media = MediaOptions.Read(configuration),
            Links = LinkOptions.Read(configuration),
            Platforms = PlatformOptions.Read(configuration),
            MaxBatchSize = ReadInt(configuration, "Forum:SqlServer:MaxBatchSize", 1, 1_000),
            CompatibilityLevel = ReadInt(configuration, "Forum:SqlServer:CompatibilityLevel", 100, 200),
        };
    }

    internal static string? Text(IConfiguration configuration, string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key];

    internal static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);

    private static T ReadEnum<T>(IConfiguration configuration, string key, T otherwise) where T : struct, Enum
    {
        if (Text(configuration, key) is not { } text)
            return otherwise;
        return Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0])
            ? value
            : throw new SettingException($"{Variable(key)} is \"{text}\", but must be one of {string.Join(", ", Enum.GetNames<T>())}.");
    }

    internal static bool ReadBool(IConfiguration configuration, string key, bool otherwise)
    {
        if (Text(configuration, key) is not { } text)
            return otherwise;
        return bool.TryParse(text, out var value) ? value : throw new SettingException($"{Variable(key)} is \"{text}\", but must be true or false.");
    }

    internal static int? ReadInt(IConfiguration configuration, string key, int min, int max)
    {
        if (Text(configuration, key) is not { } text)
            return null;
        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new SettingException($"{Variable(key)} is \"{text}\", but must be a whole number from {min} to {max}.");
    }

    private static string ReadFolder(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(Text(configuration, "Forum:DataFolder") ?? "data");
        try
        {
            Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"Forum__DataFolder is \"{folder}\", but no folder can be made or used there: {e.Message}");
        }
    }

    private static string Checked(string connection, Provider provider)
    {
        try
        {
            DbConnectionStringBuilder parts = provider == Provider.Sqlite ? new SqliteConnectionStringBuilder(connection) : new SqlConnectionStringBuilder(connection);
            return parts.Count > 0 ? connection : throw new FormatException("It names no database.");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Never the string itself: it may hold a password.
            throw new SettingException($"ConnectionStrings__Forum is not a connection string of {provider}, but must be one. {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string ReadUrl(IConfiguration configuration)
    {
        var (name, text) = Text(configuration, "Forum:PublicUrl") is { } told
            ? ("Forum__PublicUrl", told)
            : ("ASPNETCORE_URLS", Text(configuration, "urls")?.Split(';')[0].Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal) ?? "http://localhost:5000");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Query: "", Fragment: "" }
            ? text.TrimEnd('/')
            : throw new SettingException($"{name} is \"{text}\", but must be an http or https address without ? and #.");
    }

    private static string? ReadDomain(IConfiguration configuration)
    {
        if (Text(configuration, "Forum:PasskeyDomain") is not { } text)
            return null;
        return Uri.CheckHostName(text) == UriHostNameType.Dns
            ? text.ToLowerInvariant()
            : throw new SettingException($"Forum__PasskeyDomain is \"{text}\", but must be a domain such as forum.example, without https:// and port.");
    }

    private static List<System.Net.IPNetwork> ReadNetworks(IConfiguration configuration) =>
        (Text(configuration, "Forum:TrustedProxies") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => System.Net.IPNetwork.TryParse(text, out var network)
                ? network
                : throw new SettingException($"Forum__TrustedProxies holds \"{text}\", but must be networks such as 10.0.0.0/8, divided by commas."))
            .ToList();

    private static string ReadMailFrom(IConfiguration configuration)
    {
        var text = Text(configuration, "Forum:Smtp:From") ?? "forum@localhost";
        return System.Net.Mail.MailAddress.TryCreate(text, out _) ? text : throw new SettingException($"Forum__Smtp__From is \"{text}\", but must be a mail address.");
    }
}
