using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Tests.Translation;

public sealed class ApertiumEngineTests : IAsyncLifetime
{
    private EngineRig rig = null!;

    public async Task InitializeAsync() => rig = await EngineRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task It_offers_the_pairs_that_are_installed_there()
    {
        var engine = await rig.EngineAsync("Apertium");
        Assert.Equal((true, true, true, false, false, false), (engine.Offers("en", "es"), engine.Offers("id", "ms"), engine.Offers("en", "bs"), engine.Offers("es", "en"), engine.Offers("ja", "ko"), engine.Offers("en", "en")));
        Assert.Equal(EngineTrouble.Refused, (await engine.TranslateAsync(new EngineRequest("es", "en", ["uno"], Voice.Unknown), default)).Trouble);
        Assert.Equal((1, 0), (rig.Apertium.Lists, rig.Apertium.Asked.Count));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("{\"responseData\": {\"a\": 1}}")]
    [InlineData("{\"responseData\": [1, null, {\"sourceLanguage\": 1, \"targetLanguage\": \"spa\"}]}")]
    public async Task Where_it_does_not_say_its_pairs_it_has_none(string list)
    {
        rig.Apertium.InsteadOfList = c => EngineServer.TextAsync(c, list);
        Assert.False((await rig.EngineAsync("Apertium")).Offers("en", "es"));
    }

    [Fact]
    public async Task One_text_a_request_and_four_requests_at_once()
    {
        rig.Apertium.Say = (_, text) =>
        {
            Thread.Sleep(20);
            return "ya " + text;
        };
        var engine = await rig.EngineAsync("Apertium");
        string[] texts = [.. Enumerable.Range(0, 40).Select(i => $"number {i}")];
        Assert.Equal(texts.Select(t => "ya " + t), (await engine.TranslateAsync(EngineRig.Texts(texts), default)).Texts, StringComparer.Ordinal);
        Assert.Equal(40, rig.Apertium.Asked.Count);
        Assert.InRange(rig.Apertium.AtOnce, 1, 4);
    }

    [Fact]
    public async Task After_one_trouble_no_more_is_asked()
    {
        rig.Apertium.Instead = c => Documented.ApertiumErrorAsync(c, 503, "internal error");
        var engine = await rig.EngineAsync("Apertium");
        Assert.Equal(EngineTrouble.Failed, (await engine.TranslateAsync(EngineRig.Texts([.. Enumerable.Range(0, 40).Select(i => $"number {i}")]), default)).Trouble);
        Assert.InRange(rig.Apertium.Asked.Count, 1, 4);
    }

    [Theory]
    [InlineData("  begins\n", " Comienza", "  Comienza\n")]
    [InlineData("begins", "*comienza #casa @the", "comienza casa the")]
    [InlineData("*begins* #one @two", "*comienza* #uno @dos", "*comienza* #uno @dos")]
    public async Task What_it_does_beside_translating_is_undone(string text, string said, string expected)
    {
        rig.Apertium.Say = (_, _) => said;
        Assert.Equal([expected], (await (await rig.EngineAsync("Apertium")).TranslateAsync(EngineRig.Texts(text), default)).Texts);
    }
}
