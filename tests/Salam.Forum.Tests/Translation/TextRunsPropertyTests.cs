using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Salam.Forum.Tests.Text;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Runs;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Tests.Translation;

public class TextRunsPropertyTests
{
    private static readonly string[] Parts =
    [
        "salam ", "words and more ", "**bold** ", "*leaning* ", "_low_ ", "__lower__ ", "~~gone~~ ", "***both*** ", "`code` ", "``a ` b`` ", "[a link](https://x.example/y) ", "[*a* link](https://x.example 'title') ",
        "[ref][1] ", "[ref] ", "[ref][] ", "![image](https://x.example/i.png) ", "<https://y.example> ", "https://z.example/a_b ", "www.b.example ", "@umm_yusuf ", "@ali, ", "a@b.example ", "<b>x</b> ", "<script> ", "&amp; ", "&nbsp;",
        "&eacute;", "\\* ", "\\\\ ", "⟦1⟧ ", "⟦ ", "⟧", "سلام ", "قُلْ هُوَ اللَّهُ أَحَدٌ ", "﴿الحمد لله﴾ ", "বাংলা ", "😀 ", "12. ", "\uD800", "\uDC00", "\0", "\u200B", "\u202E", "\t", "  \n", "\\\n", "\n", "\n\n", "\n\n- ", "\n- ", "\n  - ", "\n1. ",
        "\n> ", "\n> > ", "\n\n# ", "\n\n## ", "\n===\n", "\n---\n", "\n\n```\ncode\n```\n\n", "\n\n    code\n\n", "\n\n| a | b |\n|---|---|\n| c | d |\n\n", "|", "\n\n[1]: https://x.example\n[ref]: https://y.example\n\n", "*", "**", "_", "~~", "`", "[", "]", "(", ")",
        "](", "![", "<", ">", "#", "!", "in sha Allah ", "salah ", "the Prophet ﷺ ", "Umar (ra) ", "x_y_z ", "a*b*c ", "\r\n", "\r",
    ];

    /// <summary>What honest members write: nothing of it may be lost to a broken translation.</summary>
    public static readonly TheoryData<string> Honest = new(
        "Assalamu alaikum!\n\nI have a **question** about *wudu*:\n\n1. Does it break when [this](https://x.example) happens?\n2. What about `that`?\n\n> A quote\n> of two lines\n\nJazakAllah khair, @umm_yusuf",
        "| School | Ruling |\n|:--|--:|\n| Hanafi | *makruh* `x` |\n| Maliki | see [here](https://x.example \"t\") |",
        "- a\n  - b *c*\n    - d **e _f_ g** h\n- [ ] i\n\n  j\n- k\n", "**bold**ly *and*so on, snake_case_word and 5*3*2, \\*not\\* this", "# One *two* `three`\n\nFour  \nfive\\\nsix\nseven", "Setext *heading*\n===\n\nand\ntext\n---",
        "> - quote with a list\n>   1. and *more*\n>\n>      text `x`\n\nafter", "text <b>html</b> &amp; &copy; &nbsp;x &lt;y&gt;", "[ref], [ref][], [text][ref] and ![alt][ref]\n\n[ref]: https://x.example 'T'\n", "![a](https://x.example/a.png) text https://y.example/a(b) and (https://z.example).",
        "السلام عليكم يا إخوة\n\nعندي **سؤال** عن [هذا](https://x.example): ما الحكم؟\n\n- أول\n- ثان", "a\n\n***\n\nb `c` ~~d~~ **[e](https://x.example)** [**f**](https://y.example)", "***a** b* **_c_** *__d__* ~~**e**~~", "\"*Quoted*\" (**in brackets**), *a*, **b**. _c_!",
        "a | b without a table, 1 < 2 > 0, C# and # no heading, 100% + 5 = 105", "\u2067עברית\u2069 text", "+ plus\n\n* star\n\n- minus\n\n12) twelve", "Line one:\nhttps://x.example/very_long_path_here\nLine three");

