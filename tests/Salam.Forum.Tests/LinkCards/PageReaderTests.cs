using System.Diagnostics;
using System.Text;
using Salam.Forum.LinkCards;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.LinkCards;

/// <summary>What pages say of themselves is read, however they are written.</summary>
public sealed class PageReaderTests
{
    private static readonly DateTime Now = new(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void OpenGraph_is_read_first()
    {
        var facts = Read("""
            <!doctype html><html lang="en-GB"><head><title>Plain | Site</title><meta name="description" content="Plainly described">
            <meta property="og:title" content="A mosque &amp; its garden"><meta name="twitter:title" content="Twitter's"><meta property="og:description" content="Described">
            <meta property="og:site_name" content="The Daily"><meta property="article:published_time" content="2026-03-04T05:06:07+02:00"><meta property="og:image" content="/a.jpg"></head><body></body></html>
            """);
        Assert.Equal(("A mosque & its garden", "Described", "The Daily", "en", "/a.jpg", 0), (facts.Title, facts.Description, facts.Publisher, facts.Language, facts.Picture, facts.Minutes));
        Assert.Equal(new DateTime(2026, 3, 4, 3, 6, 7, DateTimeKind.Utc), facts.PublishedAt);
    }

    [Fact]
    public void Without_it_what_others_made_and_plain_html_are_read()
    {
        var facts = Read("""<html><head><title>  Plain  </title><meta name="Description" content="Plainly"><link rel="alternate" type="application/json+oembed" href="/oembed?x"></head><body><svg><title>Icon</title></svg><time datetime="2026-01-02">x</time></body>""");
        Assert.Equal((null, "  Plain  ", "Plainly", "/oembed?x", ""), (facts.Title, facts.PlainTitle, facts.Description, facts.OEmbed, facts.Language));
        Assert.Equal(new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc), facts.PublishedAt);
    }

    [Theory]
    [InlineData("""{"@type":"NewsArticle","datePublished":"2026-02-03T00:00:00Z"}""", true)]
    [InlineData("""[{"@type":"Thing"},{"datePublished":"2026-02-03"}]""", true)]
    [InlineData("""{"@graph":[{"@type":"WebSite"},{"datePublished":"2026-02-03"}]}""", true)]
    [InlineData("""{"datePublished":20260203}""", false)]
    [InlineData("""{"datePublished":"2126-02-03"}""", false)]
    [InlineData("""{"datePublished":"0001-01-01"}""", false)]
    [InlineData("""{"datePublished":"yesterday"}""", false)]
    [InlineData("""{"datePublished":""", false)]
    public void Linked_data_tells_when_where_it_is_any_and_believable(string json, bool isRead) =>
        Assert.Equal(isRead ? new DateTime(2026, 2, 3, 0, 0, 0, DateTimeKind.Utc) : null, Read($"""<script type="application/ld+json">{json}</script>""").PublishedAt);

    [Theory]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    [InlineData(499, 2)]
    [InlineData(1_000, 5)]
    [InlineData(100_000, 300)]
    public void Reading_time_is_that_of_the_article_in_minutes_of_two_hundred_words(int words, int minutes) =>
        Assert.Equal(minutes, Read($"<p>{Repeat("more ", 3_000)}</p><article><nav>{Repeat("menu ", 500)}</nav><h1></h1><p>{Repeat("word ", words)}</p><script>{Repeat("code ", 900)}</script></article>").Minutes);

    [Fact]
    public void Reading_time_takes_the_longest_article_else_the_main_part_else_all_paragraphs_and_letters_where_there_are_no_blanks()
    {
        Assert.Equal(2, Read($"<article><p>{Repeat("a ", 100)}</p></article><article>{Repeat("b ", 400)}</article>").Minutes);
        Assert.Equal(3, Read($"<main>{Repeat("a ", 600)}</main><p>{Repeat("b ", 2_000)}</p>").Minutes);
        Assert.Equal(4, Read($"<div>{Repeat("a ", 5_000)}<p>{Repeat("b ", 800)}</p></div>").Minutes);
        Assert.Equal(2, Read($"<article>{new string('礼', 1_000)}</article>").Minutes);
        Assert.Equal(0, Read($"<article>{new string('礼', 200)}</article>").Minutes);
    }

    [Fact]
    public void Words_of_strangers_are_plain_in_one_line_cut_at_a_word_and_turn_nothing_round()
    {
        Assert.Equal("A b c", CardText.Of(" A\t\n b\u202E \u2066c\0\u0007\uFFFE ", 200));
        Assert.Equal("<b>bold</b> & \u200Cso", CardText.Of("<b>bold</b> & \u200Cso", 200));
        Assert.Equal("", CardText.Of("\u200B\u200F \u034F", 200));
        Assert.Equal("", CardText.Of(null, 200));
        Assert.Equal("é", CardText.Of("e\u0301", 200));
        var cut = CardText.Of(Repeat("salam ", 100), 200);
        Assert.EndsWith("salam…", cut, StringComparison.Ordinal);
        Assert.InRange(cut.Length, 150, 200);
        Assert.Equal(200, CardText.Of(new string('x', 10_000), 200).Length);
        var half = CardText.Of(string.Concat(Enumerable.Repeat("👨‍👩‍👧", 100)), 200);
        Assert.False(Normalise.HasForbidden(half));
        Assert.InRange(CardText.Of("\uD800 broken \uDC00", 200).Length, 1, 20);
    }

