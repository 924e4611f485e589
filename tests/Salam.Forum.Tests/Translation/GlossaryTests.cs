using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Runs;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Tests.Translation;

public class GlossaryTests
{
    private static string Sent(string text, string from = "en", Glossary? glossary = null) => TextRuns.OfTitle(text, from, from == "de" ? "en" : "de", glossary ?? Glossary.BuiltIn).Texts is [var sent] ? sent : "";

    private static string? Put(string text, string translated, string from, string to) => TextRuns.OfTitle(text, from, to, Glossary.BuiltIn).Assemble([translated]).Text;

    [Fact]
    public void The_terms_that_come_with_the_forum_are_all_read()
    {
        var text = string.Concat(typeof(Glossary).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Terms.", StringComparison.Ordinal)).Select(name =>
        {
            using var reader = new StreamReader(typeof(Glossary).Assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd() + "\n";
        }));
        var glossary = Glossary.Parse(text, out var bad);
        Assert.Empty(bad);
        Assert.Equal(glossary.Terms.Count, Glossary.BuiltIn.Terms.Count);
        Assert.True(glossary.Terms.Count >= 120, $"{glossary.Terms.Count}");
        Assert.Equal(glossary.Terms.Count, glossary.Terms.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count());
        foreach (var term in glossary.Terms.Where(t => !t.IsKept))
            Assert.True(new[] { "en", "ar", "ru", "bn" }.Count(term.Written.ContainsKey) >= 3, term.Name);
        Assert.All(glossary.Terms.SelectMany(t => t.Written), w => Assert.False(Normalise.HasForbidden(w.Value)));
    }

    [Fact]
    public void No_spelling_leads_to_two_terms()
    {
        foreach (var language in Language.All)
        {
            var twice = Glossary.BuiltIn.Terms
                .SelectMany(t => new[] { language.Code, Term.Anywhere }.SelectMany(c => t.Spellings.GetValueOrDefault(c) ?? []).Select(s => (Spelling: Normalise.Fold(s), t.Name)).Distinct())
                .GroupBy(s => s.Spelling, StringComparer.Ordinal).Where(g => g.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() > 1);
            Assert.Empty(twice.Select(g => language.Code + ": " + g.Key));
        }
    }

    [Theory]
    [InlineData("Is it halal to pray salah here?", "Is it ⟦1⟧ to pray ⟦2⟧ here?")]
    [InlineData("HALAL and Haram", "⟦1⟧ and ⟦2⟧")]
    [InlineData("Allah's mercy, Allah’s mercy", "⟦1⟧'s mercy, ⟦2⟧’s mercy")]
    [InlineData("the Qur'an, the Qur’ān, the quran", "the ⟦1⟧, the ⟦2⟧, the ⟦3⟧")]
    [InlineData("Laylat al-Qadr and laylatul qadr", "⟦1⟧ and ⟦2⟧")]
    [InlineData("Masjid al-Haram is a masjid", "⟦1⟧ is a ⟦2⟧")]
    [InlineData("halalness and inhalal", "halalness and inhalal")]
    [InlineData("see eid al fitr", "see ⟦1⟧")]
    public void Terms_are_found_as_whole_words_the_longest_first(string text, string sent) => Assert.Equal(sent, Sent(text));

    [Theory]
    [InlineData("tr", "Bugün namaz kıldım, Allah'ın izniyle", "Bugün ⟦1⟧ kıldım, ⟦2⟧'ın izniyle")]
    [InlineData("ur", "کیا نماز قضا ہو گئی", "کیا ⟦1⟧ قضا ہو گئی")]
    [InlineData("ar", "ما حكم الصلاة هنا", "ما حكم ⟦1⟧ هنا")]
    [InlineData("ar", "وقفت أمام الباب وهذا ذكر قبله", "وقفت أمام الباب وهذا ذكر قبله")]
    [InlineData("ru", "Когда намаз сегодня", "Когда ⟦1⟧ сегодня")]
    [InlineData("zh", "我读古兰经了", "我读⟦1⟧了")]
    [InlineData("id", "dua orang anak", "dua orang anak")]
    [InlineData("de", "Salat mit Tomaten", "Salat mit Tomaten")]
    [InlineData("ko", "그렇게 하지 않다", "그렇게 하지 않다")]
    [InlineData("bs", "riba u rijeci", "riba u rijeci")]
    public void Each_language_has_its_own_spellings(string from, string text, string sent) => Assert.Equal(sent, Sent(text, from));

