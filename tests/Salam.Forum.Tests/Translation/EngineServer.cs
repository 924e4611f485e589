using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Salam.Forum.Tests.Translation;

/// <summary>A server of a test, on this machine, that answers by a documented format and refuses whatever that does not name; or misbehaves as it is told to.</summary>
public sealed class EngineServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private EngineServer(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    /// <summary>Answers in place of the documented way to questions for a translation.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Answers in place of the documented way to questions for the languages.</summary>
    public Func<HttpContext, Task>? InsteadOfList { get; set; }

    /// <summary>Translates one text, as the language it is wanted in and the text.</summary>
    public Func<string, string, string> Say { get; set; } = (to, text) => $"{text} in {to}";

    /// <summary>How long it takes for each answer.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The key it demands, or null.</summary>
    public string? Key { get; set; }

    /// <summary>What was asked to be translated, in order: the bodies as they came.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>How often the languages were asked for.</summary>
    public int Lists => lists;

    /// <summary>How many questions were there at once at most.</summary>
    public int AtOnce { get; private set; }

    private int now, lists;

    public static async Task<EngineServer> StartAsync(Func<EngineServer, HttpContext, string, Task> documented, string listPath, Func<EngineServer, HttpContext, Task> list)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseShutdownTimeout(TimeSpan.FromSeconds(1));
        var server = new EngineServer(builder.Build());
        server.app.Run(async context =>
        {
            if (context.Request.Path == listPath && context.Request.Method == "GET")
            {
                Interlocked.Increment(ref server.lists);
                await (server.InsteadOfList ?? (c => list(server, c)))(context);
                return;
            }
            using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var body = await reader.ReadToEndAsync();
            server.Asked.Enqueue(body);
            var here = Interlocked.Increment(ref server.now);
            lock (server)
                server.AtOnce = Math.Max(server.AtOnce, here);
            try
            {
                if (server.Delay > TimeSpan.Zero)
                    await Task.Delay(server.Delay);
                await (server.Instead?.Invoke(context) ?? documented(server, context, body));
            }
            finally
            {
                Interlocked.Decrement(ref server.now);
            }
        });
        await server.app.StartAsync();
        return server;
    }

    public static Task JsonAsync(HttpContext context, object body, int status = 200) => TextAsync(context, JsonSerializer.Serialize(body), status);

    public static async Task TextAsync(HttpContext context, string body, int status = 200, string type = "application/json")
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        await context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}

/// <summary>The formats of the engines, held to the letter.</summary>
public static class Documented
{
    private static readonly string[] LibreCodes = ["en", "ar", "ur", "fa", "tr", "id", "ms", "es", "hi", "ru", "fr", "zh-Hans", "pt-BR", "nb"];

    public static Task<EngineServer> LibreTranslateAsync() => EngineServer.StartAsync(
        async (server, context, body) =>
        {
            if (context.Request.Path != "/translate" || context.Request.Method != "POST")
            {
                await EngineServer.TextAsync(context, "<!DOCTYPE html><title>404</title>", 404, "text/html");
                return;
            }
            if (Object(context, body, ["q", "source", "target", "format"], ["api_key", "alternatives"]) is not { } asked || asked.GetProperty("q").ValueKind != JsonValueKind.Array || asked.GetProperty("format").GetString() != "text")
            {
                await EngineServer.JsonAsync(context, new { error = "Invalid request: missing q parameter" }, 400);
                return;
            }
            var (from, to) = (asked.GetProperty("source").GetString()!, asked.GetProperty("target").GetString()!);
            if (server.Key is not null && (!asked.TryGetProperty("api_key", out var key) || key.GetString() != server.Key))
                await EngineServer.JsonAsync(context, new { error = "Invalid API key" }, 403);
            else if (!LibreCodes.Contains(from, StringComparer.Ordinal) || !LibreCodes.Contains(to, StringComparer.Ordinal))
                await EngineServer.JsonAsync(context, new { error = $"{from} is not supported" }, 400);
            else
                await EngineServer.JsonAsync(context, new { translatedText = asked.GetProperty("q").EnumerateArray().Select(q => server.Say(to, q.GetString()!)).ToArray() });
        },
        "/languages",
        (_, context) => EngineServer.JsonAsync(context, LibreCodes.Select(code => new { code, name = code, targets = LibreCodes })));

