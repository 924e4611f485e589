using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

/// <summary>The language of a text whose author is not asked.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("As-salamu alaykum", "en")]
    [InlineData("السلام عليكم", "ar")]
    [InlineData("  «السلام» means peace", "ar")]
    [InlineData("Peace, السلام", "en")]
    [InlineData("🌙 123 …", "en")]
    [InlineData("", "en")]
    public void Without_a_candidate_it_is_the_most_written_one_of_its_direction(string text, string expected) => Assert.Equal(expected, Language.Guess(text));

    [Theory]
    [InlineData("Merhaba arkadaşlar", "tr", "en", "tr")]
    [InlineData("Merhaba arkadaşlar", "ar", "tr", "tr")]
    [InlineData("السلام عليكم", "tr", "ur", "ur")]
    [InlineData("السلام عليكم", "ur", "ar", "ur")]
    [InlineData("السلام عليكم", "tr", "en", "ar")]
    [InlineData("Hello", "ar", "fa", "en")]
    [InlineData("123", "fa", "en", "fa")]
    [InlineData("Hello", "xx", "id", "id")]
    [InlineData("Hello", "", "EN", "en")]
    public void The_first_candidate_that_runs_as_the_text_does_is_taken(string text, string first, string second, string expected) =>
        Assert.Equal(expected, Language.Guess(text, first, second));

    [Fact]
    public void Every_language_is_guessed_where_its_author_writes_it_first() =>
        Assert.All(Language.All, l => Assert.Equal(l.Code, Language.Guess(l.Name, l.Code, "en", "ar")));
}