    [Theory]
    [InlineData("The Prophet ﷺ said", "The Prophet ⟦1⟧ said")]
    [InlineData("The Prophet صلى الله عليه وسلم said", "The Prophet ⟦1⟧ said")]
    [InlineData("the Prophet (pbuh) said", "the Prophet (⟦1⟧) said")]
    [InlineData("the Prophet SAW said", "the Prophet ⟦1⟧ said")]
    [InlineData("the Prophet saw a man", "the Prophet saw a man")]
    [InlineData("I SAW HIM AS A BOY", "I SAW HIM AS A BOY")]
    [InlineData("Umar RA and Aisha (ra) and Ali r.a. went", "Umar ⟦1⟧ and Aisha (⟦2⟧) and Ali ⟦3⟧ went")]
    [InlineData("Musa AS and Allah SWT", "Musa ⟦1⟧ and ⟦2⟧ ⟦3⟧")]
    [InlineData("the Messenger, peace be upon him, said", "the Messenger, ⟦1⟧, said")]
    [InlineData("I will come insha'Allah or in shaa Allah or inshallah", "I will come ⟦1⟧ or ⟦2⟧ or ⟦3⟧")]
    [InlineData("SubhanAllah, Subhan Allah, Alhamdulillah, Allahu Akbar, mashaAllah, astaghfirullah all day", "⟦1⟧, ⟦2⟧, ⟦3⟧, ⟦4⟧, ⟦5⟧, ⟦6⟧ all day")]
    [InlineData("JazakAllah khairan sister, BarakAllahu feeki", "⟦1⟧ sister, ⟦2⟧")]
    [InlineData("Assalamu alaikum wa rahmatullahi wa barakatuh everyone", "⟦1⟧ everyone")]
    [InlineData("wa alaikum assalam sister", "⟦1⟧ sister")]
    public void Honorifics_and_formulas_are_kept(string text, string sent) => Assert.Equal(sent, Sent(text));

    [Theory]
    [InlineData("en", "He read قُلْ هُوَ اللَّهُ أَحَدٌ today", "He read ⟦1⟧ today")]
    [InlineData("en", "He read ﴿الحمد لله رب العالمين﴾ today", "He read ⟦1⟧ today")]
    [InlineData("en", "Say لا أدري حقا ما هذا always", "Say ⟦1⟧ always")]
    [InlineData("en", "the word كتاب means book", "the word كتاب means book")]
    [InlineData("en", "the word كِتَاب means book", "the word ⟦1⟧ means book")]
    [InlineData("ar", "قال تعالى ﴿قل هو الله أحد﴾ فاقرأ", "قال تعالى ⟦1⟧ فاقرأ")]
    [InlineData("ar", "قرأت قُلْ هُوَ اللَّهُ أَحَدٌ ثم نمت", "قرأت ⟦1⟧ ثم نمت")]
    [InlineData("ar", "هذا نصّ عادي بلا حركات كثيرة", "هذا نصّ عادي بلا حركات كثيرة")]
    [InlineData("ur", "یہ آیت إِنَّ مَعَ الْعُسْرِ يُسْرًا یاد رکھو", "یہ آیت ⟦1⟧ یاد رکھو")]
    public void Verses_and_prayers_are_kept(string from, string text, string sent) => Assert.Equal(sent, Sent(text, from, Glossary.Empty));