    private static IEnumerable<string> Mixtures(int seed, int count)
    {
        var random = new Random(seed);
        for (var round = 0; round < count; round++)
        {
            var source = new StringBuilder();
            for (var part = random.Next(1, 30); part > 0; part--) source.Append(Parts[random.Next(Parts.Length)]);
            yield return source.ToString();
        }
    }

    private static IEnumerable<string> Sources(int seed, int count) =>
        Mixtures(seed, count).Concat(Rows(MarkdownAttackTests.WithoutLinks)).Concat(Rows(MarkdownAttackTests.Intruders)).Concat(Rows(Honest));

    private static IEnumerable<string> Rows(IEnumerable<object[]> rows) => rows.Select(row => (string)row[0]);

    private static bool IsSameOrFails(string source, Assembled assembled, string what)
    {
        if (assembled.Fault != AssemblyFault.None)
        {
            Assert.Null(assembled.Text);
            return false;
        }

        Assert.Null(SafeDom.Fault(Markdown.Render(assembled.Text!).Html));
        Assert.True(Engines.Form(source) == Engines.Form(assembled.Text!), $"{what}: {source}\n--- became ---\n{assembled.Text}");
        return true;
    }

    [Fact]
    public void An_engine_that_changes_nothing_changes_nothing()
    {
        foreach (var source in Sources(1, 2000)) Assert.Equal(source, Engines.Translate(source, run => run).Text);
        foreach (var source in Sources(1, 500)) Assert.Equal(Markdown.Render(source).Html, Markdown.Render(Engines.Translate(source, run => run, Glossary.Parse("[a kept]\n*: salah", out _)).Text!).Html);
    }

    [Fact]
    public void Words_that_are_written_anew_are_read_as_they_were()
    {
        var rewritten = 0;
        foreach (var source in Sources(2, 2000))
        {
            // The last word is another one, so that each run is written anew and its escapes are put to the test.
            var assembled = Engines.Translate(source, run => run + " x");
            if (!IsSameOrFails(source, assembled, "another word at the end")) continue;
            rewritten++;
            static string Text(string s) => string.Concat(SafeDom.Parse(Markdown.Render(s).Html).TextContent.Where(c => char.IsLetterOrDigit(c) && c != 'x'));
            Assert.Equal(Text(source), Text(assembled.Text!));
        }

        Assert.True(rewritten > 1900, $"only {rewritten} came through");
    }

    [Theory]
    [MemberData(nameof(Honest))]
    public void Honest_texts_come_through_an_honest_engine(string source)
    {
        var upper = Engines.Translate(source, run => Engines.Words(run, w => w.ToUpperInvariant()), Glossary.BuiltIn);
        Assert.Equal(AssemblyFault.None, upper.Fault);
        IsSameOrFails(source, upper, "upper case");
        Assert.True(IsSameOrFails(source, Engines.Translate(source, run => Engines.Words(run, w => $" «{w.Trim()}» ")), "quotation marks"));
        Assert.True(IsSameOrFails(source, Engines.Translate(source, run => Engines.Words(run, w => string.IsNullOrWhiteSpace(w) ? w : "的")), "no spaces"));
    }

