using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public class NormaliseTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" \t\r\n ", "")]
    [InlineData("a\r\nb\rc\nd", "a\nb\nc\nd")]
    [InlineData("\u00A0 a b \u3000\n", "a b")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("\u0627\u0653", "\u0622")]
    [InlineData("\uFB01", "\uFB01")]
    public void Input_takes_one_shape(string? text, string expected) => Assert.Equal(expected, Normalise.Input(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n\u00A0\u3000\u2003")]
    [InlineData("\u200B\u200C\u200D\u2060\uFEFF")]
    [InlineData("\u200E\u200F\u202E\u2066\u061C")]
    [InlineData("\u115F\u1160\u3164\uFFA0")]
    [InlineData("\u2800\u2800")]
    [InlineData("\uFE0F\uFE0E\u180B")]
    [InlineData("\u0301\u064E\u20E3")]
    [InlineData("\u00AD\u034F\u17B4")]
    [InlineData("\U000E0041\U000E0100")]
    [InlineData("\uFFF9\uFFFB")]
    [InlineData("\U0001D159")]
    public void What_leaves_no_ink_is_blank(string text) => Assert.True(Normalise.IsBlank(text));

    [Theory]
    [InlineData(".")]
    [InlineData("\u200Ba\u200B")]
    [InlineData("ا")]
    [InlineData("😀")]
    [InlineData("\u06DD")]
    [InlineData("\uFDFD")]
    [InlineData("\u3000字")]
    [InlineData("\u2801")]
    public void What_can_be_seen_is_not_blank(string text) => Assert.False(Normalise.IsBlank(text));

    [Theory]
    [InlineData("\0")]
    [InlineData("a\u0001")]
    [InlineData("\u001B[31m")]
    [InlineData("\r")]
    [InlineData("\u000B")]
    [InlineData("\u007F")]
    [InlineData("\u0080")]
    [InlineData("\u009F")]
    [InlineData("\uFFFE")]
    [InlineData("\uFFFF")]
    [InlineData("\uFDD0")]
    [InlineData("\uFDEF")]
    [InlineData("\U0001FFFE")]
    [InlineData("\U0010FFFF")]
    public void What_no_keyboard_sends_is_forbidden(string text) => Assert.True(Normalise.HasForbidden(text));

    [Theory]
    [InlineData("")]
    [InlineData("a\tb\nc")]
    [InlineData("\u00A0\u200B\u202E")]
    [InlineData("😀\U00020000\U0010FFFD")]
    [InlineData("\uFDCF\uFDF0\uFFFD\uE000")]
    public void What_people_write_is_not_forbidden(string text) => Assert.False(Normalise.HasForbidden(text));

    [Fact]
    public void Halves_of_surrogate_pairs_are_kept_for_the_refusal()
    {
        // Not as InlineData: attributes are stored as UTF-8, which holds no half characters.
        Assert.Equal("a\uD800", Normalise.Input("a\uD800 "));
        Assert.All(["\uD800", "a\uDC00b", "\uDC00\uD800", "x\uD83D"], text => Assert.True(Normalise.HasForbidden(text)));
        Assert.False(Normalise.IsBlank("\uD800"));
        Assert.Equal(3, Normalise.Length("\uD800a\uDC00"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("سلام", 4)]
    [InlineData("😀a", 2)]
    [InlineData("e\u0301", 2)]
    public void Length_counts_scalar_values(string text, int length) => Assert.Equal(length, Normalise.Length(text));

    [Theory]
    [InlineData("Ahmed", "aHMED")]
    [InlineData("ＡＨＭＥＤ", "ahmed")]
    [InlineData("A@Example.COM", "a@example.com")]
    [InlineData("e\u0301", "\u00C9")]
    [InlineData("ﬁnn", "FINN")]
    [InlineData("ПРИВЕТ", "привет")]
    [InlineData("ﷲ", "الله")]
    [InlineData("\u0140a", "l\u00B7A")]
    public void Case_and_width_fold_away(string one, string other) => Assert.Equal(Normalise.Fold(one), Normalise.Fold(other));

    [Theory]
    [InlineData("ali", "alı")]
    [InlineData("ali", "ali ")]
    [InlineData("a", "а")]
    [InlineData("resume", "résumé")]
    public void Different_letters_stay_different(string one, string other) =>
        Assert.NotEqual(Normalise.Fold(one), Normalise.Fold(other), StringComparer.Ordinal);

    [Fact]
    public void Folding_never_throws_and_twice_is_once()
    {
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(20); i > 0; i--) text.Append((char)random.Next(0x10000));
            var folded = Normalise.Fold(text.ToString());
            Assert.Equal(folded, Normalise.Fold(folded));
            Assert.Equal(Normalise.Input(text.ToString()), Normalise.Input(Normalise.Input(text.ToString())));
        }
    }
}
