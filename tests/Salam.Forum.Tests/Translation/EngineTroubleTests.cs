using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Translation;

/// <summary>What all engines have in common: whatever a server does, there is an answer, and it has the right name.</summary>
public sealed class EngineTroubleTests : IAsyncLifetime
{
    private static readonly string[] Engines = ["LibreTranslate", "Chat", "Apertium"];

    private static readonly Dictionary<string, (Func<HttpContext, Task> Answer, EngineTrouble Trouble, double? Pause)> Manners = new(StringComparer.Ordinal)
    {
        ["HTML instead of JSON"] = (c => EngineServer.TextAsync(c, "<!DOCTYPE html><p>Welcome to nginx!", 200, "text/html"), EngineTrouble.Garbled, null),
        ["JSON that ends too soon"] = (c => EngineServer.TextAsync(c, "{\"translatedText\": [\"ho"), EngineTrouble.Garbled, null),
        ["nothing at all"] = (c => EngineServer.TextAsync(c, ""), EngineTrouble.Garbled, null),
        ["null"] = (c => EngineServer.TextAsync(c, "null"), EngineTrouble.Garbled, null),
        ["an array"] = (c => EngineServer.TextAsync(c, "[]"), EngineTrouble.Garbled, null),
        ["an empty object"] = (c => EngineServer.TextAsync(c, "{}"), EngineTrouble.Garbled, null),
        ["bytes that are no letters"] = (c => c.Response.Body.WriteAsync(new byte[] { (byte)'{', (byte)'"', 0xff, 0xfe, (byte)'"', (byte)'}' }).AsTask(), EngineTrouble.Garbled, null),
        ["nesting without end"] = (c => EngineServer.TextAsync(c, new string('[', 100_000)), EngineTrouble.Garbled, null),
        ["a line that breaks"] = (CutOffAsync, EngineTrouble.Down, null),
        ["more than anybody reads"] = (TooMuchAsync, EngineTrouble.Garbled, null),
        ["more than anybody reads, announced"] = (AnnouncedAsync, EngineTrouble.Garbled, null),
        ["another address"] = (RedirectAsync, EngineTrouble.Garbled, null),
        ["204"] = (c => StatusAsync(c, 204), EngineTrouble.Garbled, null),
        ["400"] = (c => StatusAsync(c, 400), EngineTrouble.Refused, null),
        ["401"] = (c => StatusAsync(c, 401), EngineTrouble.Refused, 300),
        ["403"] = (c => StatusAsync(c, 403), EngineTrouble.Refused, 300),
        ["404"] = (c => StatusAsync(c, 404), EngineTrouble.Refused, 300),
        ["413"] = (c => StatusAsync(c, 413), EngineTrouble.Refused, null),
        ["429"] = (c => StatusAsync(c, 429), EngineTrouble.Limited, null),
        ["429 for seven seconds"] = (c => StatusAsync(c, 429, "7"), EngineTrouble.Limited, 7),
        ["429 until a date"] = (c => StatusAsync(c, 429, FakeClock.Start.AddSeconds(90).ToString("r", CultureInfo.InvariantCulture)), EngineTrouble.Limited, 90),
        ["429 until a date that is past"] = (c => StatusAsync(c, 429, FakeClock.Start.AddSeconds(-90).ToString("r", CultureInfo.InvariantCulture)), EngineTrouble.Limited, 0),
        ["429 for nonsense"] = (c => StatusAsync(c, 429, "soon"), EngineTrouble.Limited, null),
        ["500"] = (c => StatusAsync(c, 500), EngineTrouble.Failed, null),
        ["502"] = (c => StatusAsync(c, 502), EngineTrouble.Failed, null),
        ["503"] = (c => StatusAsync(c, 503), EngineTrouble.Failed, null),
        ["503 for seven seconds"] = (c => StatusAsync(c, 503, "7"), EngineTrouble.Limited, 7),
        ["504"] = (c => StatusAsync(c, 504), EngineTrouble.Slow, null),
        ["200 with an error"] = (c => EngineServer.TextAsync(c, "{\"error\": \"Cannot translate text\"}"), EngineTrouble.Failed, null),
        ["200 with a numbered error"] = (c => EngineServer.TextAsync(c, "{\"error\": {\"code\": 429, \"message\": \"Slowdown\"}}"), EngineTrouble.Limited, null),
        ["200 with Apertium's error"] = (c => Documented.ApertiumErrorAsync(c, 400, "That pair is not installed", 200), EngineTrouble.Refused, null),
    };

