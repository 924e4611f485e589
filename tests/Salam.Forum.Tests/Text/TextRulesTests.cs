using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public sealed class TextRulesTests
{
    public static TheoryData<int> Brackets => [.. Enumerable.Range(0x202A, 5).Concat(Enumerable.Range(0x2066, 4))];

    [Theory]
    [MemberData(nameof(Brackets))]
    public void What_turns_the_direction_of_a_line_is_refused_where_text_is_shown_as_it_is(int bracket)
    {
        var text = $"Words {(char)bracket}and more\u202C";
        Assert.Equal("DirectionCharacters", Assert.Single(TextRules.Check(text, "Title", 1, 100)).Code);
        Assert.Empty(TextRules.CheckMarkdown(text, "Body", 1, 100));
    }

    [Theory]
    [InlineData("می\u200Cخواهم دعا کنم")]
    [InlineData("\u200Fسورة البقرة (2)\u200E and more")]
    [InlineData("\u061Cالسلام عليكم")]
    [InlineData("क्\u200Dष 👨\u200D👩\u200D👧")]
    public void Marks_that_a_script_needs_are_taken(string text) => Assert.Empty(TextRules.Check(text, "Title", 1, 100));

    [Theory]
    [InlineData("Pay to \u202Eelpmaxe.live\u202C now")]
    [InlineData("Pay to &#8238;elpmaxe.live now")]
    [InlineData("[a](https://a.example \"ti\u202Etle\")")]
    [InlineData("`co\u202Ede`\n\n    blo\u202Dck\n\n| h\u202Ee |\n|---|\n| c\u202Eell |")]
    public void An_override_is_not_rendered(string source)
    {
        foreach (var html in new[] { Markdown.Render(source).Html, Markdown.Render(source + new string(' ', 100_001)).Html })
            Assert.DoesNotContain(html, c => c is '\u202D' or '\u202E');
    }

    [Fact]
    public void Other_characters_of_direction_are_rendered_as_written() =>
        Assert.Contains("\u2068Ali\u2069 \u202A+49\u202C \u200Fx", Markdown.Render("\u2068Ali\u2069 \u202A+49\u202C \u200Fx").Html, StringComparison.Ordinal);
}