    [Theory]
    [InlineData("Salah is due", "⟦1⟧ gerekli", "en", "tr", "Namaz gerekli")]
    [InlineData("when is salah due", "متى ⟦1⟧", "en", "ar", "متى الصلاة")]
    [InlineData("نماز کا وقت", "time of ⟦1⟧", "ur", "en", "time of salah")]
    [InlineData("the niqab is", "⟦1⟧ هو", "en", "ar", "النقاب هو")]
    [InlineData("the Prophet ﷺ said", "قال النبي ⟦1⟧", "en", "ar", "قال النبي ﷺ")]
    public void A_term_is_written_as_the_language_of_the_reader_writes_it(string text, string translated, string from, string to, string expected) => Assert.Equal(expected, Put(text, translated, from, to));

    [Fact]
    public void A_term_without_a_form_in_the_language_stays_as_written()
    {
        var glossary = Glossary.Parse("[a]\nen: foobar | de: Fuhbar\n", out _);
        Assert.Equal("x foobar", TextRuns.OfTitle("the foobar", "en", "pl", glossary).Assemble(["x ⟦1⟧"]).Text);
        Assert.Equal("x Fuhbar", TextRuns.OfTitle("the foobar", "en", "de", glossary).Assemble(["x ⟦1⟧"]).Text);
    }

    [Fact]
    public void What_a_term_is_written_as_is_no_markup()
    {
        var glossary = Glossary.Parse("[a]\nen: foobar | de: *x*y [z](https://evil.example)\n", out var bad);
        Assert.Empty(bad);
        var runs = TextRuns.OfMarkdown("the foobar", "en", "de", glossary);
        Assert.Equal(Engines.Form("the foobar"), Engines.Form(runs.Assemble(["der ⟦1⟧"]).Text!));
    }

    [Fact]
    public void A_bad_line_is_reported_by_its_number_and_the_others_stay()
    {
        var glossary = Glossary.Parse("en: lost\n# remark\n[a]\nen: foobar\nxx: foobar\nen: x\n[b nonsense]\nen: quux\n[c kept]\n*: thud | de: | fr foo\n[d", out var bad);
        Assert.Equal([1, 5, 6, 7, 8, 10, 11], bad.Select(b => b.Number));
        Assert.Equal("a c", string.Join(' ', glossary.Terms.Select(t => t.Name)));
    }

    [Fact]
    public void A_term_of_the_operator_takes_the_place_of_ours()
    {
        var own = Glossary.Parse("[salah]\nen: salah | de: Pflichtgebet\n[umm]\nen: foobar\n", out _);
        var merged = Glossary.Merge(Glossary.BuiltIn, own);
        Assert.Equal(Glossary.BuiltIn.Terms.Count + 1, merged.Terms.Count);
        Assert.Equal("x Pflichtgebet", TextRuns.OfTitle("the salah", "en", "de", merged).Assemble(["x ⟦1⟧"]).Text);
        Assert.Same(Glossary.BuiltIn, Glossary.Merge(Glossary.BuiltIn, Glossary.Empty));
    }

    [Theory]
    [InlineData("halal ")]
    [InlineData("'a")]
    [InlineData("''''")]
    [InlineData("assalamu ")]
    [InlineData("a'b ")]
    [InlineData("قُ")]
    [InlineData("﴿ ")]
    [InlineData("@a@")]
    [InlineData("<a ")]
    [InlineData("⟦1")]
    [InlineData("a.a.")]
    [InlineData("安拉")]
    public void Forty_thousand_characters_are_walked_through_in_little_time(string fragment)
    {
        var text = string.Concat(Enumerable.Repeat(fragment, 40_000 / fragment.Length));
        TextRuns.OfTitle("warm", "en", "de", Glossary.BuiltIn);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        _ = TextRuns.OfTitle(text, "en", "de", Glossary.BuiltIn).Texts;
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"{watch.Elapsed}");
    }
}
