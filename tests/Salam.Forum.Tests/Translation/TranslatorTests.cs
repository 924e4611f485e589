using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Translation;

public sealed class TranslatorTests : IAsyncLifetime
{
    private const string Words = "My sister, the lesson begins after the prayer.";

    private EngineRig rig = null!;

    public async Task InitializeAsync() => rig = await EngineRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task The_preferred_one_is_asked_and_nobody_else()
    {
        foreach (var (order, first) in new[] { ("LibreTranslate Chat Apertium", "LibreTranslate"), ("Chat Apertium LibreTranslate", "Chat"), ("apertium", "Apertium") })
        {
            var result = await AskAsync(rig.Translator(o => o with { Order = order.Split(' ') }));
            Assert.Equal((TranslationOutcome.Translated, first), (result.Outcome, result.Engine));
            Assert.Equal(new EngineCall(first, EngineTrouble.None, Words.Length), Assert.Single(result.Calls));
        }
        Assert.Equal((1, 1, 1), (rig.LibreTranslate.Asked.Count, rig.Chat.Asked.Count, rig.Apertium.Asked.Count));
    }

    [Fact]
    public async Task Where_one_cannot_the_next_one_is_asked()
    {
        rig.LibreTranslate.Instead = c => EngineServer.TextAsync(c, "{}", 500);
        rig.Chat.Instead = c => Documented.ChatAnswerAsync(c, "I am sorry, but");
        var result = await AskAsync(rig.Translator());
        Assert.Equal((TranslationOutcome.Translated, "Apertium"), (result.Outcome, result.Engine));
        Assert.Equal([new("LibreTranslate", EngineTrouble.Failed, Words.Length), new("Chat", EngineTrouble.Garbled, Words.Length), new("Apertium", EngineTrouble.None, Words.Length)], result.Calls);
    }

    [Fact]
    public async Task What_cannot_be_used_is_asked_of_the_next_one()
    {
        var translator = rig.Translator();
        for (var i = 0; i < 8; i++)
        {
            var result = await translator.TranslateAsync(EngineRig.Texts(Words), false, null, default, texts => texts[0].EndsWith("Spanish (es)", StringComparison.Ordinal));
            Assert.Equal(("Chat", EngineTrouble.Garbled), (result.Engine, result.Calls[0].Trouble));
        }
    }

    [Fact]
    public async Task A_pair_can_have_engines_of_its_own_or_none()
    {
        var translator = rig.Translator(o => o with { Pairs = new Dictionary<(string, string), IReadOnlyList<string>> { [("en", "es")] = ["Apertium"], [("en", "ar")] = [] } });
        Assert.Equal("Apertium", (await AskAsync(translator)).Engine);
        Assert.Equal("LibreTranslate", (await translator.TranslateAsync(new EngineRequest("ar", "en", ["سلام"], Voice.Unknown), false, null, default)).Engine);
        Assert.Equal(TranslationOutcome.NoEngine, (await translator.TranslateAsync(new EngineRequest("en", "ar", [Words], Voice.Unknown), false, null, default)).Outcome);
        Assert.Equal((false, true), (translator.Offers("en", "ar", false), translator.Offers("ar", "en", false)));
    }

    [Fact]
    public async Task What_one_circle_wrote_never_reaches_a_third_party()
    {
        var translator = rig.Translator(o => o with { LibreTranslate = o.LibreTranslate! with { IsLocal = false }, Chat = o.Chat! with { IsLocal = false } });
        Assert.Equal("Apertium", (await AskAsync(translator, isPrivate: true)).Engine);
        // Not even where nobody else could do it: the pair is missing at ours, ours is down, ours rests.
        var arabic = new EngineRequest("ar", "en", ["سلام عليكم"], Voice.Female);
        Assert.Equal(TranslationOutcome.NoEngine, (await translator.TranslateAsync(arabic, true, null, default)).Outcome);
        Assert.Equal((false, true, true), (translator.Offers("ar", "en", true), translator.Offers("ar", "en", false), translator.Offers("en", "es", true)));
        await rig.Apertium.DisposeAsync();
        for (var i = 0; i < 7; i++)
            Assert.Equal(i < 4 ? TranslationOutcome.Failed : TranslationOutcome.Wait, (await AskAsync(translator, isPrivate: true)).Outcome);
        Assert.Equal((0, 0), (rig.LibreTranslate.Asked.Count, rig.Chat.Asked.Count));
        Assert.Equal("LibreTranslate", (await AskAsync(translator)).Engine);
    }

