using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Text;

public class MarkdownAttackTests
{
    /// <summary>Sources in which nothing may become a link.</summary>
    public static readonly TheoryData<string> WithoutLinks = new(
        "[a](javascript:alert(1))", "[a](JavaScript:alert(1))", "[a](JAVASCRIPT:alert(1))", "[a](  javascript:alert(1))", "[a](<javascript:alert(1)>)",
        "[a](< javascript:alert(1)>)", "[a](javascript&colon;alert(1))", "[a](javascript&#58;alert(1))", "[a](javascript&#x3a;alert(1))",
        "[a](&#106;avascript:alert(1))", "[a](&#x6A&#x61&#x76&#x61script:alert(1))", "[a](java&Tab;script:alert(1))", "[a](java&NewLine;script:alert(1))",
        "[a](<java\tscript:alert(1)>)", "[a](java\u0000script:alert(1))", "[a](\u0001javascript:alert(1))", "[a](&#1;javascript:alert(1))",
        "[a](\u00A0javascript:alert(1))", "[a](\u200Bjavascript:alert(1))", "[a](\uFEFFhttps://evil.example)", "[a](&#x20;https://evil.example)",
        "[a](javascript\\:alert(1))", "[a](\\javascript:alert(1))", "[a](javascript:https://good.example)", "[a](javascript://good.example/%0Aalert(1))",
        "[a](vbscript:msgbox(1))", "[a](VbScRiPt:x)", "[a](data:text/html,<script>alert(1)</script>)", "[a](data:text/html;base64,PHNjcmlwdD4=)",
        "[a](DATA:image/svg+xml,<svg/onload=alert(1)>)", "[a](file:///etc/passwd)", "[a](ftp://a.example/x)", "[a](blob:https://a.example/x)",
        "[a](feed:javascript:alert(1))", "[a](view-source:https://a.example)", "[a](intent://a#Intent;end)", "[a](tel:123)", "[a](about:blank)",
        "[a](/relative)", "[a](relative)", "[a](../up)", "[a](?query)", "[a](#fragment)", "[a]()", "[a](//evil.example)", "[a](\\\\\\\\evil.example)",
        "[a](/\\\\evil.example)", "[a](https:evil.example)", "[a](https:/evil.example)", "[a](https:///evil.example)", "[a](https://)", "[a](http://?x)",
        "[a](https://good.example\\\\@evil.example)", "[a](https://:80/)", "[a](https:\\\\\\\\evil.example)", "[a](mailto:)", "[a](mailto:nobody)",
        "<javascript:alert(1)>", "<vbscript:x>", "<data:text/html,x>", "<ftp://a.example>", "ftp://a.example/x", "javascript://a.example", "tel:+123456",
        "[a]\n\n[a]: javascript:alert(1)", "[a][b]\n\n[b]: <data:text/html,x> 'title'", "![a](javascript:alert(1))", "![a](data:image/png;base64,AAAA)",
        "![a](//evil.example/x.png)", "[![a](javascript:x)](javascript:y)", "|a|\n|-|\n|[a](javascript:x)|", "> [a](javascript:x)", "- [a](javascript:x)",
        "# [a](javascript:x)", "**[a](javascript:x)**", "https://a\u202Eb.\u200Bc", "[a](https://a\u200Bb.example)", "[a](<https://a b.example>)");

