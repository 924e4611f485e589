using Salam.Forum.ContentFilter;

namespace Salam.Forum.Tests.ContentFilter;

public class WordFilterTests
{
    private static Verdict Judge(string text) => Sentences.Filter.Judge(text);

    [Theory]
    [InlineData("You fucking liar", Severity.Indecent)]
    [InlineData("Is it haram to have a friend who says fuck all day?", Severity.Sensitive)]
    [InlineData("I am addicted to porn and I repent", Severity.Clean)]
    [InlineData("Watch porn videos free now", Severity.Forbidden)]
    [InlineData("They called me a bastard", Severity.Clean)]
    [InlineData("The stupid printer broke", Severity.Clean)]
    [InlineData("You are stupid", Severity.Sensitive)]
    [InlineData("I gave up whiskey", Severity.Clean)]
    [InlineData("Whiskey for sale, whatsapp me", Severity.Indecent)]
    [InlineData("What is the ruling on selling whiskey? See https://example.org", Severity.Clean)]
    [InlineData("According to the scholars, fuck Allah", Severity.Forbidden)]
    public void Context_lowers_and_raises(string text, Severity severity) => Assert.Equal(severity, Judge(text).Severity);

    [Fact]
    public void A_match_says_what_was_met_and_why()
    {
        var match = Assert.Single(Judge("Salam. Whiskey for sale!").Matches);
        Assert.Equal((7, 7, Categories.AlcoholAndDrugs, Context.Selling, "whiskey", "en"), (match.Start, match.Length, match.Category, match.Context, match.Entry, match.List));
    }

    [Theory]
    [InlineData("so f\u200Bu\u200Bc\u200Bk off", 3, 7)]
    [InlineData("so 𝐟𝐮𝐜𝐤 off", 3, 8)]
    [InlineData("so f.u.c.k off", 3, 7)]
    [InlineData("so \u202Ekcuf\u202C off", 4, 4)]
    [InlineData("so fuuuuck off", 3, 7)]
    [InlineData("so f**k off", 3, 4)]
    public void The_span_is_that_of_the_text_as_given(string text, int start, int length)
    {
        var match = Assert.Single(Judge(text).Matches);
        Assert.Equal((start, length), (match.Start, match.Length));
    }

    [Theory]
    [InlineData("Scunthorpe, Penistone and Cockburn")]
    [InlineData("Cumhuriyet")]
    [InlineData("He'll bring shells")]
    [InlineData("45s left, page 455")]
    [InlineData("class, assess, bass, assalam, Sussex")]
    [InlineData("He rapped his coat on the door, hopping")]
    [InlineData("c o n c l u s i o n")]
    [InlineData("Dick Turpin met Moby Dick")]
    public void Words_that_only_look_like_others_pass(string text) => Assert.Same(Verdict.Clean, Judge(text));

    [Theory]
    [InlineData("I want to kill myself", Distress.Despair)]
    [InlineData("My husband beats me", Distress.ViolenceAtHome)]
    [InlineData("أريد أن أموت", Distress.Despair)]
    public void Distress_is_reported_and_no_fault(string text, Distress distress)
    {
        var verdict = Judge(text);
        Assert.Equal((distress, Severity.Clean), (verdict.Distress, verdict.Severity));
    }

    [Fact]
    public void Matches_do_not_overlap_and_lie_inside_the_text()
    {
        foreach (var text in WordLists.BuiltInNames.SelectMany(n => Sentences.Read(n + ".offending")).Concat(Sentences.Read("tricks/bidi-overrides")))
        {
            var end = 0;
            foreach (var match in Judge(text).Matches)
            {
                Assert.True(match.Start >= end && match.Length > 0, text);
                end = match.Start + match.Length;
            }
            Assert.True(end <= text.Length, text);
        }
    }

    [Fact]
    public void Lists_that_differ_have_another_version()
    {
        var other = WordLists.BuiltIn().Add("house", "house.txt", new StringReader("[spam sensitive]\nxyzzy")).Build();
        Assert.NotEqual(Sentences.Filter.Version, other.Version, StringComparer.Ordinal);
        Assert.Equal(Sentences.Filter.Version, WordLists.BuiltIn().Build().Version);
        Assert.Equal(Severity.Sensitive, other.Judge("a xyzzy").Severity);
    }
}
