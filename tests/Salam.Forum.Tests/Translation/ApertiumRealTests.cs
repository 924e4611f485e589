using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Translation;

/// <summary>The whole way to a real engine and back.</summary>
public sealed class ApertiumRealTests(ApertiumPeer peer) : IClassFixture<ApertiumPeer>, IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
        .AddTranslation(new TranslationOptions { Apertium = new EngineOptions(peer.Url, true), Timeout = TimeSpan.FromSeconds(120) }).BuildServiceProvider();

    public void Dispose() => services.Dispose();

    [Theory]
    [InlineData("en", "es", "The house is white, and my brother reads a book.", "La casa es blanca, y mi hermano lee un libro.")]
    [InlineData("es", "en", "La casa es blanca.", "The house is white.")]
    [InlineData("id", "ms", "Saudara-saudara, kita harus pergi ke masjid karena besok libur.", "Ikhwan-ikhwan, kita perlu pergi ke masjid kerana besok cuti.")]
    [InlineData("ur", "hi", "اللہ کا شکر ہے۔ میرا بھائی گھر گیا۔", "अल्लाह का शुक्र है। मेरा भाई घर गया।")]
    [InlineData("en", "es", "I read ⟦0⟧ the book at ⟦1⟧home⟦/1⟧ today.", "Leí ⟦0⟧ el libro en ⟦1⟧casa⟦/1⟧ hoy.")]
    [InlineData("en", "es", "See⟦12⟧, ⟦345⟧and⟦/345⟧ ⟦6⟧", "Ve⟦12⟧, ⟦345⟧y⟦/345⟧ ⟦6⟧")]
    [InlineData("ur", "hi", "میں ⟦0⟧ نے آج ⟦1⟧کتاب⟦/1⟧ پڑھی۔", "मैं ⟦0⟧ ने आज ⟦1⟧किताब⟦/1⟧ पढ़ी।")]
    public async Task A_sentence_is_translated(string from, string to, string text, string expected)
    {
        var result = await Translator.TranslateAsync(new EngineRequest(from, to, [text], Voice.Unknown), true, null, default);
        Assert.Equal((TranslationOutcome.Translated, "Apertium"), (result.Outcome, result.Engine));
        Assert.Equal(expected, Assert.Single(result.Texts));
    }

    [Fact]
    public async Task Marks_come_back_once_each_and_in_order_through_a_long_text()
    {
        string[] texts = [.. Enumerable.Range(0, 40).Select(p => string.Join(' ', Enumerable.Range(p * 25, 25).Select(i => $"Sentence {Placeholder.Of(i)} is in the {(i % 2 == 0 ? "house" : "white book")}{Placeholder.End(i)}.")) + "\n")];
        var result = await Translator.TranslateAsync(new EngineRequest("en", "es", texts, Voice.Unknown), true, null, default);
        Assert.Equal(TranslationOutcome.Translated, result.Outcome);
        Assert.Equal(texts.Select(Marks), result.Texts.Select(Marks), StringComparer.Ordinal);
        Assert.All(result.Texts, t => Assert.EndsWith(".\n", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pair_that_is_not_installed_is_not_offered()
    {
        var result = await Translator.TranslateAsync(new EngineRequest("ar", "en", ["سلام"], Voice.Unknown), true, null, default);
        Assert.Equal((TranslationOutcome.NoEngine, 0), (result.Outcome, result.Calls.Count));
        Assert.Equal((true, true, true, false), (Translator.Offers("en", "es", true), Translator.Offers("bs", "en", true), Translator.Offers("ms", "id", true), Translator.Offers("en", "ar", true)));
    }

    private Translator Translator => services.GetRequiredService<Translator>();

    private static string Marks(string text) => string.Concat(Placeholder.Marks().Matches(text).Select(m => m.Value));
}