    [Fact]
    public void Half_a_letter_in_linked_data_costs_the_date_alone_and_the_language_is_read_of_the_first_root()
    {
        var facts = Read("""<html class=wide lang='ar-EG'><head><title>Plain <b>and</b> bold</title><script type=application/ld+json>{"datePublished":"\ud800"}</script><body lang=fr><html lang=de>""");
        Assert.Equal((null, "ar"), (facts.PublishedAt, facts.Language));
        Assert.StartsWith("Plain", facts.PlainTitle, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_parser_would_copy_or_compare_without_end_is_left_out_and_the_rest_is_read()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"a{i} "));
        foreach (var bomb in new[]
        {
            "<p>" + string.Concat(Enumerable.Range(0, 7_000).Select(i => $"<b id={i}>")) + "</p>" + Repeat("<p>x", 7_000), "<p>" + string.Concat(Enumerable.Range(0, 3_500).Select(i => $"<<i>b id={i}>")) + "</p>" + Repeat("<p>x", 7_000),
            $"<p><body {attributes}><body {attributes.Replace('a', 'b')}>", $"<p>x<html {attributes}><html {attributes.Replace('a', 'c')}>",
        })
        {
            var clock = Stopwatch.StartNew();
            Assert.Equal("Still read", Read("<title>Still read</title>" + bomb).PlainTitle);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{bomb[..20]} took {clock.Elapsed}");
        }
    }

    [Fact]
    public void What_is_nested_without_end_is_read_in_bounded_time_or_not_at_all()
    {
        string[] bombs =
        [
            Repeat("<div>", 400_000), Repeat("<span>", 7_000) + Repeat("</x>", 400_000), string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<b id={i}>")) + Repeat("<p>", 100_000), Repeat("<a><div>", 200_000),
            Repeat("<table><tr><td>", 130_000), Repeat("<svg>", 7_000) + Repeat("</g>", 400_000), Repeat("<template>", 200_000), Repeat("<font size=1>", 20_000) + Repeat("</p>", 300_000), Repeat("<", 2_000_000), Repeat("&amp", 500_000), Repeat("<!--", 500_000),
            "<div " + string.Concat(Enumerable.Range(0, 150_000).Select(i => $"a{i} ")) + ">", Repeat("<meta charset", 150_000), "<script type=application/ld+json>" + Repeat("[", 90_000) + "</script>",
        ];
        foreach (var bomb in bombs)
        {
            var clock = Stopwatch.StartNew();
            _ = PageReader.Read(PageCharset.Decode(Encoding.UTF8.GetBytes(bomb), null), Now);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(6), $"{bomb[..20]} took {clock.Elapsed}");
        }
        Assert.Equal("Still read", Read("<head><meta property=og:title content='Still read'></head>" + Repeat("<p>word</p>", 50_000)).Title);
    }

    [Theory]
    [InlineData("windows-1256", "windows-1256", null)]
    [InlineData("windows-1256", null, "windows-1256")]
    [InlineData("windows-1256", "utf-8", "windows-1256")]
    [InlineData("windows-1256", "no-such-set", "WINDOWS-1256")]
    [InlineData("utf-8", "windows-1256", null)]
    [InlineData("utf-8", "iso-8859-1", "utf-8")]
    [InlineData("utf-8", null, "utf-16")]
    [InlineData("utf-8", null, null)]
    [InlineData("utf-16", "utf-16", null)]
    [InlineData("utf-16be", "UTF-16BE", null)]
    public void A_page_is_read_in_its_character_set_whoever_names_it_and_also_where_that_is_a_lie(string set, string? header, string? meta)
    {
        var html = $"<html><head>{(meta is null ? "" : $"<meta http-equiv='Content-Type' content='text/html; charset={meta}'>")}<title>السلام عليكم ورحمة الله</title></head>";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(set) ?? Encoding.GetEncoding(set);
        Assert.Equal("السلام عليكم ورحمة الله", PageReader.Read(PageCharset.Decode(encoding.GetBytes(html), header), Now)!.PlainTitle);
    }

    [Fact]
    public void Marks_at_the_start_win_and_what_is_no_set_at_all_is_utf_8_with_marks_for_what_is_missing()
    {
        const string Page = "<title>平安</title>";
        var shiftJis = CodePagesEncodingProvider.Instance.GetEncoding("shift_jis")!;
        Assert.Equal(Page, PageCharset.Decode(shiftJis.GetBytes(Page), "Shift_JIS"));
        Assert.Equal("<meta charset=\"shift_jis\">" + Page, PageCharset.Decode(shiftJis.GetBytes("<meta charset=\"shift_jis\">" + Page), null));
        foreach (var marked in new Encoding[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal(Page, PageCharset.Decode([.. marked.GetPreamble(), .. marked.GetBytes(Page)], "windows-1256"));
        Assert.Contains('\uFFFD', PageCharset.Decode(shiftJis.GetBytes(Page), "utf-7"));
        Assert.Equal("+ADw-script+AD4-", PageCharset.Decode("+ADw-script+AD4-"u8.ToArray(), "utf-7"));
        Assert.Equal("", PageCharset.Decode([], null));
        // Cut in the middle of a letter.
        Assert.StartsWith("<title>平", PageCharset.Decode(Encoding.UTF8.GetBytes(Page)[..^10], "windows-1256"), StringComparison.Ordinal);
    }

    private static PageFacts Read(string html) => PageReader.Read(html, Now)!;

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
