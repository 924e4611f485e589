using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Members;

namespace Salam.Forum.Tests.Web;

/// <summary>Which address stands for a page, and that the links on a feed keep to the circle one looks at.</summary>
public sealed class CanonicalTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string PublicUrl = "https://forum.example";

    [Theory]
    [InlineData("/en/", "/en/best")]
    [InlineData("/ar/BEST", "/ar/best")]
    [InlineData("/en/best?circle=all", "/en/best")]
    [InlineData("/en/new?circle=sisters&utm_source=x", "/en/new?circle=sisters")]
    [InlineData("/en/new?circle=nobody", "/en/new")]
    [InlineData("/en/top", "/en/top?period=day")]
    [InlineData("/en/top?period=week&circle=brothers", "/en/top?circle=brothers&period=week")]
    [InlineData("/en/best?period=week", "/en/best")]
    [InlineData("/en/charity", "/en/charity")]
    [InlineData("/en/u/yasir", "/en/u/yasir")]
    [InlineData("/en/u/YASIR?show=posts", "/en/u/yasir")]
    [InlineData("{post}", "{post}")]
    [InlineData("{post}?sort=new", "{post}")]
    [InlineData("{post in Arabic}", "{post}")]
    public async Task One_address_stands_for_a_page(string path, string expected)
    {
        var post = await site.PostAsync(Cast.Brother);
        var page = (await site.Guest().GetAsync(Fill(path, post))).Page;
        var canonical = Assert.Single(page.QuerySelectorAll("link[rel=canonical]")).GetAttribute("href");
        Assert.Equal(PublicUrl + Fill(expected, post), canonical);
        Assert.Equal(canonical, Assert.Single(page.QuerySelectorAll("meta[property='og:url']")).GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("meta[name=robots]"));
    }

    [Theory]
    [InlineData("{post}/c/{comment}")]
    [InlineData("/en/u/yasir?show=comments")]
    [InlineData("/en/new?after=7fefffffffffffff-7fffffffffffffff")]
    public async Task Parts_of_other_pages_stand_for_nothing_and_are_passed_by(string path)
    {
        var post = await site.PostAsync(Cast.Brother);
        var comment = await site.CommentAsync(Cast.Brother2, post.Id);
        var answer = await site.Guest().GetAsync(Fill(path, post).Replace("{comment}", comment.ToString()));
        Assert.Equal(200, answer.Status);
        Assert.Empty(answer.Page.QuerySelectorAll("link[rel=canonical], link[hreflang], meta[property='og:url']"));
        Assert.Equal("noindex", Assert.Single(answer.Page.QuerySelectorAll("meta[name=robots]")).GetAttribute("content"));
    }

    [Fact]
    public async Task The_atom_file_of_a_page_is_that_of_its_circle()
    {
        foreach (var (page, file) in new[] { ("/en/best", "/en/best.atom"), ("/ar/new?circle=sisters", "/ar/new.atom?circle=sisters") })
        {
            var named = (await site.Guest().GetAsync(page)).Page.QuerySelector("link[type='application/atom+xml']")!.GetAttribute("href")!;
            Assert.Equal(file, named);
            Assert.Equal(200, (await site.Guest().GetAsync(named)).Status);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Circle.Sisters)]
    public async Task A_member_who_looks_at_all_keeps_looking_at_all(Circle? opening)
    {
        await site.AsAsync(Cast.Sister3, services => services.GetRequiredService<MemberService>().SetReadingAsync(["en"], opening, ReadingLevel.Standard, default));
        for (var i = 0; i < 26; i++)
            await site.PostAsync(Cast.Brother3);
        var member = await site.SignInAsync(Cast.Sister3);
        foreach (var feed in new[] { "/en/best", "/en/new", "/en/top?period=week" })
        {
            var page = (await member.GetAsync(feed + (feed.Contains('?') ? "&" : "?") + "circle=all")).Page;
            Assert.Equal("Brothers", CircleOf(await member.GetAsync("/en/new?circle=brothers")));
            var links = page.QuerySelectorAll<IHtmlAnchorElement>(".feeds a, .bottom a, main .period a, #feed .more a").Select(a => a.GetAttribute("href")!)
                .Where(href => href.StartsWith("/en/best", StringComparison.Ordinal) || href.StartsWith("/en/new", StringComparison.Ordinal) || href.StartsWith("/en/top", StringComparison.Ordinal)).ToList();
            Assert.True(links.Count >= 5);
            foreach (var href in links)
                Assert.Equal("All", CircleOf(await member.GetAsync(href)));
        }
        Assert.Equal(opening is null ? "All" : "Sisters", CircleOf(await member.GetAsync("/en/new")));
    }

    [Fact]
    public async Task Another_circle_of_top_is_shown_for_the_same_period()
    {
        var page = (await site.Guest().GetAsync("/en/top?period=month&circle=sisters")).Page;

        Assert.Equal(["/en/top?circle=all&period=month", "/en/top?circle=brothers&period=month", "/en/top?circle=sisters&period=month"],
            page.QuerySelectorAll(".seg[aria-labelledby=circle-label] a").Select(a => a.GetAttribute("href")));
    }

    [Theory]
    [InlineData("?circle=brothers", "Brothers")]
    [InlineData("", "Sisters")]
    public async Task A_circle_is_kept_from_feed_to_feed_and_page_to_page(string asked, string shown)
    {
        await site.AsAsync(Cast.Sister2, services => services.GetRequiredService<MemberService>().SetReadingAsync(["en"], Circle.Sisters, ReadingLevel.Standard, default));
        for (var i = 0; i < 26; i++)
        {
            await site.PostAsync(Cast.Brother3);
            await site.PostAsync(Cast.Sister);
        }
        var member = await site.SignInAsync(Cast.Sister2);
        var page = (await member.GetAsync("/en/top" + asked)).Page;
        var links = page.QuerySelectorAll(".feeds a[href*='/best'], .feeds a[href*='/new'], main .period a, #feed .more a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(8, links.Count);
        foreach (var href in links)
            Assert.Equal(shown, CircleOf(await member.GetAsync(href)));
    }

    private static string CircleOf(Answer answer) => answer.Page.QuerySelector(".seg a[aria-current]")!.TextContent.Trim();

    private static string Fill(string path, Salam.Forum.Posts.PostAddress post) => path.Replace("{post}", post.Path()).Replace("{post in Arabic}", post.Path("ar"));
}
