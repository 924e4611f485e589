using AngleSharp.Dom;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public class MarkdownTests
{
    private static string Html(string source) => Markdown.Render(source).Html.Trim();

    private static IElement Body(string source) => SafeDom.Parse(Markdown.Render(source).Html);

    [Theory]
    [InlineData("salam", "<p dir=\"auto\">salam</p>")]
    [InlineData("one\ntwo", "<p dir=\"auto\">one<br>\ntwo</p>")]
    [InlineData("one\n\ntwo", "<p dir=\"auto\">one</p>\n<p dir=\"auto\">two</p>")]
    [InlineData("*a* **b** ~~c~~ `d`", "<p dir=\"auto\"><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>")]
    [InlineData("~a~ ==b== ^c^ ++d++", "<p dir=\"auto\">~a~ ==b== ^c^ ++d++</p>")]
    [InlineData("***", "<hr>")]
    [InlineData("a & b < c", "<p dir=\"auto\">a &amp; b &lt; c</p>")]
    [InlineData("&copy; &amp;", "<p dir=\"auto\">\u00A9 &amp;</p>")]
    [InlineData("", "")]
    [InlineData("a[^1]\n\n[^1]: a note", "<p dir=\"auto\">a[^1]</p>\n<p dir=\"auto\">[^1]: a note</p>")]
    [InlineData("so\n\n[Bukhari]: 1234", "<p dir=\"auto\">so</p>\n<p dir=\"auto\">[Bukhari]: 1234</p>")]
    public void Plain_marks_become_plain_elements(string source, string html) => Assert.Equal(html, Html(source));

    [Theory]
    [InlineData("# a", "h2")]
    [InlineData("## a", "h2")]
    [InlineData("###### a", "h2")]
    [InlineData("a\n===", "h2")]
    [InlineData("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", "h2 h3 h4 h5 h6 h6")]
    [InlineData("# a\n\n#### b\n\n## c\n\n### d\n\n# e", "h2 h3 h3 h4 h2")]
    public void Headings_begin_below_the_title_and_leave_no_gap(string source, string elements) =>
        Assert.Equal(elements, string.Join(' ', Body(source).QuerySelectorAll("h1, h2, h3, h4, h5, h6").Select(h => h.LocalName)));

    [Theory]
    [InlineData("[a](https://x.example/)", "https://x.example/", "a")]
    [InlineData("[a](HTTPS://X.example)", "HTTPS://X.example", "a")]
    [InlineData("[a](http://x.example?q=1&r=2)", "http://x.example?q=1&r=2", "a")]
    [InlineData("[a](mailto:a@x.example)", "mailto:a@x.example", "a")]
    [InlineData("<https://x.example>", "https://x.example", "https://x.example")]
    [InlineData("<a@x.example>", "mailto:a@x.example", "a@x.example")]
    [InlineData("see https://x.example/y.", "https://x.example/y", "https://x.example/y")]
    [InlineData("www.x.example", "https://www.x.example", "www.x.example")]
    [InlineData("[a]\n\n[a]: https://x.example", "https://x.example", "a")]
    [InlineData("[](https://x.example)", "https://x.example", "https://x.example")]
    [InlineData("[a](<https://x.example/b c>)", "https://x.example/b%20c", "a")]
    [InlineData("[a](https://x.example/سلام)", "https://x.example/سلام", "a")]
    [InlineData("[a](https://موقع.example/)", "https://موقع.example/", "a")]
    public void A_whole_address_becomes_a_link_that_vouches_for_nothing(string source, string href, string text)
    {
        var link = Assert.Single(Body(source).QuerySelectorAll("a"));
        Assert.Equal(href, link.GetAttribute("href"));
        Assert.Equal("nofollow ugc noopener", link.GetAttribute("rel"));
        Assert.Equal(text, link.TextContent);
        Assert.Equal(1, Markdown.Render(source).LinkCount);
    }

    [Fact]
    public void A_javascript_link_is_not_a_link() => Assert.Equal("<p dir=\"auto\">click <em>me</em></p>", Html("[click *me*](javascript:alert(1))"));

    [Fact]
    public void A_telephone_number_keeps_its_scheme_as_text() => Assert.Equal("<p dir=\"auto\">tel:12345</p>", Html("tel:12345"));

    [Fact]
    public void A_title_with_quotes_stays_a_title()
    {
        var link = Body("[a](https://x.example 'say \"hi\" <b>')").QuerySelector("a")!;
        Assert.Equal("say \"hi\" <b>", link.GetAttribute("title"));
    }

    [Theory]
    [InlineData("[bank](https://good.example@evil.example/x)", "(evil.example)")]
    [InlineData("[bank](https://good.example:pw@evil.example:81)", "(evil.example:81)")]
    [InlineData("[bank](https://a@b@evil.example)", "(evil.example)")]
    public void A_host_hidden_behind_another_name_is_shown(string source, string shown) =>
        Assert.Equal(shown, Body(source).QuerySelector("a > bdi.link-host")!.TextContent);

    [Fact]
    public void An_honest_host_is_not_repeated() => Assert.Empty(Body("[a](https://x.example/@ali) https://x.example/@b").QuerySelectorAll("bdi"));

    [Theory]
    [InlineData("انظر https://x.example/a، ثم", "https://x.example/a", "انظر https://x.example/a، ثم")]
    [InlineData("https://x.example/a؟", "https://x.example/a", "https://x.example/a؟")]
    [InlineData("https://x.example/a。", "https://x.example/a", "https://x.example/a。")]
    public void The_punctuation_of_any_script_ends_a_bare_address(string source, string href, string text)
    {
        Assert.Equal(href, Body(source).QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(text, Body(source).TextContent.Trim());
    }

    [Theory]
    [InlineData("![a cat](https://x.example/c.png)", "a cat")]
    [InlineData("![](https://x.example/c.png)", "https://x.example/c.png")]
    public void An_image_becomes_a_link_with_its_words(string source, string text)
    {
        var rendered = Markdown.Render(source);
        var link = Assert.Single(SafeDom.Parse(rendered.Html).QuerySelectorAll("a"));
        Assert.Equal(text, link.TextContent);
        Assert.True(rendered.HasImages);
        Assert.Empty(SafeDom.Parse(rendered.Html).QuerySelectorAll("img"));
    }

    [Fact]
    public void An_image_in_a_link_leaves_one_link()
    {
        var rendered = Markdown.Render("[![cat](https://x.example/c.png)](https://y.example)");
        var link = Assert.Single(SafeDom.Parse(rendered.Html).QuerySelectorAll("a"));
        Assert.Equal("https://y.example", link.GetAttribute("href"));
        Assert.Equal("cat", link.TextContent);
        Assert.True(rendered.HasImages);
    }

    [Fact]
    public void A_table_scrolls_in_a_box_of_its_own()
    {
        var body = Body("| name | sum |\n|:--|--:|\n| *ali* | 5 |");
        Assert.Equal("region", body.QuerySelector("div.table-scroll[tabindex='0'] > table")!.ParentElement!.GetAttribute("role"));
        Assert.Equal("name sum", string.Join(' ', body.QuerySelectorAll("thead > tr > th[dir=auto]").Select(cell => cell.TextContent)));
        Assert.Equal("align-end", body.QuerySelectorAll("tbody > tr > td")[1].ClassName);
        Assert.Equal("ali", body.QuerySelector("td > em")!.TextContent);
    }

    [Theory]
    [InlineData("| Prayer | *Time* |\n|---|---|\n| Fajr | 5 |", "Prayer Time")]
    [InlineData("| الصلاة | <b> & \"x\" |\n|---|---|\n| الفجر | 5 |", "الصلاة <b> & \"x\"")]
    [InlineData("| | \u200B |\n|---|---|\n| Fajr | 5 |", "Fajr 5")]
    [InlineData("| [a](https://a.example) | `b` |\n|---|---|\n| c | d |", "a b")]
    public void A_table_is_called_by_its_head(string source, string name)
    {
        var html = Markdown.Render(source).Html;
        Assert.Null(SafeDom.Fault(html));
        Assert.Equal(name, SafeDom.Parse(html).QuerySelector("div.table-scroll[role=region][tabindex='0']")!.GetAttribute("aria-label"));
    }

    [Fact]
    public void A_table_without_words_is_no_stop_for_the_keyboard()
    {
        var html = Markdown.Render("| | |\n|---|---|\n| | |").Html;
        Assert.Null(SafeDom.Fault(html));
        Assert.Empty(SafeDom.Parse(html).QuerySelectorAll("[tabindex], [role], [aria-label]"));
        Assert.NotNull(SafeDom.Parse(html).QuerySelector("div.table-scroll > table"));
    }

    [Fact]
    public void Lists_keep_their_numbers_and_their_tightness()
    {
        Assert.Equal("<ol start=\"3\" dir=\"ltr\">\n<li dir=\"auto\">a</li>\n<li dir=\"auto\">b</li>\n</ol>", Html("3. a\n4. b"));
        Assert.Equal(2, Body("- a\n\n- b").QuerySelectorAll("li > p").Length);
    }

    [Fact]
    public void Code_runs_left_to_right_and_is_left_alone() =>
        Assert.Equal("<pre dir=\"ltr\" tabindex=\"0\"><code>&lt;b&gt; *x*\n  y\n</code></pre>", Html("```js\n<b> *x*\n  y\n```"));

    [Theory]
    [InlineData("> قال\n>\n> نعم", "blockquote", "rtl")]
    [InlineData("> said", "blockquote", "ltr")]
    [InlineData("> 123", "blockquote", "auto")]
    [InlineData("- أول\n- ثان", "ul", "rtl")]
    [InlineData("1. ایک\n\n2. دو", "ol", "rtl")]
    [InlineData("1. ایک\n\n2. دو", "li", "rtl")]
    [InlineData("- أول\n- ثان", "li", "auto")]
    [InlineData("|اسم|b|\n|-|-|\n|a|b|", "table", "rtl")]
    [InlineData("|name|ب|\n|-|-|\n|a|b|", "table", "ltr")]
    public void A_container_runs_the_way_its_first_letter_does(string source, string element, string direction) =>
        Assert.Equal(direction, Body(source).QuerySelector(element)!.GetAttribute("dir"));

    [Fact]
    public void Every_block_of_words_finds_its_own_direction()
    {
        var body = Body("# سلام\n\npeace\n\n> شكرا\n\n- a\n\n  نعم\n\n|a|ب|\n|-|-|\n|1|2|");
        Assert.All(body.QuerySelectorAll("p, h2, th, td"), block => Assert.Equal("auto", block.GetAttribute("dir")));
        Assert.All(body.QuerySelectorAll("blockquote, ul, ol, li, table, pre"), block => Assert.True(block.HasAttribute("dir")));
    }

    [Fact]
    public void Halves_of_characters_and_controls_are_shown_as_unreadable() =>
        Assert.Equal("<p dir=\"auto\">a\uFFFDb\uFFFDc\U0001F600</p>", Html("a\uD800b\u0001c\U0001F600"));
}
