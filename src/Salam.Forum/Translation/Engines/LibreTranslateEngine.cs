using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Salam.Forum.Translation.Engines;

/// <summary>LibreTranslate, as its version 1.9 documents it: all texts of a call in one request, so that the answer has as many.</summary>
internal sealed class LibreTranslateEngine : ITranslationEngine, IDisposable
{
    /// <summary>Its name in settings.</summary>
    public const string EngineName = "LibreTranslate";

    // Ours that its index has models for, each to each through English. Where a server says which it has, that counts instead.
    private static readonly FrozenSet<string> BuiltIn = new[]
    {
        "en", "ar", "ur", "fa", "tr", "az", "ky", "id", "ms", "bn", "hi", "ru", "uk", "fr", "de", "es", "it", "nl", "pt", "pl", "sq", "zh", "ja", "ko", "nb",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly EngineHttp http;
    private readonly EnginePairs pairs;
    private readonly string? key;

    public LibreTranslateEngine(EngineOptions options, TimeSpan limit, TimeProvider time)
    {
        (IsLocal, key) = (options.IsLocal, options.ApiKey);
        http = new EngineHttp(options.Url, options.IsLocal, null, limit, time);
        pairs = new EnginePairs(FetchAsync, time);
    }

    public string Name => EngineName;

    public bool IsLocal { get; }

    // What a server of two cores translates within the usual half minute.
    public int MaxCharacters => 5_000;

    public bool Offers(string from, string to) => Codes(from, to) is not null;

    public async Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancellation)
    {
        if (Codes(request.From, request.To) is not { } codes)
            return EngineAnswer.Of(EngineTrouble.Refused);
        using var deadline = http.Deadline(cancellation);
        var reply = await http.PostJsonAsync("/translate", new Body(request.Texts, codes.From, codes.To, "text", key), deadline.Token);
        cancellation.ThrowIfCancellationRequested();
        return reply.Trouble ?? EngineTexts.Check(request, reply.Json.ValueKind == JsonValueKind.Object && reply.Json.TryGetProperty("translatedText", out var texts) ? EngineTexts.Strings(texts) : null);
    }

    /// <summary>Asks the server for its languages if it is time to.</summary>
    internal Task RefreshAsync() => pairs.RefreshAsync();

    private (string From, string To)? Codes(string from, string to)
    {
        if (from == to)
            return null;
        if (pairs.Known is { } known)
            return EnginePairs.Find(known, Theirs(from), Theirs(to));
        return BuiltIn.Contains(from) && BuiltIn.Contains(to) ? (Theirs(from)[0], Theirs(to)[0]) : null;
    }

    /// <summary>Its codes for one of ours, the likeliest first: it tells some languages by script or country.</summary>
    private static string[] Theirs(string code) => code switch
    {
        "zh" => ["zh-Hans", "zh"],
        "pt" => ["pt", "pt-BR", "pb"],
        "nb" => ["nb", "no"],
        _ => [code],
    };

    private async Task<IEnumerable<(string From, string To)>?> FetchAsync(CancellationToken cancellation)
    {
        using var deadline = http.Deadline(cancellation);
        var reply = await http.GetAsync("/languages", deadline.Token);
        if (reply.Trouble is not null || reply.Json.ValueKind != JsonValueKind.Array)
            return null;
        try
        {
            var entries = reply.Json.Deserialize<List<Entry?>>()!;
            return entries.TrueForAll(e => e is { Code: not null, Targets: not null }) ? entries.SelectMany(e => e!.Targets!.OfType<string>().Select(to => (e.Code!, to))).ToList() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();

    private sealed record Body(
        [property: JsonPropertyName("q")] IReadOnlyList<string> Texts,
        [property: JsonPropertyName("source")] string Source,
        [property: JsonPropertyName("target")] string Target,
        [property: JsonPropertyName("format")] string Format,
        [property: JsonPropertyName("api_key"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key);

    private sealed record Entry(
        [property: JsonPropertyName("code")] string? Code,
        [property: JsonPropertyName("targets")] IReadOnlyList<string?>? Targets);
}
