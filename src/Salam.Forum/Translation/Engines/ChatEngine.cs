using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Engines;

/// <summary>
/// A language model behind a server that speaks the chat format most of them speak. Members' words go in as JSON and have to come out as JSON: what they
/// may say to a model is data to us and to it, and an answer of any other form is thrown away.
/// </summary>
internal sealed class ChatEngine : ITranslationEngine, IDisposable
{
    /// <summary>Its name in settings.</summary>
    public const string EngineName = "Chat";

    private const string Fence = "```";

    private readonly EngineHttp http;
    private readonly ChatOptions options;
    private readonly string path;

    public ChatEngine(ChatOptions options, TimeSpan limit, TimeProvider time)
    {
        this.options = options;
        http = new EngineHttp(options.Url, options.IsLocal, options.ApiKey, limit, time);
        path = options.Url.EndsWith("/v1", StringComparison.Ordinal) ? "/chat/completions" : "/v1/chat/completions";
    }

    public string Name => EngineName;

    public bool IsLocal => options.IsLocal;

    public bool IsMovedByWords => true;

    public int MaxCharacters => 4_000;

    /// <summary>Nobody can say what a model does not speak; the operator takes out by <c>Pairs</c> what it speaks badly.</summary>
    public bool Offers(string from, string to) => from != to && Language.IsKnown(from) && Language.IsKnown(to);

    public async Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancellation)
    {
        if (!Offers(request.From, request.To))
            return EngineAnswer.Of(EngineTrouble.Refused);
        var question = EngineHttp.Write(new Question(NameOf(request.From), NameOf(request.To), Author(request.Voice), request.Texts));
        var body = new Body(options.Model, options.Temperature, TokensFor(request.Texts), [new Message("system", options.Prompt), new Message("user", question)]);
        using var deadline = http.Deadline(cancellation);
        var reply = await http.PostJsonAsync(path, body, deadline.Token);
        cancellation.ThrowIfCancellationRequested();
        return reply.Trouble ?? EngineTexts.Check(request, Texts(reply.Json));
    }

    /// <summary>The English name and the code: models know the rarer languages better by name.</summary>
    private static string NameOf(string code) => $"{CultureInfo.GetCultureInfo(code).EnglishName} ({code})";

    private static string Author(Voice voice) => voice switch
    {
        Voice.Female => "a woman",
        Voice.Male => "a man",
        _ => "unknown",
    };

    // Scripts that models split finely take up to two tokens a character.
    private static int TokensFor(IReadOnlyList<string> texts) => 512 + 2 * texts.Sum(t => t.Length);

    private static IReadOnlyList<string>? Texts(JsonElement reply)
    {
        if (reply.ValueKind != JsonValueKind.Object || !reply.TryGetProperty("choices", out var choices) || choices.ValueKind != JsonValueKind.Array || choices.GetArrayLength() == 0)
            return null;
        var choice = choices[0];
        // Whatever else ended it, something is missing.
        if (choice.ValueKind != JsonValueKind.Object || !choice.TryGetProperty("finish_reason", out var end) || end.ValueKind != JsonValueKind.String || !end.ValueEquals("stop"))
            return null;
        return choice.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.Object && message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
            ? Parsed(content.GetString()!)
            : null;
    }

    private static IReadOnlyList<string>? Parsed(string content)
    {
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(Unfenced(content.AsSpan().Trim()));
            return json.ValueKind == JsonValueKind.Object && json.EnumerateObject().Count() == 1 && json.TryGetProperty("texts", out var texts) ? EngineTexts.Strings(texts) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Without the fence that models of all sizes put around JSON although they are asked not to.</summary>
    private static ReadOnlySpan<char> Unfenced(ReadOnlySpan<char> content)
    {
        if (!content.StartsWith(Fence, StringComparison.Ordinal) || !content.EndsWith(Fence, StringComparison.Ordinal) || content.IndexOf('\n') is not (> 0 and var line) || line > content.Length - Fence.Length)
            return content;
        return content[Fence.Length..line].Trim() is "" or "json" ? content[line..^Fence.Length] : content;
    }

    public void Dispose() => http.Dispose();

    private sealed record Question(
        [property: JsonPropertyName("from")] string From,
        [property: JsonPropertyName("to")] string To,
        [property: JsonPropertyName("author")] string Author,
        [property: JsonPropertyName("texts")] IReadOnlyList<string> Texts);

    private sealed record Message([property: JsonPropertyName("role")] string Role, [property: JsonPropertyName("content")] string Content);

    private sealed record Body(
        [property: JsonPropertyName("model")] string Model,
        [property: JsonPropertyName("temperature")] double Temperature,
        [property: JsonPropertyName("max_tokens")] int MaxTokens,
        [property: JsonPropertyName("messages")] IReadOnlyList<Message> Messages);
}
