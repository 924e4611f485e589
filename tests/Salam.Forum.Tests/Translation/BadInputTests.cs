using Microsoft.AspNetCore.Http;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Tests.Translation;

/// <summary>
/// Everything that goes wrong between a page and an engine's server, all the way: the original is shown, the cause is counted, nothing is lost, and there is no
/// storm of calls.
/// </summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Words = "There is one near the river, is there not, dear brothers and sisters? Ask for it at the old bridge.";

    /// <summary>What a server does, how that is counted, and whether it is asked again once it is well.</summary>
    private static readonly Dictionary<string, (Action<EngineServer> Make, string Cause, bool Passes)> Manners = new(StringComparer.Ordinal)
    {
        ["down"] = (s => s.Instead = CutOff, "Down", true),
        ["slow"] = (s => s.Instead = c => Task.Delay(Timeout.Infinite, c.RequestAborted), "Slow", true),
        ["429"] = (s => s.Instead = c => Status(c, 429, "3600"), "Limited", true),
        ["500"] = (s => s.Instead = c => Status(c, 500, null), "Failed", true),
        ["HTML"] = (s => s.Instead = c => EngineServer.TextAsync(c, "<!DOCTYPE html><p>Welcome to nginx!", 200, "text/html"), "Garbled", false),
        ["JSON that ends too soon"] = (s => s.Instead = c => EngineServer.TextAsync(c, "{\"translatedText\": [\"Hay u"), "Garbled", false),
        ["empty"] = (s => s.Instead = c => EngineServer.TextAsync(c, ""), "Garbled", false),
        ["empty words"] = (s => s.Say = (_, _) => "", "Garbled", false),
        ["the same text back"] = (s => s.Say = (_, text) => text, "Refused", false),
        ["another script"] = (s => s.Say = (_, text) => string.Concat(Enumerable.Repeat("يوجد واحد بالقرب من النهر، أليس كذلك؟ ", 1 + (text.Length / 60))), "Poor", false),
        ["ten times too long"] = (s => s.Say = (_, text) => string.Concat(Enumerable.Range(0, 10).Select(i => $"{i}{text}")), "Garbled", false),
        ["four times too long"] = (s => s.Say = (_, text) => string.Concat(Enumerable.Range(0, 4).Select(i => $" {i} {text} eso es todo {i}")), "Poor", false),
        ["a language it does not know"] = (s => s.Instead = c => EngineServer.JsonAsync(c, new { error = "en is not supported" }, 400), "Refused", false),
    };

    private EngineRig rig = null!;
    private ForumFixture forum = null!;

    public static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var engine in new[] { "LibreTranslate", "Chat", "Apertium" })
        {
            foreach (var manner in Manners.Keys)
                data.Add(engine, manner);
        }
        return data;
    }

    public async Task InitializeAsync() => rig = await EngineRig.StartAsync();

    public async Task DisposeAsync()
    {
        if (forum is not null)
            await forum.DisposeAsync();
        await rig.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whatever_a_server_does_members_read_the_original_and_the_cause_is_counted(string engine, string manner)
    {
        var (make, cause, passes) = Manners[manner];
        // Who is slow is told from who is well by less than a second, and by nothing where that is not the question.
        var server = await StartAsync(engine, manner == "slow" ? TimeSpan.FromMilliseconds(700) : TimeSpan.FromSeconds(60));
        var well = server.Say;
        make(server);
        var post = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft() with { Body = Words });
        for (var hour = 0; hour < 5; hour++)
        {
            // Many readers come every hour, and what they see are the words as they were written.
            for (var reader = 0; reader < 3; reader++)
            {
                var seen = await forum.ReadInSpanishAsync(Viewer.Guest, post);
                Assert.Equal(("", ""), (seen!.Title, seen.Html));
                Assert.Contains(seen.State, new TranslationState?[] { TranslationState.UnderWay, TranslationState.NoGood });
            }
            await forum.TranslateAsync();
            forum.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.True(await forum.NumberAsync($"SELECT COALESCE(SUM({cause}), 0) FROM TranslationDays WHERE Engine = '{engine}' AND \"From\" = 'en' AND \"To\" = 'es'") >= 1);
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts WHERE State = 2"));
        // Apertium is asked for title and body in a request each; the others for both in one.
        Assert.InRange(server.Asked.Count, 1, engine == "Apertium" ? 12 : 6);
        (server.Instead, server.Say) = (null, well);
        for (var hour = 0; hour < 3; hour++)
        {
            await forum.TranslateAsync();
            forum.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(passes ? TranslationState.Ready : TranslationState.NoGood, (await forum.ReadInSpanishAsync(Viewer.Guest, post))!.State);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Outbox WHERE Lane = 2"));
    }

    [Theory]
    [InlineData("LibreTranslate", true)]
    [InlineData("LibreTranslate", false)]
    [InlineData("Chat", true)]
    [InlineData("Chat", false)]
    [InlineData("Apertium", true)]
    [InlineData("Apertium", false)]
    public async Task Forty_thousand_characters_are_read_in_the_readers_language(string engine, bool inOneParagraph)
    {
        var server = await StartAsync(engine);
        server.Say = (_, text) => FakeEngine.Translated(text);
        // A block of very many links is shown as it is written, so in one paragraph there are fewer.
        var body = string.Concat(Enumerable.Range(0, 420).Select(i => !inOneParagraph || i % 8 == 0
            ? $"{i} The **old bridge** is near, and [the house](https://example.org/a_b) stands behind it. {(inOneParagraph ? "" : "\n\n")}"
            : $"{i} The garden is near, and the house of my father's brother stands behind it, as you know. "));
        Assert.InRange(body.Length, 36_000, 40_000);
        var post = await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft() with { Body = body });
        Assert.Equal(TranslationState.UnderWay, (await forum.ReadInSpanishAsync(Viewer.Guest, post))!.State);
        await forum.TranslateAsync();
        var read = await forum.ReadInSpanishAsync(Viewer.Guest, post);
        Assert.Equal(TranslationState.Ready, read!.State);
        var links = inOneParagraph ? 53 : 420;
        Assert.Equal((links, links), (Count(read.Html, "<a "), Count(read.Html, "<strong>oldo bridgeo</strong>")));
        Assert.Contains("419o Theo", read.Html, StringComparison.Ordinal);
        Assert.InRange(await forum.NumberAsync("SELECT SUM(Calls) FROM TranslationDays"), 4, 20);
        Assert.Equal(0, await forum.NumberAsync("SELECT SUM(Down + Slow + Limited + Failed + Garbled + Refused + Broken + Poor) FROM TranslationDays"));
    }

    [Fact]
    public async Task What_is_more_than_a_days_characters_keeps_its_original_and_is_counted()
    {
        var engine = await rig.EngineAsync("LibreTranslate");
        forum = new ForumFixture { Engines = [engine], Adjust = o => o with { Translation = o.Translation with { CharactersPerDay = 1_000 } } };
        await forum.InitializeAsync();
        var post = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft() with { Body = string.Concat(Enumerable.Repeat(Words + " ", 20)) });
        await forum.ReadInSpanishAsync(Viewer.Guest, post);
        await forum.TranslateAsync();
        Assert.Equal(TranslationState.NoGood, (await forum.ReadInSpanishAsync(Viewer.Guest, post))!.State);
        Assert.Equal((1, 0), (await forum.NumberAsync("SELECT SUM(Refused) FROM TranslationDays"), await forum.NumberAsync("SELECT SUM(Characters) FROM TranslationDays")));
        Assert.Empty(rig.LibreTranslate.Asked);
    }

    [Theory]
    [InlineData("🌙 123 ✨ 🤲")]
    [InlineData("12 345,67 + 8 = 9")]
    [InlineData("… — !!! ؟؟؟")]
    public async Task A_text_in_no_language_is_shown_as_it_is_and_sent_to_nobody(string body)
    {
        var server = await StartAsync("LibreTranslate");
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        await using (var visit = forum.As(author))
            Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: body), default)).Ok);
        await forum.AskInSpanishAsync(TranslatedText.KeyOf(ThingKind.Comment, await forum.NumberAsync("SELECT MAX(Id) FROM Comments")));
        await forum.TranslateAsync();
        Assert.Empty(server.Asked);
        Assert.Equal((long)TranslationState.Nothing, await forum.NumberAsync("SELECT State FROM TranslatedTexts"));
    }

    [Theory]
    [InlineData("xx")]
    [InlineData("")]
    [InlineData("es-MX")]
    [InlineData("../en")]
    public async Task A_language_that_there_is_none_of_is_asked_of_nobody(string language)
    {
        var server = await StartAsync("LibreTranslate");
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        await using var visit = forum.As(author);
        Assert.Equal(RefusalKind.Missing, (await visit.Get<TranslationService>().AskAsync(ThingKind.Post, post, language, default)).Refusals[0].Kind);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM TranslatedTexts"));
        Assert.Empty(server.Asked);
    }

    private async Task<EngineServer> StartAsync(string engine, TimeSpan? patience = null)
    {
        forum = new ForumFixture { Engines = [await rig.EngineAsync(engine, o => o with { Timeout = patience ?? TimeSpan.FromSeconds(60) })] };
        await forum.InitializeAsync();
        return rig.Server(engine);
    }

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;

    private static Task CutOff(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext context, int status, string? after)
    {
        if (after is not null)
            context.Response.Headers.RetryAfter = after;
        return EngineServer.TextAsync(context, "{}", status);
    }
}
