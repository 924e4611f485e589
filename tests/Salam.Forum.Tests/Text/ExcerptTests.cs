using System.Globalization;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public class ExcerptTests
{
    private static string Excerpt(string source) => Markdown.Render(source).Excerpt;

    [Theory]
    [InlineData("*salam*   to\nyou  \nall", "salam to you all")]
    [InlineData("# Title\n\nText & <b>", "Title Text & <b>")]
    [InlineData("> quoted\n\n- one\n- two", "quoted one two")]
    [InlineData("[words](https://x.example) and `code`", "words and code")]
    [InlineData("![cat](https://x.example/c.png)", "cat")]
    [InlineData("before\n\n```\ncode\n```\n\n    more code\n\nafter", "before after")]
    [InlineData("before\n\n|a|b|\n|-|-|\n|1|2|\n\nafter", "before after")]
    [InlineData("a &amp; b", "a & b")]
    [InlineData("a\u202Eb\u2066c\u200Fd", "abc\u200Fd")]
    [InlineData("[a]: https://x.example\n\n[a]", "a")]
    [InlineData("```\nonly code\n```", "")]
    [InlineData("", "")]
    public void An_excerpt_is_the_words_alone(string source, string excerpt) => Assert.Equal(excerpt, Excerpt(source));

    [Fact]
    public void A_short_text_is_not_cut() => Assert.Equal(new string('a', 180), Excerpt(new string('a', 180)));

    [Fact]
    public void A_long_text_is_cut_between_words()
    {
        var excerpt = Excerpt(string.Join(' ', Enumerable.Repeat("kindness", 60)));
        Assert.InRange(excerpt.Length, 140, 181);
        Assert.EndsWith(" kindness\u2026", excerpt, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("信")]
    [InlineData("\U0001F468\u200D\U0001F469\u200D\U0001F467")]
    [InlineData("কি")]
    [InlineData("e\u0301\u0323")]
    public void What_is_one_character_to_a_reader_is_not_cut(string character)
    {
        var excerpt = Excerpt(string.Concat(Enumerable.Repeat(character, 300)));
        Assert.InRange(excerpt.Length, 110, 181);
        var shown = StringInfo.ParseCombiningCharacters(excerpt).Length - 1;
        Assert.Equal(string.Concat(Enumerable.Repeat(character, shown)) + "\u2026", excerpt);
    }

    [Fact]
    public void One_endless_character_is_cut_all_the_same() => Assert.InRange(Excerpt("a" + new string('\u0301', 5000)).Length, 1, 181);
}
