using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

/// <summary>Words that are known to be in a language run as it does, whatever comes first in them.</summary>
public sealed class DirectionTests
{
    private const string Greeting = "Assalamu alaikum، يا إخوتي الكرام، هل من مكان هادئ للصلاة؟", Verse = "﴿لَئِن شَكَرْتُمْ لَأَزِيدَنَّكُمْ﴾";

    [Theory]
    [InlineData("ar", Greeting, "rtl")]
    [InlineData("ur", "Salam.Forum پر خوش آمدید", "rtl")]
    [InlineData("ar", "Assalamu alaikum", "auto")]
    [InlineData("ar", "12:30", "auto")]
    [InlineData("ar", "", "auto")]
    [InlineData("es", "السلام عليكم, hermanos y hermanas, ¿dónde se reza aquí?", "ltr")]
    [InlineData("es", Verse, "auto")]
    [InlineData("es", Verse + " (14:7)", "auto")]
    [InlineData("xx", "Words", "ltr")]
    public void Words_run_as_their_language_does(string language, string text, string expected) => Assert.Equal(expected, Direction.In(text, language));

    [Fact]
    public void Every_block_of_a_translation_does_so_and_a_verse_by_itself_as_it_is_written()
    {
        var source = $"# {Greeting}\n\n{Greeting} [رابط](https://example.org/a-very-long-address-of-latin-letters)\n\n- {Greeting}\n- {Greeting}\n\n> {Greeting}\n\n| {Greeting} | b |\n|---|---|\n| {Greeting} | c |\n\nEnglish alone\n";
        var body = SafeDom.Parse(Markdown.Render(source, "ar").Html);
        foreach (var selector in new[] { "h2", "p", "ul", "li", "blockquote", "blockquote > p", "table", "th", "td" })
            Assert.Equal("rtl", body.QuerySelector(selector)!.GetAttribute("dir"));
        Assert.Equal("auto", body.QuerySelectorAll("p")[^1].GetAttribute("dir"));
        // The words behind a long verse count too.
        var verses = string.Concat(Enumerable.Repeat(Verse + " ", 12));
        Assert.StartsWith("<p dir=\"ltr\">", Markdown.Render(verses + string.Concat(Enumerable.Repeat("Si agradecéis, os daré más. ", 30)), "es").Html, StringComparison.Ordinal);
        Assert.Equal("<p dir=\"auto\">" + Verse + "</p>", Markdown.Render(Verse, "es").Html.Trim());
        Assert.Equal("<p dir=\"auto\">" + Greeting + "</p>", Markdown.Render(Greeting).Html.Trim());
        Assert.Contains("<p dir=\"rtl\">Assalamu", Markdown.Render(new string('>', 200) + "\n\n" + Greeting, "ar").Html, StringComparison.Ordinal);
    }
}
