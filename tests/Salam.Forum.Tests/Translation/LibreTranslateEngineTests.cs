using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Tests.Translation;

public sealed class LibreTranslateEngineTests : IAsyncLifetime
{
    private EngineRig rig = null!;

    public async Task InitializeAsync() => rig = await EngineRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Theory]
    [InlineData("{\"translatedText\": \"uno\"}")]
    [InlineData("{\"translatedText\": [\"uno\"]}")]
    [InlineData("{\"translatedText\": [\"uno\", \"dos\", \"tres\"]}")]
    [InlineData("{\"translatedText\": [\"uno\", null]}")]
    [InlineData("{\"translatedText\": [\"uno\", [\"dos\"]]}")]
    [InlineData("{\"translatedText\": [\"uno\", \"\"]}")]
    [InlineData("{\"translatedText\": [\"uno\", \"🙈\"]}")]
    [InlineData("{\"translatedText\": {\"0\": \"uno\", \"1\": \"dos\"}}")]
    [InlineData("{\"translations\": [\"uno\", \"dos\"]}")]
    public async Task As_many_texts_as_were_sent_or_none(string body)
    {
        rig.LibreTranslate.Instead = c => EngineServer.TextAsync(c, body);
        var engine = await rig.EngineAsync("LibreTranslate");
        var answer = await engine.TranslateAsync(EngineRig.Texts("one", "two"), default);
        Assert.Equal(EngineTrouble.Garbled, answer.Trouble);
        Assert.Empty(answer.Texts);
    }

    [Fact]
    public async Task Our_codes_become_its_codes()
    {
        var engine = (LibreTranslateEngine)await rig.EngineAsync("LibreTranslate");
        await engine.RefreshAsync();
        foreach (var (from, to, written) in new[] { ("zh", "en", "\"source\":\"zh-Hans\",\"target\":\"en\""), ("en", "pt", "\"source\":\"en\",\"target\":\"pt-BR\""), ("nb", "ur", "\"source\":\"nb\",\"target\":\"ur\"") })
        {
            Assert.Equal(EngineTrouble.None, (await engine.TranslateAsync(new EngineRequest(from, to, ["Salam"], Voice.Female), default)).Trouble);
            Assert.Contains(written, rig.LibreTranslate.Asked.Last(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_key_none_is_sent()
    {
        var engine = await rig.EngineAsync("LibreTranslate", o => o with { LibreTranslate = o.LibreTranslate! with { ApiKey = null } });
        _ = await engine.TranslateAsync(EngineRig.Texts("one"), default);
        Assert.Equal("{\"q\":[\"one\"],\"source\":\"en\",\"target\":\"es\",\"format\":\"text\"}", Assert.Single(rig.LibreTranslate.Asked));
    }

    [Fact]
    public async Task It_offers_what_the_server_says_and_asks_once_an_hour()
    {
        var engine = (LibreTranslateEngine)await rig.EngineAsync("LibreTranslate");
        rig.LibreTranslate.InsteadOfList = c => EngineServer.TextAsync(c, "[{\"code\":\"en\",\"name\":\"English\",\"targets\":[\"sw\"]}]");
        await engine.RefreshAsync();
        Assert.Equal((true, false, false, false), (engine.Offers("en", "sw"), engine.Offers("sw", "en"), engine.Offers("en", "es"), engine.Offers("en", "en")));
        Assert.Equal(EngineTrouble.Refused, (await engine.TranslateAsync(EngineRig.Texts("one"), default)).Trouble);
        Assert.Empty(rig.LibreTranslate.Asked);
        rig.Clock.Advance(TimeSpan.FromMinutes(59));
        await engine.RefreshAsync();
        Assert.Equal(1, rig.LibreTranslate.Lists);
        rig.Clock.Advance(TimeSpan.FromMinutes(2));
        rig.LibreTranslate.InsteadOfList = null;
        await engine.RefreshAsync();
        Assert.Equal((2, true, false), (rig.LibreTranslate.Lists, engine.Offers("en", "es"), engine.Offers("en", "sw")));
        // What was known stays in force where nothing better is to be had.
        rig.Clock.Advance(TimeSpan.FromHours(2));
        rig.LibreTranslate.InsteadOfList = c => EngineServer.TextAsync(c, "Bad gateway", 502);
        await engine.RefreshAsync();
        Assert.Equal((3, true), (rig.LibreTranslate.Lists, engine.Offers("en", "es")));
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("[{\"code\":\"en\"}]")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[{\"code\":null,\"targets\":[\"en\"]}]")]
    [InlineData("[{\"code\":\"en\",\"targets\":null}]")]
    public async Task Where_it_does_not_say_its_languages_a_table_does(string list)
    {
        rig.LibreTranslate.InsteadOfList = c => EngineServer.TextAsync(c, list);
        var engine = (LibreTranslateEngine)await rig.EngineAsync("LibreTranslate");
        await engine.RefreshAsync();
        Assert.Equal((true, true, false, false), (engine.Offers("ar", "ur"), engine.Offers("zh", "nb"), engine.Offers("en", "so"), engine.Offers("bs", "en")));
        // No storm: asked again after a minute.
        for (var i = 0; i < 20; i++)
            await engine.RefreshAsync();
        Assert.Equal(1, rig.LibreTranslate.Lists);
        rig.Clock.Advance(TimeSpan.FromSeconds(61));
        await engine.RefreshAsync();
        Assert.Equal(2, rig.LibreTranslate.Lists);
    }
}
