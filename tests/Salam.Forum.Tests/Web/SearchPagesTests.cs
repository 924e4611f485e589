namespace Salam.Forum.Tests.Web;

/// <summary>The search as visitors meet it.</summary>
public sealed class SearchPagesTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Fact]
    public async Task What_was_looked_for_is_marked_and_nothing_else_becomes_html()
    {
        var post = await site.PostAsync(Cast.Sister, "Salah <b>&amp; siyam</b> \"explained\"", "A body with salah, and <script>alert(1)</script>.");
        var page = (await site.Guest().GetAsync("/en/search?q=%22salah+b%22")).Page;
        Assert.NotNull(page.QuerySelector($"#p{post.Id}"));
        var title = (await site.Guest().GetAsync("/en/search?q=siyam+salah")).Page.QuerySelector($"#p{post.Id} h2")!;
        Assert.Equal(["Salah", "siyam"], title.QuerySelectorAll("mark").Select(m => m.TextContent));
        Assert.Equal("Salah <b>&amp; siyam</b> \"explained\"", title.TextContent.Trim());
        Assert.Empty(title.QuerySelectorAll("b"));
    }

    [Fact]
    public async Task A_search_is_kept_nowhere_and_no_search_engine_keeps_it()
    {
        for (var again = 0; again < 2; again++)
        {
            var answer = await site.Guest().GetAsync("/en/search?q=prayer");
            Assert.Equal(200, answer.Status);
            Assert.Null(answer["Age"]);
            Assert.Equal("private, no-store", answer["Cache-Control"]);
            Assert.Equal("noindex", answer.Page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        }
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("?q=", 200)]
    [InlineData("?q=+++", 200)]
    [InlineData("?q=a", 400)]
    [InlineData("?q=%22*%22+%3A", 400)]
    [InlineData("?q=%00%01", 400)]
    [InlineData("?q=%ED%A0%80", 200)]
    [InlineData("?q=prayer&after=x", 400)]
    [InlineData("?q=prayer&circle=x&sort=x&what=x", 200)]
    [InlineData("?q=%25&what=members", 200)]
    [InlineData("?q=NEAR(a+b)&q=second", 200)]
    public async Task Whatever_is_asked_is_answered_with_a_page(string query, int status)
    {
        foreach (var lang in new[] { "en", "ar" })
        {
            var answer = await site.Guest().GetAsync($"/{lang}/search{query}");
            Assert.Equal(status, answer.Status);
            Assert.Equal(status == 400, answer.Page.QuerySelector("#q-error, .message") is not null);
            Assert.NotNull(answer.Page.QuerySelector("h1"));
        }
    }

    [Fact]
    public async Task Too_long_a_search_is_refused_in_words()
    {
        foreach (var what in new[] { "", "&what=members" })
        {
            var answer = await site.Guest().GetAsync($"/en/search?q={new string('a', 6_000)}{what}");
            Assert.Equal(400, answer.Status);
            Assert.Contains("too long", answer.Page.QuerySelector("#q-error")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Members_are_found_with_their_circle()
    {
        var page = (await site.Guest().GetAsync($"/en/search?q={Cast.Sister[..3]}&what=members")).Page;
        var row = page.QuerySelectorAll("#feed li").First(li => li.QuerySelector("bdi")!.TextContent == Cast.Sister);
        Assert.Contains("Sister", row.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/en/u/{Cast.Sister}", row.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Every_page_leads_to_the_search()
    {
        var page = (await site.Guest().GetAsync("/ar/best")).Page;
        Assert.Equal("/ar/search", page.QuerySelector("form.find")!.GetAttribute("action"));
        Assert.Equal("/ar/search", page.QuerySelector("a.tool--find")!.GetAttribute("href"));
    }
}
