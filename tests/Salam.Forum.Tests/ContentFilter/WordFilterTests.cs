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
    [InlineData("fu ck you", true)]
    [InlineData("fu\n\nck you", true)]
    [InlineData("so sh it is", true)]
    [InlineData("يا شر موطة", true)]
    [InlineData("That's hit the news", false)]
    [InlineData("The Model S hit a tree", false)]
    [InlineData("fu, ck", false)]
    [InlineData("so much pus sy said", false)]
    [InlineData("هو مع رصين", false)]
    public void One_blank_inside_a_word_hides_it_only_where_a_half_is_no_word(string text, bool met) => Assert.Equal(met, Judge(text).Severity >= Severity.Sensitive);

    [Theory]
    [InlineData("Hure ist ein Schimpfwort", true)]
    [InlineData("Kontol kata kasar", true)]
    [InlineData("Du Hure", false)]
    [InlineData("Kontol lu", false)]
    public void A_word_that_is_spoken_of_is_not_said(string text, bool clean) => Assert.Equal(clean, Judge(text).Severity == Severity.Clean);

    [Theory]
    [InlineData("Philip K. Dick wrote science fiction", true)]
    [InlineData("My neighbour Dick fixed my car", true)]
    [InlineData("You are a Dick", false)]
    public void A_name_has_an_initial_or_a_neighbour_before_it(string text, bool clean) => Assert.Equal(clean, Judge(text).Severity == Severity.Clean);

    [Theory]
    [InlineData("خولة بنت ثعلبة", Severity.Clean)]
    [InlineData("خوّل المدير نائبه", Severity.Clean)]
    [InlineData("إخوانكم خولكم", Severity.Clean)]
    [InlineData("يا خول", Severity.Indecent)]
    [InlineData("My classmates call me Paki, I cried", Severity.Sensitive)]
    [InlineData("As a Paki myself I find it funny", Severity.Clean)]
    [InlineData("You dirty paki", Severity.Forbidden)]
    public void Names_and_victims_are_no_offenders(string text, Severity severity) => Assert.Equal(severity, Judge(text).Severity);

    [Theory]
    [InlineData("ق7بة", true)]
    [InlineData("سورة 7", false)]
    [InlineData("كoس امك", true)]
    [InlineData("ꜰᴜᴄᴋ", true)]
    [InlineData("3ars", true)]
    [InlineData("Sara, Sars and E.arse", false)]
    public void Letters_of_chats_are_read_as_they_are_meant(string text, bool met) => Assert.Equal(met, Judge(text).Severity >= Severity.Sensitive);

    [Theory]
    [InlineData("I want to kill myself", Distress.Despair)]
    [InlineData("My husband beats me", Distress.ViolenceAtHome)]
    [InlineData("أريد أن أموت", Distress.Despair)]
    public void Distress_is_reported_and_no_fault(string text, Distress distress)
    {
        var verdict = Judge(text);
        Assert.Equal((distress, Severity.Clean), (verdict.Distress, verdict.Severity));
    }

    [Theory]
    [InlineData("Salam. I want to kill myself, I want to die. And my husband beats me.", "I want to kill myself|I want to die|my husband beats me")]
    [InlineData("\u202Eflesym llik ot tnaw I\u202C is how I feel", "flesym llik ot tnaw I")]
    [InlineData("A fine day.", "")]
    public void Words_of_distress_are_told_by_their_places_each_once_and_apart_from_faults(string text, string words)
    {
        var verdict = Judge(text);
        Assert.Equal(words, string.Join('|', verdict.DistressPlaces.Select(p => text.Substring(p.Start, p.Length))));
        Assert.Empty(verdict.Matches);
        Assert.Equal(verdict.Distress, verdict.DistressPlaces.Select(p => p.Distress).DefaultIfEmpty().Max());
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
