using Salam.Forum.ContentFilter;

namespace Salam.Forum.Tests.ContentFilter;

public class WordListsTests
{
    private static WordLists Lists(string text) => new WordLists().Add("xx", "xx.txt", new StringReader(text));

    private static bool Meets(string list, string text) => Lists("[spam sensitive]\n" + list).Build().Judge(text).Severity == Severity.Sensitive;

    [Theory]
    [InlineData("foobar", "a foobar!", true)]
    [InlineData("foobar", "a foobars", false)]
    [InlineData("foobar*", "a foobarish", true)]
    [InlineData("*foobar", "a myfoobar", true)]
    [InlineData("a (red|blue) door", "see a blue  door", true)]
    [InlineData("a red door", "a red. Door", false)]
    [InlineData("=sik", "sık", false)]
    [InlineData("=sik", "sik", true)]
    [InlineData("f?bar", "f**bar", true)]
    [InlineData("foobar", "foob*r", true)]
    [InlineData("bar", "b*r", false)]
    [InlineData("fool\n!fool moon", "fooool moon", true)]
    [InlineData("=göt", "g0t", false)]
    [InlineData("foobar\n!foobar street", "I live in Foobar Street", false)]
    [InlineData("=coño", "un cono", false)]
    public void Entries_mean_what_the_documentation_says(string list, string text, bool met) => Assert.Equal(met, Meets(list, text));

    [Fact]
    public void Endings_are_those_of_the_list()
    {
        var filter = Lists("[endings]\ns ing\n[spam sensitive]\nfoot+").Build();
        Assert.Equal([Severity.Sensitive, Severity.Sensitive, Severity.Clean], new[] { "foots", "footting", "footer" }.Select(t => filter.Judge(t).Severity));
    }

    [Fact]
    public void A_bad_line_is_reported_by_its_number_and_the_others_stay()
    {
        var lists = Lists("# mine\nlost\n[spam sensitive]\nfoobar\n(a|b\n[nonsense]\nquux\n[spam sensitive loud]");
        Assert.Equal([2, 5, 6, 7, 8], lists.Errors.Select(e => e.Line));
        Assert.Equal(Severity.Sensitive, lists.Build().Judge("foobar").Severity);
    }

    [Fact]
    public void A_list_of_an_operator_that_is_too_long_is_left_out_as_a_whole_and_the_others_stay()
    {
        var folder = Directory.CreateTempSubdirectory("salam-lists").FullName;
        try
        {
            static string Entries(int count) => "[spam sensitive]\nfoobar\n" + string.Join('\n', Enumerable.Range(0, count).Select(i => $"xyz{i}"));
            File.WriteAllText(Path.Combine(folder, "a.txt"), "[spam sensitive]\nquux");
            File.WriteAllText(Path.Combine(folder, "b.txt"), Entries(50_001));
            File.WriteAllText(Path.Combine(folder, "c.txt"), "[spam sensitive]\nplugh\n#" + new string('x', 2 << 20));
            File.WriteAllText(Path.Combine(folder, "d.txt"), Entries(1_000).Replace("foobar", "thud", StringComparison.Ordinal));
            var lists = new WordLists().AddFolder(folder);
            Assert.Equal("b.txt c.txt", string.Join(' ', lists.Errors.Select(e => Path.GetFileName(e.File))));
            var filter = lists.Build();
            Assert.Equal([Severity.Sensitive, Severity.Clean, Severity.Clean, Severity.Sensitive], new[] { "quux", "foobar", "plugh", "thud" }.Select(t => filter.Judge(t).Severity));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void An_entry_of_another_language_counts_only_where_none_can_be_told()
    {
        var lists = Lists("[everyday]\nle, la\n[spam sensitive]\n@bite").Add("yy", "yy.txt", new StringReader("[everyday]\nthe, a")).Build();
        Assert.Equal([Severity.Sensitive, Severity.Sensitive, Severity.Clean], new[] { "la bite", "bite", "take a bite" }.Select(t => lists.Judge(t).Severity));
    }

    [Fact]
    public void Short_words_of_a_list_that_keeps_them_do_not_count_in_another_language()
    {
        var lists = Lists("[everyday own]\nle, la\n[spam sensitive]\ntard, parlote").Add("yy", "yy.txt", new StringReader("[everyday]\nthe, a")).Build();
        Assert.Equal([Severity.Sensitive, Severity.Clean, Severity.Sensitive], new[] { "la tard", "the tard", "the parlote" }.Select(t => lists.Judge(t).Severity));
    }

    [Fact]
    public void A_hidden_offer_is_an_offer_all_the_same()
    {
        var lists = Lists("[cue selling]\norder now\n[gambling indecent offered]\ncasino").Build();
        Assert.Equal([Severity.Indecent, Severity.Indecent, Severity.Clean], new[] { "casino, order now", "cаs1no, 0rder n0w", "a casino" }.Select(t => lists.Judge(t).Severity));
    }

    [Fact]
    public void Names_are_written_with_hyphens() =>
        Assert.Equal("alcohol-and-drugs spam", string.Join(' ', Names.All(Categories.Spam | Categories.AlcoholAndDrugs)));
}
