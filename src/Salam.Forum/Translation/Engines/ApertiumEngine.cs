using System.Collections.Frozen;
using System.Text.Json;

namespace Salam.Forum.Translation.Engines;

/// <summary>
/// Apertium APy: rules instead of a model, for a few pairs of near languages. It takes one text a request; always as a form, since addresses are logged
/// on the way.
/// </summary>
internal sealed class ApertiumEngine : ITranslationEngine, IDisposable
{
    /// <summary>Its name in settings.</summary>
    public const string EngineName = "Apertium";

    // It keeps one pipeline for each pair, and starts another from five users on.
    private const int AtOnce = 4;

    // Its codes for ours, the likeliest first; the others nobody has built rules for.
    private static readonly FrozenDictionary<string, string[]> Theirs = new[]
    {
        "en eng", "ar ara", "ur urd", "fa pes fas", "ps pus", "ckb ckb", "tr tur", "az aze", "kk kaz", "uz uzb", "ky kir", "tg tgk", "id ind", "ms zlm msa",
        "bn ben", "hi hin", "ta tam", "ru rus", "uk ukr", "fr fra", "de deu", "es spa", "it ita", "nl nld", "pt por", "pl pol", "bs hbs_BS bos hbs", "sq sqi",
        "sw swa", "ha hau", "so som", "zh zho",
    }.Select(line => line.Split(' ')).ToFrozenDictionary(codes => codes[0], codes => codes[1..], StringComparer.Ordinal);

    private readonly EngineHttp http;
    private readonly EnginePairs pairs;

    public ApertiumEngine(EngineOptions options, TimeSpan limit, TimeProvider time)
    {
        IsLocal = options.IsLocal;
        http = new EngineHttp(options.Url, options.IsLocal, null, limit, time);
        pairs = new EnginePairs(FetchAsync, time);
    }

    public string Name => EngineName;

    public bool IsLocal { get; }

    // It ends by itself what takes ten seconds; measured, 14,000 characters take one.
    public int MaxCharacters => 10_000;

    public bool Offers(string from, string to) => Codes(from, to) is not null;

    /// <summary>Waits until it has said which pairs are installed: no table could know.</summary>
    public Task ReadyAsync(CancellationToken cancellation) => pairs.ReadyAsync(cancellation);

    public async Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancellation)
    {
        if (Codes(request.From, request.To) is not { } codes)
            return EngineAnswer.Of(EngineTrouble.Refused);
        using var deadline = http.Deadline(cancellation);
        var texts = new string[request.Texts.Count];
        EngineAnswer? trouble = null;
        // Not with the deadline's token: it would throw where an answer is due.
        await Parallel.ForAsync(0, texts.Length, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = CancellationToken.None }, async (i, _) =>
        {
            if (Volatile.Read(ref trouble) is not null)
                return;
            var (text, failed) = await AskAsync(codes, request.Texts[i], deadline.Token);
            if (failed is not null)
                Interlocked.CompareExchange(ref trouble, failed, null);
            else
                texts[i] = text!;
        });
        cancellation.ThrowIfCancellationRequested();
        return trouble ?? EngineTexts.Check(request, texts);
    }

    private async Task<(string? Text, EngineAnswer? Trouble)> AskAsync((string From, string To) codes, string text, CancellationToken deadline)
    {
        var reply = await http.PostFormAsync("/translate", [new("langpair", $"{codes.From}|{codes.To}"), new("q", text), new("markUnknown", "no"), new("format", "txt")], deadline);
        if (reply.Trouble is not null)
            return (null, reply.Trouble);
        return reply.Json.ValueKind == JsonValueKind.Object && reply.Json.TryGetProperty("responseData", out var data)
            && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("translatedText", out var translated) && translated.ValueKind == JsonValueKind.String
            ? (Tidy(text, translated.GetString()!), null)
            : (null, EngineAnswer.Of(EngineTrouble.Garbled));
    }

    /// <summary>Undoes what it does beside translating: it loses spaces at both ends or adds some, and leaves signs at words that it has no form for.</summary>
    private static string Tidy(string text, string translation)
    {
        foreach (var sign in "*#@")
        {
            if (!text.Contains(sign, StringComparison.Ordinal))
                translation = translation.Replace(sign.ToString(), "", StringComparison.Ordinal);
        }
        var inner = text.AsSpan().Trim();
        var start = text.AsSpan().IndexOf(inner);
        return string.Concat(text.AsSpan(0, start), translation.AsSpan().Trim(), text.AsSpan(start + inner.Length));
    }

    private (string From, string To)? Codes(string from, string to) =>
        from != to && Theirs.TryGetValue(from, out var f) && Theirs.TryGetValue(to, out var t) && pairs.Known is { } known ? EnginePairs.Find(known, f, t) : null;

    private async Task<IEnumerable<(string From, string To)>?> FetchAsync(CancellationToken cancellation)
    {
        using var deadline = http.Deadline(cancellation);
        var reply = await http.GetAsync("/listPairs", deadline.Token);
        if (reply.Trouble is not null || reply.Json.ValueKind != JsonValueKind.Object || !reply.Json.TryGetProperty("responseData", out var list) || list.ValueKind != JsonValueKind.Array)
            return null;
        return list.EnumerateArray().Select(e => (Code(e, "sourceLanguage"), Code(e, "targetLanguage"))).Where(p => p is (not "", not "")).ToList();
    }

    private static string Code(JsonElement pair, string name) =>
        pair.ValueKind == JsonValueKind.Object && pair.TryGetProperty(name, out var code) && code.ValueKind == JsonValueKind.String ? code.GetString()! : "";

    public void Dispose() => http.Dispose();
}
