using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The page of news of a project, with the threads of both circles.</summary>
public sealed class NewsPagesTests(CharitySite site) : IClassFixture<CharitySite>
{
    [Fact]
    public async Task Both_threads_are_read_by_everybody_and_ones_own_comes_first_with_its_form()
    {
        var (place, _) = await ToldAsync();
        var path = Paths.News("en", place);
        foreach (var (handle, first, own) in new[] { ("", "brothers", false), (Cast.Brother, "brothers", true), (Cast.Sister2, "sisters", true) })
        {
            var page = (await (await site.VisitorAsync(handle)).GetAsync(path)).Page;
            var threads = page.QuerySelectorAll(".news-threads > .talk");
            Assert.Equal(first, threads[0].Id);
            Assert.Equal(["brothers", "sisters"], threads.Select(t => t.Id!).Order());
            Assert.Equal(own, threads[0].QuerySelector("form.reply") is not null);
            Assert.Null(threads[1].QuerySelector("form.reply"));
            Assert.NotNull(threads[1].QuerySelector(".rule"));
            Assert.Equal("#" + threads[1].Id, threads[0].QuerySelector(".news-jump")!.GetAttribute("href"));
            Assert.Contains("guests too", page.QuerySelector("#comments")!.TextContent, StringComparison.Ordinal);
            // The foundation speaks, and nobody is told who of its staff wrote.
            Assert.Contains("Wells of Mercy", page.QuerySelector(".project")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain($"/u/{Cast.Sister}\"", page.QuerySelector("main")!.OuterHtml, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_comment_sent_from_the_page_stands_on_it_and_is_counted_on_that_of_the_project()
    {
        var (place, _) = await ToldAsync();
        var (path, sister) = (Paths.News("en", place), await site.SignInAsync(Cast.Sister2));
        var form = (await sister.GetAsync(path)).Page.QuerySelector("#sisters form.reply")!;
        var sent = await sister.PostAsync(form.GetAttribute("action")!, [("Body", "May it flow for long."), ("SubmitKey", Guid.NewGuid().ToString("n"))]);
        Assert.Equal(302, sent.Status);
        var there = await sister.GetAsync(sent.Location!.Split('#')[0]);
        Assert.Equal((302, path + "?sort=new"), (there.Status, there.Location));
        var page = (await site.Guest().GetAsync(there.Location!)).Page;
        Assert.Contains("May it flow for long.", page.QuerySelector("#sisters .comment")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#brothers .comment"));
        var link = (await site.Guest().GetAsync(Paths.Project("en", place.ProjectId, place.Slug))).Page.QuerySelector($"#u{place.UpdateId} a.link")!;
        Assert.Equal(path, link.GetAttribute("href"));
        Assert.Contains("Sisters: 1 comment", link.ParentElement!.TextContent, StringComparison.Ordinal);
        // One comment with what is below it has a page of its own, as everywhere.
        var own = page.QuerySelector("#sisters .comment .c-foot a[href*='/c/']")!.GetAttribute("href")!;
        Assert.Equal(200, (await site.Guest().GetAsync(own)).Status);
    }

    [Fact]
    public async Task The_address_of_a_thread_leads_to_its_news_and_a_wrong_one_to_the_right_one()
    {
        var (place, threads) = await ToldAsync();
        foreach (var thread in threads.Values)
        {
            var moved = await site.Guest().GetAsync(Paths.Post("en", thread, "other"));
            Assert.Equal((302, Paths.News("en", place)), (moved.Status, moved.Location));
            foreach (var act in new[] { "edit", "delete" })
                Assert.Equal(404, (await (await site.SignInAsync(Cast.Sister)).GetAsync($"/en/p/{thread}/{act}")).Status);
            Assert.Equal(404, (await (await site.SignInAsync(Cast.Brother)).GetAsync($"/en/report/post/{thread}")).Status);
        }
        var wrong = await site.Guest().GetAsync(Paths.News("en", place with { Slug = "other" }) + "?sort=new");
        Assert.Equal((301, Paths.News("en", place) + "?sort=new"), (wrong.Status, wrong.Location));
        Assert.Equal(404, (await site.Guest().GetAsync(Paths.News("en", place with { UpdateId = place.UpdateId + 1_000 }))).Status);
        Assert.Equal(400, (await site.Guest().GetAsync(Paths.News("en", place) + "?circle=sisters&after=nonsense")).Status);
    }

    [Fact]
    public async Task Feeds_and_search_engines_pass_threads_by()
    {
        var (_, threads) = await ToldAsync();
        foreach (var path in new[] { "/en/new?circle=all", "/en/best", "/en/top?period=all", "/en/new.atom", "/sitemap/0.xml", $"/en/u/{Cast.Sister}", "/en/search?q=pump" })
        {
            var answer = await site.Guest().GetAsync(path);
            Assert.Equal(200, answer.Status);
            Assert.All(threads.Values, id => Assert.DoesNotMatch($"/p/[^\"<\\s]*-{id}[\"<#?]", answer.Body));
        }
    }

    private async Task<(NewsPlace Place, IReadOnlyDictionary<Circle, long> Threads)> ToldAsync()
    {
        var charity = await site.CharityAsync();
        var update = (await site.ActAsync<ProjectNewsService, Result<long>>(site.Staff, n => n.TellAsync(charity.Project, null, "The **pump** has come.", default))).Value;
        var view = (await site.ActAsync<NewsThreadQueries, NewsView?>(Viewer.Guest, q => q.ShowAsync(charity.Project, update, default)))!;
        return (new NewsPlace(charity.Project, view.Slug, update), view.Threads);
    }
}