    private EngineRig rig = null!;

    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var engine in Engines)
        {
            foreach (var manner in Manners.Keys)
                data.Add(engine, manner);
        }
        return data;
    }

    public async Task InitializeAsync() => rig = await EngineRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whatever_a_server_does_is_an_answer_with_its_name(string engine, string manner)
    {
        var (answer, trouble, pause) = Manners[manner];
        var asked = await AskableAsync(engine);
        rig.Server(engine).Instead = answer;
        var got = await asked.TranslateAsync(EngineRig.Texts("Peace be upon you."), default);
        Assert.Equal((trouble, pause), (got.Trouble, got.RetryAfter?.TotalSeconds));
        Assert.Empty(got.Texts);
        // The next one finds the line in order.
        rig.Server(engine).Instead = null;
        Assert.Equal(EngineTrouble.None, (await asked.TranslateAsync(EngineRig.Texts("Peace be upon you."), default)).Trouble);
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task A_server_that_does_not_end_is_slow(string engine)
    {
        var asked = await rig.EngineAsync(engine, o => o with { Timeout = TimeSpan.FromMilliseconds(700) });
        await asked.ReadyAsync(default);
        foreach (var head in new[] { false, true })
        {
            rig.Server(engine).Instead = async context =>
            {
                if (head)
                    await context.Response.WriteAsync("{");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            };
            Assert.Equal(EngineTrouble.Slow, (await asked.TranslateAsync(EngineRig.Texts("Peace", "be", "upon", "you", "all"), default)).Trouble);
        }
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task Who_asked_and_goes_away_is_not_kept(string engine)
    {
        var asked = await AskableAsync(engine);
        using var leaving = new CancellationTokenSource();
        rig.Server(engine).Instead = async context =>
        {
            await leaving.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.TranslateAsync(EngineRig.Texts("Peace"), leaving.Token));
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task Where_nobody_listens_the_engine_is_down(string engine)
    {
        var asked = await AskableAsync(engine);
        await rig.Server(engine).DisposeAsync();
        Assert.Equal(EngineTrouble.Down, (await asked.TranslateAsync(EngineRig.Texts("Peace"), default)).Trouble);
    }

    [Fact]
    public async Task Who_speaks_another_language_than_HTTP_is_garbled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var greeting = Task.Run(async () =>
        {
            using var line = await listener.AcceptSocketAsync();
            await line.SendAsync(Encoding.ASCII.GetBytes("220 mail.example ESMTP\r\n"));
            await Task.Delay(200);
        });
        var asked = await rig.EngineAsync("Chat", o => o with { Chat = o.Chat! with { Url = $"http://{listener.LocalEndpoint}" } });
        Assert.Equal(EngineTrouble.Garbled, (await asked.TranslateAsync(EngineRig.Texts("Peace"), default)).Trouble);
        await greeting;
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task What_cannot_be_a_translation_is_none(string engine)
    {
        var asked = await AskableAsync(engine);
        var text = "My sister, the lesson begins after the prayer.";
        foreach (var (say, trouble) in new (string Say, EngineTrouble Trouble)[] { ("", EngineTrouble.Garbled), ("  ", EngineTrouble.Garbled), ("🤡", EngineTrouble.Garbled), (string.Concat(Enumerable.Repeat(text, 10)), EngineTrouble.Garbled), (text, EngineTrouble.Refused) })
        {
            rig.Server(engine).Say = (_, _) => say;
            Assert.Equal(trouble, (await asked.TranslateAsync(EngineRig.Texts(text), default)).Trouble);
        }
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task Texts_come_back_in_their_order_whatever_is_in_them(string engine)
    {
        var asked = await AskableAsync(engine);
        rig.Server(engine).Say = (_, text) => "ya " + text;
        string[] texts = ["Peace & <b>\"love\"</b> = 50 % + 1\n\n\\ { } ; é", "السلام عليكم", "⟦1⟧ and ⟦2⟧more⟦/2⟧", "😀👩🏽‍🦱", .. Enumerable.Range(0, 30).Select(i => $"number {i}")];
        var answer = await asked.TranslateAsync(EngineRig.Texts(texts), default);
        Assert.Equal(texts.Select(t => "ya " + t), answer.Texts, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task Half_a_character_does_no_harm(string engine)
    {
        var asked = await AskableAsync(engine);
        Assert.Equal(EngineTrouble.None, (await asked.TranslateAsync(EngineRig.Texts("Peace \ud83d be"), default)).Trouble);
    }

    private async Task<ITranslationEngine> AskableAsync(string engine)
    {
        rig.LibreTranslate.Key = rig.Chat.Key = EngineRig.Key;
        return await rig.EngineAsync(engine);
    }

    private static Task StatusAsync(HttpContext context, int status, string? pause = null)
    {
        if (pause is not null)
            context.Response.Headers.RetryAfter = pause;
        context.Response.StatusCode = status;
        return status == 204 ? Task.CompletedTask : EngineServer.TextAsync(context, "{\"error\": \"No.\"}", status);
    }

    private static async Task CutOffAsync(HttpContext context)
    {
        context.Response.ContentLength = 100;
        await context.Response.WriteAsync("{\"translatedText\": [");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static async Task TooMuchAsync(HttpContext context)
    {
        await context.Response.WriteAsync("{\"translatedText\": [\"");
        var part = new string('a', 64 * 1024);
        for (var i = 0; i < 80 && !context.RequestAborted.IsCancellationRequested; i++)
            await context.Response.WriteAsync(part);
    }

    private static async Task AnnouncedAsync(HttpContext context)
    {
        context.Response.ContentLength = 5_000_000_000;
        await context.Response.WriteAsync("{");
    }

    private static Task RedirectAsync(HttpContext context)
    {
        context.Response.Redirect("http://127.0.0.1:9/translate", permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }
}
