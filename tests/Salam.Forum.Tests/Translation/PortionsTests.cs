using System.Text;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Translation;

/// <summary>What is too long for one call goes in several and is the same text afterwards.</summary>
public sealed class PortionsTests
{
    [Theory]
    [InlineData("One is here. Two is here. Three.", 16, "One is here.|Two is here.|Three.")]
    [InlineData("Is it? \"It is.\" So be it then, sister", 16, "Is it? \"It is.\"|So be it then,|sister")]
    [InlineData("كيف حالك؟ الحمد لله بخير", 16, "كيف حالك؟|الحمد لله بخير")]
    [InlineData("祈りの時間です。皆さん来てください。ありがとう", 12, "祈りの時間です。|皆さん来てください。|ありがとう")]
    [InlineData("no end at all in these many words", 12, "no end at|all in|these many|words")]
    [InlineData("Donaudampfschifffahrtsgesellschaft", 12, "Donaudampfsc|hifffahrtsge|sellschaft")]
    [InlineData("aaaaaaaaaa⟦17⟧bbbbbbbbb", 12, "aaaaaaaaaa|⟦17⟧bbbbbbbb|b")]
    [InlineData("「来て。」と言った。 そうですか", 8, "「来て。」|と言った。|そうですか")]
    [InlineData("Fits", 12, "Fits")]
    public void Texts_are_cut_where_it_harms_least(string text, int most, string expected)
    {
        var portions = Of(most, text);
        Assert.Equal(expected, string.Join('|', portions.Calls.SelectMany(c => c)));
        Assert.Equal([text], portions.Join([.. portions.Calls.SelectMany(c => c)]));
    }

    [Fact]
    public void What_holds_no_letter_is_not_sent_and_stays()
    {
        var portions = Of(24, "Something with words. ⟦1⟧ ⟦2⟧ ⟦3⟧ ⟦4⟧ ⟦5⟧ ... and more of the words.");
        Assert.DoesNotContain(portions.Calls.SelectMany(c => c), words => MarksIn.Without(words).All(c => !char.IsLetter(c)));
        Assert.Equal(["SOMETHING WITH WORDS. ⟦1⟧ ⟦2⟧ ⟦3⟧ ⟦4⟧ ⟦5⟧ ... AND MORE OF THE WORDS."], portions.Join([.. portions.Calls.SelectMany(c => c).Select(t => t.ToUpperInvariant())]));
    }

    [Fact]
    public void Sentences_that_need_no_blank_between_them_get_one_in_a_language_that_does()
    {
        var portions = Into("en", 12, "祈りの時間です。皆さん来てください。ありがとう");
        Assert.Equal(["It is time to pray. Please come. Thank you"], portions.Join(["It is time to pray.", "Please come.", "Thank you"]));
        Assert.Equal(["一。二。三"], Of(12, "祈りの時間です。皆さん来てください。ありがとう").Join(["一。", "二。", "三"]));
        // Nothing is put between the halves of a word.
        Assert.Equal(["Donaudampfschifffahrt"], Into("en", 12, "Donaudampfschifffahrt").Join(["Donaudampfsc", "hifffahrt"]));
    }

    [Fact]
    public void Whatever_the_texts_they_come_together_as_they_were()
    {
        var random = new Random(20260301);
        string[] stuff = ["word", " ", "  ", ". ", "! ", "؟ ", "。", "⟦1⟧", "⟦/1⟧", "⟦12345⟧", "😀", "é", "👩🏽‍🦱", "سلام", "12", "\"", "\u3000", "क्षत्रिय", "x", "\u0301", "\u3099", "。」", "！ "];
        for (var round = 0; round < 2_000; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
            {
                var text = new StringBuilder("a");
                for (var i = random.Next(60); i > 0; i--)
                    text.Append(stuff[random.Next(stuff.Length)]);
                return text.ToString();
            }).ToArray();
            var most = random.Next(12, 90);
            var portions = Of(most, texts);
            Assert.All(portions.Calls, call => Assert.InRange(call.Sum(t => t.Length), 1, most));
            var sent = portions.Calls.SelectMany(c => c).ToList();
            Assert.All(sent, piece =>
            {
                Assert.False(char.IsLowSurrogate(piece[0]) || char.IsHighSurrogate(piece[^1]));
                Assert.Equal(piece.Count(c => c == Placeholder.Open), piece.Count(c => c == Placeholder.Close));
            });
            Assert.Equal(texts, portions.Join(sent), StringComparer.Ordinal);
        }
    }

    [Fact]
    public void Two_members_share_no_call_of_what_words_move()
    {
        var request = new EngineRequest("en", "es", ["One.", "Two.", "Three."], Voice.Unknown) { Members = [1, 0, 2] };
        Assert.Equal([["One."], ["Two.", "Three."]], new Portions(request, new FakeEngine { IsMovedByWords = true }).Calls);
        Assert.Equal([["One.", "Two.", "Three."]], new Portions(request, new FakeEngine()).Calls);
    }

    [Fact]
    public void Forty_thousand_characters_take_little_time()
    {
        var began = TimeProvider.System.GetTimestamp();
        foreach (var fragment in new[] { "a", "⟦", "⟧", ". ", " ", "。", "😀", "\u0301", "⟦1⟧", "a b", ")", "」", "。」" })
        {
            var text = "a" + string.Concat(Enumerable.Repeat(fragment, 40_000 / fragment.Length));
            var portions = Of(4_000, text);
            Assert.Equal([text], portions.Join([.. portions.Calls.SelectMany(c => c)]));
        }
        // Each takes some milliseconds; what grows with the square of the length takes minutes.
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static Portions Of(int most, params string[] texts) => Into("ja", most, texts);

    private static Portions Into(string to, int most, params string[] texts) => new(new EngineRequest("zh", to, texts, Voice.Unknown), new FakeEngine { MaxCharacters = most });
}
