using Salam.Forum.ContentFilter;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.ContentFilter;

public class SentenceTests
{
    [Fact]
    public void Every_language_has_its_sentences()
    {
        foreach (var row in Sentences.Languages)
        {
            var many = row.Name is "en" or "ar";
            Assert.True(row.Offending >= (many ? 20 : 10) && row.Innocent >= (many ? 40 : 20), row.ToString());
        }
    }

    [Fact]
    public void Nine_of_ten_offending_sentences_of_every_language_are_caught() =>
        Assert.DoesNotContain(Sentences.Languages, r => r.Caught < 0.9 * r.Offending);

    [Fact]
    public void Nine_of_ten_sentences_of_every_trick_are_caught()
    {
        Assert.Equal(15, Sentences.Tricks.Count);
        Assert.DoesNotContain(Sentences.Tricks, r => r.Offending < 20 || r.Caught < 0.9 * r.Offending);
    }

    [Fact]
    public void Fewer_than_two_in_a_hundred_innocent_sentences_are_hit()
    {
        var hit = WordLists.BuiltInNames.SelectMany(n => Sentences.Read(n + ".innocent")).Where(s => Sentences.Filter.Judge(s).Severity >= Severity.Sensitive).ToList();
        Assert.True(hit.Count < 0.02 * Sentences.Languages.Sum(r => r.Innocent), string.Join('\n', hit));
    }

    [Fact]
    public void Every_built_in_line_can_be_used() => Assert.Empty(WordLists.BuiltIn().Errors);

    [Fact]
    public void The_documentation_holds_the_table_as_it_is()
    {
        var document = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "filter.md"));
        Assert.True(document.Contains(Sentences.Table(), StringComparison.Ordinal), "The tables of docs/filter.md should be:\n" + Sentences.Table());
    }
}