    [Fact]
    public async Task A_server_in_trouble_is_not_stormed()
    {
        rig.LibreTranslate.Instead = c => EngineServer.TextAsync(c, "{}", 500);
        var translator = rig.Translator(o => o with { Order = ["LibreTranslate"] });
        for (var i = 0; i < 50; i++)
            _ = await AskAsync(translator);
        Assert.Equal(5, rig.LibreTranslate.Asked.Count);
        var waits = await AskAsync(translator);
        Assert.Equal((TranslationOutcome.Wait, 0), (waits.Outcome, waits.Calls.Count));
        Assert.InRange(waits.Until!.Value - rig.Clock.Now, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.1));
        // One tries after the rest, though many come at once.
        rig.Clock.Now = waits.Until.Value;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(translator)));
        Assert.Equal(6, rig.LibreTranslate.Asked.Count);
        rig.LibreTranslate.Instead = null;
        rig.Clock.Advance(TimeSpan.FromMinutes(2.3));
        Assert.Equal(TranslationOutcome.Translated, (await AskAsync(translator)).Outcome);
    }

    [Fact]
    public async Task A_pause_that_is_asked_for_is_kept()
    {
        rig.LibreTranslate.Instead = c =>
        {
            c.Response.Headers.RetryAfter = "120";
            return EngineServer.TextAsync(c, "{\"error\": \"Slowdown\"}", 429);
        };
        var translator = rig.Translator(o => o with { Order = ["LibreTranslate"] });
        var result = await AskAsync(translator);
        Assert.Equal((TranslationOutcome.Wait, rig.Clock.Now.AddSeconds(120), EngineTrouble.Limited), (result.Outcome, result.Until!.Value, result.Trouble));
        rig.Clock.Advance(TimeSpan.FromSeconds(119));
        _ = await AskAsync(translator);
        Assert.Single(rig.LibreTranslate.Asked);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        _ = await AskAsync(translator);
        Assert.Equal(2, rig.LibreTranslate.Asked.Count);
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_all_day()
    {
        rig.LibreTranslate.Key = "another";
        var translator = rig.Translator();
        for (var i = 0; i < 20; i++)
            Assert.Equal("Chat", (await AskAsync(translator)).Engine);
        Assert.Single(rig.LibreTranslate.Asked);
    }

    [Fact]
    public async Task A_spent_day_waits_for_midnight()
    {
        var translator = rig.Translator();
        var result = await translator.TranslateAsync(EngineRig.Texts(Words), false, Words.Length - 1, default);
        Assert.Equal((TranslationOutcome.Wait, new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc), 0), (result.Outcome, result.Until!.Value, rig.CallsInAll));
        Assert.Equal(TranslationOutcome.Translated, (await translator.TranslateAsync(EngineRig.Texts(Words), false, Words.Length, default)).Outcome);
        // What was sent in vain is spent too.
        rig.LibreTranslate.Instead = c => EngineServer.TextAsync(c, "{}", 500);
        result = await translator.TranslateAsync(EngineRig.Texts(Words), false, Words.Length + 5, default);
        Assert.Equal((TranslationOutcome.Wait, 1), (result.Outcome, result.Calls.Count));
    }

    [Fact]
    public async Task What_is_more_than_a_day_is_never_sent()
    {
        var result = await AskAsync(rig.Translator(o => o with { CharactersPerDay = 10 }));
        Assert.Equal((TranslationOutcome.Failed, EngineTrouble.Refused, 0), (result.Outcome, result.Trouble, rig.CallsInAll));
        Assert.Equal([new EngineCall("LibreTranslate", EngineTrouble.Refused, 0)], result.Calls);
        Assert.Equal(TranslationOutcome.Translated, (await AskAsync(rig.Translator(o => o with { CharactersPerDay = 0 }))).Outcome);
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task Forty_thousand_characters_go_in_several_calls_between_texts(string engine)
    {
        string[] texts = [.. Enumerable.Range(0, 80).Select(i => $"{i}: " + new string('a', 496))];
        var result = await rig.Translator(o => o with { Order = [engine] }).TranslateAsync(EngineRig.Texts(texts), true, null, default);
        Assert.Equal((TranslationOutcome.Translated, engine), (result.Outcome, result.Engine));
        Assert.Equal(80, result.Texts.Count);
        Assert.All(result.Texts.Zip(texts), t => Assert.StartsWith(t.Second, t.First, StringComparison.Ordinal));
        Assert.All(result.Calls, c => Assert.InRange(c.Characters, 1, 10_000));
        Assert.Equal(texts.Sum(t => t.Length), result.Calls.Sum(c => c.Characters));
        Assert.InRange(result.Calls.Count, 4, 13);
    }

    [Theory]
    [InlineData("LibreTranslate")]
    [InlineData("Chat")]
    [InlineData("Apertium")]
    public async Task One_text_longer_than_a_call_is_cut_behind_sentences_and_comes_together_again(string engine)
    {
        rig.Server(engine).Say = (_, text) => text.Replace("My sister", "Hermana", StringComparison.Ordinal);
        var text = string.Join(' ', Enumerable.Repeat(Words, 850));
        var result = await rig.Translator(o => o with { Order = [engine] }).TranslateAsync(EngineRig.Texts("A short one first.", text, "And one behind, sister."), true, null, default);
        Assert.Equal((TranslationOutcome.Translated, engine), (result.Outcome, result.Engine));
        Assert.Equal(["A short one first.", text.Replace("My sister", "Hermana", StringComparison.Ordinal), "And one behind, sister."], result.Texts);
        Assert.All(result.Calls, c => Assert.InRange(c.Characters, 1, 10_000));
        Assert.InRange(result.Calls.Count, 4, 13);
    }

    [Fact]
    public async Task The_same_language_is_never_asked_for()
    {
        var result = await rig.Translator().TranslateAsync(new EngineRequest("en", "en", [Words], Voice.Unknown), false, 0, default);
        Assert.Equal((TranslationOutcome.Translated, null, 0), (result.Outcome, result.Engine, rig.CallsInAll));
        Assert.Equal([Words], result.Texts);
        Assert.False(rig.Translator().Offers("en", "en", false));
    }

    [Fact]
    public async Task Without_engines_there_is_nobody_to_ask()
    {
        var translator = rig.Translator(_ => new TranslationOptions());
        Assert.Equal((false, false, TranslationOutcome.NoEngine), (translator.IsOn, translator.Offers("en", "es", false), (await AskAsync(translator)).Outcome));
        Assert.True(rig.Translator().IsOn);
    }

    [Fact]
    public async Task Who_goes_away_ends_the_call_and_counts_as_nothing()
    {
        var translator = rig.Translator(o => o with { Order = ["Chat"] });
        for (var i = 0; i < 6; i++)
        {
            using var leaving = new CancellationTokenSource();
            rig.Chat.Instead = async context =>
            {
                await leaving.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => translator.TranslateAsync(EngineRig.Texts(Words), false, null, leaving.Token));
        }
        rig.Chat.Instead = null;
        Assert.Equal(TranslationOutcome.Translated, (await AskAsync(translator)).Outcome);
    }

    [Fact]
    public async Task Neither_words_nor_keys_are_logged()
    {
        foreach (var server in new[] { rig.LibreTranslate, rig.Chat, rig.Apertium })
            server.Instead = c => EngineServer.TextAsync(c, Words + EngineRig.Key, 500);
        var translator = rig.Translator();
        for (var i = 0; i < 6; i++)
            _ = await AskAsync(translator);
        Assert.Equal(3, rig.Log.Count(l => l.Contains("is left alone until", StringComparison.Ordinal)));
        Assert.DoesNotContain(rig.Log, l => l.Contains("sister", StringComparison.Ordinal) || l.Contains(EngineRig.Key, StringComparison.Ordinal));
        Assert.DoesNotContain(EngineRig.Key, rig.Options.ToString(), StringComparison.Ordinal);
    }

    private static Task<TranslationResult> AskAsync(Translator translator, bool isPrivate = false) => translator.TranslateAsync(EngineRig.Texts(Words), isPrivate, null, default);
}