    public static Task<EngineServer> ChatAsync() => EngineServer.StartAsync(
        async (server, context, body) =>
        {
            if (context.Request.Path != "/v1/chat/completions" || context.Request.Method != "POST")
                await ErrorAsync(context, 404, "not_found");
            else if (server.Key is not null && context.Request.Headers.Authorization != $"Bearer {server.Key}")
                await ErrorAsync(context, 401, "invalid_api_key");
            else if (Question(context, body) is not { } question)
                await ErrorAsync(context, 400, "invalid_request_error");
            else
                await ChatAnswerAsync(context, JsonSerializer.Serialize(new { texts = question.GetProperty("texts").EnumerateArray().Select(t => server.Say(question.GetProperty("to").GetString()!, t.GetString()!)) }));
        },
        "/v1/models",
        (_, context) => ErrorAsync(context, 404, "not_found"));

    /// <summary>The answer of a model with that content.</summary>
    public static Task ChatAnswerAsync(HttpContext context, string? content, string finish = "stop") => EngineServer.JsonAsync(context, new
    {
        id = "chatcmpl-1", @object = "chat.completion", created = 1, model = "m",
        choices = new[] { new { index = 0, message = new { role = "assistant", content }, finish_reason = finish } },
        usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
    });

    /// <summary>What a chat server is asked: the JSON object within the message of the user; null where anything is not as documented.</summary>
    public static JsonElement? Question(HttpContext? context, string body)
    {
        if (Object(context, body, ["model", "messages", "temperature", "max_tokens"], []) is not { } asked || asked.GetProperty("max_tokens").GetInt32() < 1)
            return null;
        var messages = asked.GetProperty("messages").EnumerateArray().ToList();
        if (messages.Count != 2 || messages[0].GetProperty("role").GetString() != "system" || messages[1].GetProperty("role").GetString() != "user")
            return null;
        return Object(null, messages[1].GetProperty("content").GetString()!, ["from", "to", "author", "texts"], []);
    }

    public static Task<EngineServer> ApertiumAsync() => EngineServer.StartAsync(
        async (server, context, body) =>
        {
            var form = body.Split('&').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => System.Net.WebUtility.UrlDecode(p[1]), StringComparer.Ordinal);
            if (context.Request.Path != "/translate")
                await EngineServer.TextAsync(context, "<html><title>404: Not Found</title></html>", 404, "text/html");
            else if (context.Request.ContentType != "application/x-www-form-urlencoded" || string.Join(' ', form.Keys.Order(StringComparer.Ordinal)) != "format langpair markUnknown q" || form["format"] != "txt" || form["markUnknown"] != "no")
                await ApertiumErrorAsync(context, 400, "Missing argument langpair");
            else if (form["langpair"] is not ("eng|spa" or "ind|zlm" or "eng|hbs_BS"))
                await ApertiumErrorAsync(context, 400, "That pair is not installed");
            else
                await EngineServer.JsonAsync(context, new { responseData = new { translatedText = server.Say(form["langpair"], form["q"]) }, responseDetails = (string?)null, responseStatus = 200 });
        },
        "/listPairs",
        (_, context) => EngineServer.JsonAsync(context, new
        {
            responseData = new[] { ("eng", "spa"), ("ind", "zlm"), ("eng", "hbs_BS") }.Select(p => new { sourceLanguage = p.Item1, targetLanguage = p.Item2 }),
            responseDetails = (string?)null, responseStatus = 200,
        }));

    public static Task ApertiumErrorAsync(HttpContext context, int code, string explanation, int? status = null) =>
        EngineServer.JsonAsync(context, new { status = "error", code, message = "Bad Request", explanation }, status ?? code);

    private static Task ErrorAsync(HttpContext context, int status, string code) => EngineServer.JsonAsync(context, new { error = new { message = "No.", type = code, code } }, status);

    /// <summary>A JSON object with all of some fields and none but those and some others; null for anything else.</summary>
    private static JsonElement? Object(HttpContext? context, string body, string[] needed, string[] allowed)
    {
        if (context is not null && context.Request.ContentType?.Split(';')[0] != "application/json")
            return null;
        var json = JsonDocument.Parse(body).RootElement;
        var names = json.EnumerateObject().Select(p => p.Name).ToList();
        return Array.TrueForAll(needed, n => names.Exists(m => m == n)) && names.TrueForAll(n => needed.Concat(allowed).Any(a => a == n)) ? json : null;
    }
}
