using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Salam.Forum.Text;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Translation;

/// <summary>Reads and checks the settings of translation.</summary>
internal static class TranslationSettings
{
    private const string Root = "Forum:Translation:", PairsRoot = Root + "Pairs:";

    // Longer than any prompt that leaves a model room for a text.
    private const int PromptMax = 32_000;

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "Order", "CharactersPerDay", "Index", "TimeoutSeconds", "LibreTranslate:Url", "LibreTranslate:ApiKey", "LibreTranslate:Local",
        "Chat:Url", "Chat:ApiKey", "Chat:Model", "Chat:Temperature", "Chat:PromptFile", "Chat:Local", "Apertium:Url", "Apertium:Local",
    };

    // Reserved for this machine and for private networks. Link-local addresses are private too.
    private static readonly System.Net.IPNetwork[] Private = [.. new[] { "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "::1/128", "fc00::/7", "fe80::/10" }.Select(n => System.Net.IPNetwork.Parse(n))];

    /// <summary>Whether there is a setting of that name; those of pairs are named after two languages.</summary>
    public static bool IsKnown(string key) =>
        key.StartsWith(Root, StringComparison.OrdinalIgnoreCase) && (Known.Contains(key[Root.Length..]) || (key.StartsWith(PairsRoot, StringComparison.OrdinalIgnoreCase) && PairOf(key[PairsRoot.Length..]) is not null));

    /// <exception cref="SettingException">A value cannot be used.</exception>
    public static TranslationOptions Read(IConfiguration configuration)
    {
        var libre = ReadEngine(configuration, LibreTranslateEngine.EngineName);
        var chat = ReadChat(configuration);
        var apertium = ReadEngine(configuration, ApertiumEngine.EngineName);
        var configured = new (string Name, EngineOptions? Options)[] { (LibreTranslateEngine.EngineName, libre), (ChatEngine.EngineName, chat), (ApertiumEngine.EngineName, apertium) }
            .Where(e => e.Options is not null).Select(e => e.Name).ToArray();
        return new TranslationOptions
        {
            LibreTranslate = libre,
            Chat = chat,
            Apertium = apertium,
            Order = ForumOptions.Text(configuration, Root + "Order") is { } order ? Engines(Root + "Order", order, configured) : configured,
            Pairs = configuration.GetSection(PairsRoot.TrimEnd(':')).GetChildren().Where(s => !string.IsNullOrWhiteSpace(s.Value))
                .ToDictionary(s => PairOf(s.Key)!.Value, s => (IReadOnlyList<string>)(s.Value!.Trim().Equals("none", StringComparison.OrdinalIgnoreCase) ? [] : Engines(PairsRoot + s.Key, s.Value, configured))),
            CharactersPerDay = ForumOptions.ReadInt(configuration, Root + "CharactersPerDay", 0, int.MaxValue) ?? 1_000_000,
            Indexed = ReadLanguages(configuration, Root + "Index"),
            Timeout = TimeSpan.FromSeconds(ForumOptions.ReadInt(configuration, Root + "TimeoutSeconds", 1, 300) ?? 30),
        };
    }

    // With a hyphen as everywhere else, or with an underscore: shells take no hyphen in the name of a variable.
    private static (string From, string To)? PairOf(string name) =>
        name.ToLowerInvariant().Split('-', '_') is [var from, var to] && from != to && Language.IsKnown(from) && Language.IsKnown(to) ? (from, to) : null;

    private static HashSet<string> ReadLanguages(IConfiguration configuration, string key)
    {
        var text = ForumOptions.Text(configuration, key) ?? "";
        var codes = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => code.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        return codes.FirstOrDefault(code => !Language.IsKnown(code)) is { } unknown
            ? throw new SettingException($"{ForumOptions.Variable(key)} is \"{text}\", but must be codes of languages divided by commas, and \"{unknown}\" is none of the interface.")
            : codes;
    }

    private static string[] Engines(string key, string text, string[] configured) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => Array.Find(configured, c => c.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new SettingException($"{ForumOptions.Variable(key)} is \"{text}\", but must be engines that have an address, divided by commas: {(configured.Length > 0 ? string.Join(", ", configured) : "there is none")}."))
            .ToArray();

    private static EngineOptions? ReadEngine(IConfiguration configuration, string name) =>
        ReadUrl(configuration, name) is { } url
            ? new EngineOptions(url.AbsoluteUri.TrimEnd('/'), ReadLocal(configuration, name, url)) { ApiKey = ReadKey(configuration, name) }
            : null;

    private static ChatOptions? ReadChat(IConfiguration configuration)
    {
        const string Name = ChatEngine.EngineName;
        if (ReadUrl(configuration, Name) is not { } url)
            return null;
        return new ChatOptions(url.AbsoluteUri.TrimEnd('/'), ReadLocal(configuration, Name, url))
        {
            ApiKey = ReadKey(configuration, Name),
            Model = ForumOptions.Text(configuration, $"{Root}{Name}:Model")
                ?? throw new SettingException($"{ForumOptions.Variable($"{Root}{Name}:Model")} is empty, but {ForumOptions.Variable($"{Root}{Name}:Url")} is set, which needs it."),
            Temperature = ReadTemperature(configuration, $"{Root}{Name}:Temperature"),
            Prompt = ReadPrompt(configuration, $"{Root}{Name}:PromptFile"),
        };
    }

    /// <summary>The address of an engine; null for none, and then nothing else may be set of it.</summary>
    private static Uri? ReadUrl(IConfiguration configuration, string name)
    {
        var key = $"{Root}{name}:Url";
        if (ForumOptions.Text(configuration, key) is not { } text)
        {
            return configuration.GetSection(Root + name).GetChildren().FirstOrDefault(s => !string.IsNullOrWhiteSpace(s.Value)) is { } lonely
                ? throw new SettingException($"{ForumOptions.Variable(key)} is empty, but {ForumOptions.Variable(lonely.Path)} is set, which needs it.")
                : null;
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url is not { Scheme: "http" or "https", Query: "", Fragment: "" })
            throw new SettingException($"{ForumOptions.Variable(key)} is \"{text}\", but must be an http or https address without ? and #.");
        // Not repeated: what stands there is a password.
        return url.UserInfo.Length == 0 ? url : throw new SettingException($"{ForumOptions.Variable(key)} is an address with a name or a password in it, but must be without.");
    }

    private static string? ReadKey(IConfiguration configuration, string name)
    {
        var key = ForumOptions.Text(configuration, $"{Root}{name}:ApiKey")?.Trim();
        // Never the key itself.
        return key is null || key.All(c => c is > ' ' and < '\x7f') ? key : throw new SettingException($"{ForumOptions.Variable($"{Root}{name}:ApiKey")} is no key, but must be of plain letters, digits and signs.");
    }

    private static bool ReadLocal(IConfiguration configuration, string name, Uri url) => ForumOptions.ReadBool(configuration, $"{Root}{name}:Local", IsNear(url));

    /// <summary>Whether an address is by itself one of this machine or of a network of its own; a name without a dot is one of neighbouring containers.</summary>
    internal static bool IsNear(Uri url)
    {
        if (!IPAddress.TryParse(url.DnsSafeHost, out var address))
            return !url.DnsSafeHost.Contains('.', StringComparison.Ordinal) || url.DnsSafeHost.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return Private.Any(n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address));
    }

    private static double ReadTemperature(IConfiguration configuration, string key)
    {
        if (ForumOptions.Text(configuration, key) is not { } text)
            return 0.2;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 2
            ? value
            : throw new SettingException($"{ForumOptions.Variable(key)} is \"{text}\", but must be a number from 0 to 2.");
    }

    private static string ReadPrompt(IConfiguration configuration, string key)
    {
        if (ForumOptions.Text(configuration, key) is not { } file)
            return BuiltInPrompt();
        try
        {
            var prompt = File.ReadAllText(file, Encoding.UTF8).Trim();
            return prompt.Length is > 0 and <= PromptMax ? prompt : throw new SettingException($"{ForumOptions.Variable(key)} is \"{file}\", but the file must hold 1 to {PromptMax} characters.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{ForumOptions.Variable(key)} is \"{file}\", but no file can be read there: {e.Message}");
        }
    }

    internal static string BuiltInPrompt()
    {
        using var stream = typeof(TranslationSettings).Assembly.GetManifestResourceStream("Salam.Forum.Translation.ChatPrompt.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Trim();
    }
}
