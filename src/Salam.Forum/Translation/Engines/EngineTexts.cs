using System.Text.Json;

namespace Salam.Forum.Translation.Engines;

/// <summary>Whether what an engine gave can be a translation of what it was given. Not whether it is a good one.</summary>
internal static class EngineTexts
{
    /// <summary>A translation has at most this many times the characters of its text (Chinese to Tamil comes to seven), and <see cref="Slack"/> more.</summary>
    public const int Growth = 8;

    /// <summary>What any translation may have more: a short word can become a phrase.</summary>
    public const int Slack = 60;

    // From how many letters on it is no accident that a whole text says the same in two languages.
    private const int Untouched = 20;

    /// <summary>The strings of a JSON array, or null where it is something else.</summary>
    public static IReadOnlyList<string>? Strings(JsonElement array) =>
        array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String) ? [.. array.EnumerateArray().Select(e => e.GetString()!)] : null;

    /// <summary>The answer with these texts, or the trouble that shows in them.</summary>
    public static EngineAnswer Check(EngineRequest request, IReadOnlyList<string>? texts)
    {
        if (texts is null || texts.Count != request.Texts.Count || texts.Zip(request.Texts).Any(t => IsGarbled(t.Second, t.First)))
            return EngineAnswer.Of(EngineTrouble.Garbled);
        // Refused rather than garbled: more often the member wrote in another language than she said, which is not the engine's fault.
        return !request.IsPart && IsUntouched(request, texts) ? EngineAnswer.Of(EngineTrouble.Refused) : new EngineAnswer(texts);
    }

    private static bool IsGarbled(string text, string translation) =>
        translation.Length > Slack + Growth * text.Length
        || (string.IsNullOrWhiteSpace(translation) && !string.IsNullOrWhiteSpace(text))
        // Some guarded servers answer whom they shut out with a single emoji.
        || (Letters(translation) == 0 && Letters(text) > 0);

    private static bool IsUntouched(EngineRequest request, IReadOnlyList<string> texts) =>
        (request.From, request.To) is not (("id", "ms") or ("ms", "id"))
        && request.Texts.Sum(Letters) >= Untouched
        && request.Texts.Zip(texts).All(t => string.Equals(t.First.Trim(), t.Second.Trim(), StringComparison.Ordinal));

    private static int Letters(string text) => text.Count(char.IsLetter);
}
