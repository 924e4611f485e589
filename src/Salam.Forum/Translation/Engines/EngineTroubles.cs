using System.Text.Json;

namespace Salam.Forum.Translation.Engines;

/// <summary>What the answers of engines say about themselves, in HTTP and in JSON: the one place where that becomes an <see cref="EngineTrouble"/>.</summary>
internal static class EngineTroubles
{
    /// <summary>How long an engine is left alone that does not know us: a wrong key, no money, a wrong address. No text changes that, the operator does.</summary>
    public static readonly TimeSpan StrangerRest = TimeSpan.FromMinutes(5);

    /// <summary>The trouble of an HTTP status that is not 200.</summary>
    /// <param name="status">100 to 599; anything else is garbled.</param>
    /// <param name="pause">What <c>Retry-After</c> says.</param>
    public static EngineAnswer Of(int status, TimeSpan? pause) => status switch
    {
        429 => EngineAnswer.Of(EngineTrouble.Limited, pause),
        503 when pause is not null => EngineAnswer.Of(EngineTrouble.Limited, pause),
        408 or 504 => EngineAnswer.Of(EngineTrouble.Slow),
        >= 500 and < 600 => EngineAnswer.Of(EngineTrouble.Failed),
        401 or 402 or 403 or 404 or 405 or 407 => EngineAnswer.Of(EngineTrouble.Refused, pause ?? StrangerRest),
        >= 400 and < 500 => EngineAnswer.Of(EngineTrouble.Refused),
        // Redirections too: following one would carry members' words to an address that nobody configured.
        _ => EngineAnswer.Of(EngineTrouble.Garbled),
    };

    /// <summary>
    /// The status that an answer with 200 means by itself, or null where it means no error: <c>{"error": …}</c> as LibreTranslate and chat servers write it,
    /// with a number where there is one; <c>{"status": "error", "code": …}</c> and <c>{"responseStatus": …}</c> as Apertium does.
    /// </summary>
    public static int? InJson(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        if (root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null)
            return error.ValueKind == JsonValueKind.Object ? Number(error, "code") ?? 500 : 500;
        if (root.TryGetProperty("status", out var status) && status.ValueKind == JsonValueKind.String && status.ValueEquals("error"))
            return Number(root, "code") ?? 500;
        return Number(root, "responseStatus") is { } said and not 200 ? said : null;
    }

    private static int? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