    [Fact]
    public void Every_post_of_the_demo_community_comes_through()
    {
        using var stream = typeof(TextRuns).Assembly.GetManifestResourceStream("Salam.Forum.Data.DemoCommunity.jsonl")!;
        using var reader = new StreamReader(stream);
        var texts = 0;
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            foreach (var property in json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String && p.Value.GetString()!.Contains(' ', StringComparison.Ordinal)))
            {
                var source = property.Value.GetString()!;
                texts++;
                Assert.True(IsSameOrFails(source, Engines.Translate(source, run => Engines.Words(run, w => w.ToUpperInvariant()), Glossary.BuiltIn), "upper case"), source);
            }
        }

        Assert.True(texts > 20);
    }

    [Fact]
    public void Hardly_a_block_is_left_out_because_its_place_is_not_known()
    {
        int blocks = 0, read = 0;
        foreach (var source in Sources(6, 2000))
        {
            if (Markdown.Parse(source) is not { } document) continue;
            blocks += document.Descendants<LeafBlock>().Count(b => b is not LinkReferenceDefinition && b.Inline is { } inline && inline.Descendants<LiteralInline>().Any(l => l.Content.Length > 0));
            read += LeafReader.Of(document, source).Count(leaf => leaf.Text.Any(c => c is not ('\n' or Leaf.Sign)));
        }

        Assert.True(read * 100L > blocks * 99L, $"{read} of {blocks}");
    }

    [Fact]
    public void Whatever_order_an_engine_sets_words_and_marks_in_the_form_is_kept_or_it_fails()
    {
        var random = new Random(3);
        var kept = 0;
        foreach (var source in Sources(3, 1500))
        {
            IsSameOrFails(source, Engines.Translate(source, run => Engines.Shuffled(run, random)), "shuffled");
            IsSameOrFails(source, Engines.Translate(source, run => string.Join(' ', run.Split(' ').Reverse())), "reversed");
            kept += IsSameOrFails(source, Engines.Translate(source, run => Engines.Swapped(run, random) + "."), "swapped") ? 1 : 0;
        }

        Assert.True(kept > 1300, $"only {kept} came through with marks in another order");
    }

    [Fact]
    public void Nothing_an_engine_answers_becomes_markup()
    {
        var random = new Random(4);
        foreach (var source in Sources(4, 1500))
        {
            IsSameOrFails(source, Engines.Translate(source, run => Engines.Words(run, _ => Engines.Hostile[random.Next(Engines.Hostile.Length)])), "hostile words");
            IsSameOrFails(source, Engines.Translate(source, _ => Engines.Hostile[random.Next(Engines.Hostile.Length)]), "hostile runs");
        }
    }

    [Fact]
    public void Each_hostile_answer_is_read_as_words_in_every_kind_of_block()
    {
        foreach (var hostile in Engines.Hostile)
        {
            foreach (var block in new[] { "salam", "# salam", "salam\n===", "- salam", "3. salam", "> salam", "| salam |\n|---|\n| salam |", "a\nsalam\nb", "**salam** [salam](https://x.example)" })
            {
                var assembled = Engines.Translate(block, run => Engines.Words(run, w => string.IsNullOrWhiteSpace(w) ? w : hostile + " y"));
                Assert.True(IsSameOrFails(block, assembled, hostile), $"{hostile} in {block}: {assembled.Fault}");
            }
        }
    }

    [Fact]
    public void Random_answers_never_throw()
    {
        var random = new Random(5);
        var parts = Engines.Hostile.Concat(Parts).Concat(["⟦1⟧", "⟦/1⟧", "⟦2⟧", "⟦/2⟧", "⟦0⟧", "⟦-1⟧", "⟦99999999⟧", "⟦⟦1⟧⟧", "⟦/⟧"]).ToArray();
        foreach (var source in Sources(5, 1000))
            IsSameOrFails(source, Engines.Translate(source, run => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => parts[random.Next(parts.Length)]))), "random");
    }

    public static readonly TheoryData<string> Fragments = MarkdownLimitsTests.Fragments;

    [Theory]
    [MemberData(nameof(Fragments))]
    public void Forty_thousand_hostile_characters_take_little_time(string fragment)
    {
        var source = string.Concat(Enumerable.Repeat(fragment, (40_000 / fragment.Length) + 1))[..40_000];
        var watch = Stopwatch.StartNew();
        IsSameOrFails(source, Engines.Translate(source, run => Engines.Words(run, w => w + "x"), Glossary.BuiltIn), fragment);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(8), $"{watch.Elapsed} for {fragment}");
    }
}