    /// <summary>Sources that try to bring in an element, an attribute, or a way out of one.</summary>
    public static readonly TheoryData<string> Intruders = new(
        "<script>alert(1)</script>", "<SCRIPT SRC=//e.example></SCRIPT>", "text <script>alert(1)</script> text", "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>", "<a href=\"javascript:x\" onclick=y>z</a>", "<iframe srcdoc='<script>x</script>'>", "<style>*{display:none}</style>",
        "<!-- comment --> <!--", "<![CDATA[ <b> ]]>", "<?php x ?>", "<!DOCTYPE html>", "</p></div></body><script>", "<p\nonmouseover=x>", "<b>bold</b>",
        "<meta http-equiv=refresh content=0>", "<base href=//e.example>", "<form action=//e.example><input>", "<math><mi xlink:href='javascript:x'>",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "&#x3c;img src=x onerror=y&#x3e;", "\\<script>", "`<script>`", "```\n<script>\n```",
        "    <script>", "```\"onmouseover=x\nx\n```", "``` <script>\nx\n```", "```html onload=x\n```", "[a](https://x.example \"t\\\" onmouseover=\\\"x\")",
        "[a](https://x.example 't\" onmouseover=\"x')", "[a](https://x.example (t\"><script>))", "[a](https://x.example/\"onmouseover=\"x)",
        "[a](<https://x.example/\"><script>>)", "[a](https://x.example/&quot;onclick=x)", "[a](https://x.example/'onclick='x)",
        "<https://x.example/\"onclick=x>",
        "https://x.example/\"onclick=\"x", "https://x.example/<script>", "https://x.example/`onclick`", "![\"onerror=x](https://x.example/a.png)",
        "![<script>](https://x.example/a.png)", "[<script>x</script>](https://x.example)", "[a]: https://x.example \"<script>\"\n\n[a]",
        "[<img src=x>]: https://x.example\n\n[<img src=x>]", "|<script>|\n|-|\n|<img src=x onerror=y>|", "|a|\n|:-\" onclick=x|\n|b|", "# <script>",
        "<script>\n===",
        "- <script>", "1. <svg onload=x>", "> <script>", "~~<script>~~", "**<script>**", "a{onclick=x}", "# h {#id .class onclick=x}", "[^1]\n\n[^1]: <script>",
        "[a [b](https://x.example) c](https://y.example)", "[![a](https://x.example/i.png)](https://y.example)",
        "![a [b](https://x.example) c](https://y.example)",
        "[a <https://x.example> https://z.example](https://y.example)", "<https://x.example><script>", "www.x.example/\"onclick=x", "<a@x.example\"onclick=x>",
        "a@x.example\"onclick=x", "mailto:a@x.example\"><script>", "\u0000<script>\u0000", "<scr\u0000ipt>", "\uFF1Cscript\uFF1E", "\uD800<script>",
        "<\u200Bscript>");

    private static readonly string[] Nasty =
    [
        "<script>", "</script>", "<img src=x onerror=alert(1)>", "onclick=", "javascript:", "JaVaScRiPt&colon;", "data:text/html,", "vbscript:",
        "&#106;", "&Tab;", "&lt;", "&#0;",
        "[", "]", "(", ")", "![", "](", "][", "]: ", "<", ">", "\"", "'", "`", "```", "~~~", "~~", "*", "**", "_", "|", "|-|-|", "\n", "\n\n",
        "\n> ", "\n- ", "\n1. ", "\n    ", "\n# ",
        "\n---\n", "\n===\n", "\\", "\t", "\r", "\u0000", "\u0001", "\u200B", "\u202E", "\uD800", "\uDC00", "\uFFFE", "\u0301", "https://",
        "http://a.example/", "www.b.example", "mailto:", "a@b.example", "//",
        "x", "word ", "سلام ", "বাংলা", "😀", "{", "}", "&", ";", ":", "<!--", "-->", "<![CDATA[", "<?", "{onclick=x}", "[a]: ", "[a]", "\"><svg/onload=x>",
    ];

    [Theory]
    [MemberData(nameof(WithoutLinks))]
    public void An_address_that_is_not_whole_web_or_mail_is_not_a_link(string source)
    {
        var rendered = Markdown.Render(source);
        Assert.Null(SafeDom.Fault(rendered.Html));
        Assert.Empty(SafeDom.Parse(rendered.Html).QuerySelectorAll("a"));
        Assert.Equal(0, rendered.LinkCount);
        Assert.False(rendered.HasImages);
        Assert.NotEmpty(SafeDom.Parse(rendered.Html).TextContent.Trim());
    }

    [Theory]
    [MemberData(nameof(Intruders))]
    public void Nothing_written_becomes_an_element_or_attribute_of_its_own(string source)
    {
        var html = Markdown.Render(source).Html;
        Assert.Null(SafeDom.Fault(html));
        Assert.DoesNotContain("\0", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<b onclick=x>bold</b>")]
    [InlineData("a <!-- hidden --> b")]
    public void Raw_HTML_is_shown_as_written(string source) =>
        Assert.Equal(source, SafeDom.Parse(Markdown.Render(source).Html).TextContent.Trim());

    [Fact]
    public void Three_thousand_random_mixtures_stay_inside_the_list()
    {
        var random = new Random(20_240_311);
        for (var round = 0; round < 3000; round++)
        {
            var source = new StringBuilder();
            for (var part = random.Next(1, 40); part > 0; part--) source.Append(Nasty[random.Next(Nasty.Length)]);
            var rendered = Markdown.Render(source.ToString());
            Assert.True(SafeDom.Fault(rendered.Html) is not { } fault, $"{SafeDom.Fault(rendered.Html)} from {source}");
            Assert.Equal(rendered.LinkCount, SafeDom.Parse(rendered.Html).QuerySelectorAll("a").Length);
            Assert.True(rendered.Excerpt.Length <= 181);
        }
    }
}
