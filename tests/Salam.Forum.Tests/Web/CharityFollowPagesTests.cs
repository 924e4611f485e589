using Salam.Forum.Charity;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>Following projects, mails before odd nights and cited projects, as pages show them.</summary>
public sealed class CharityFollowPagesTests(CharitySite site) : IClassFixture<CharitySite>
{
    [Fact]
    public async Task A_member_follows_on_the_page_reads_news_above_the_feed_and_stops()
    {
        var charity = await site.CharityAsync();
        var (member, address) = (await site.SignInAsync(Cast.Brother), $"/en/charity/a-well-for-the-village-{charity.Project}");
        Assert.Equal(302, (await member.PostAsync(Paths.FollowProject("en", charity.Project, true))).Status);
        _ = (await site.ActAsync<ProjectNewsService, Result<long>>(site.Staff, n => n.TellAsync(charity.Project, null, "Zqdrillzq has **come**.", default))).Value;
        var page = (await member.GetAsync(address)).Page;
        Assert.NotNull(page.QuerySelector($"form[action='{Paths.FollowProject("en", charity.Project, false)}']"));
        foreach (var path in new[] { "/en/charity", Paths.FollowedProjects("en") })
            Assert.Contains("Zqdrillzq has come.", (await member.GetAsync(path)).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Zqdrillzq", (await (await site.SignInAsync(Cast.Sister2)).GetAsync("/en/charity")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Zqdrillzq", (await site.Guest().GetAsync("/en/charity")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(302, (await member.PostAsync(Paths.FollowProject("en", charity.Project, false))).Status);
        Assert.DoesNotContain("Zqdrillzq", (await member.GetAsync("/en/charity")).Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_shows_the_projects_it_cites_and_a_project_leads_to_the_form()
    {
        var charity = await site.CharityAsync();
        var address = $"/en/charity/a-well-for-the-village-{charity.Project}";
        var form = (await site.SignInAsync(Cast.Brother)).GetAsync((await site.Guest().GetAsync(address)).Page.QuerySelector("a[href*='/submit?link=']")!.GetAttribute("href")!);
        Assert.EndsWith(address, (await form).Page.QuerySelector("input[name=Link]")!.GetAttribute("value"), StringComparison.Ordinal);
        var post = (await site.ActAsync<PostService, Result<PostAddress>>(site.Viewer(Cast.Brother), p => p.SubmitAsync(ForumFixture.Draft() with { Body = $"Give here:\n\n{address}", SubmitKey = Guid.NewGuid() }, default))).Value;
        var card = (await site.Guest().GetAsync(Paths.Post("en", post.Id, post.Slug))).Page.QuerySelector($"#g{charity.Project}")!;
        Assert.Contains("Wells of Mercy", card.TextContent, StringComparison.Ordinal);
        Assert.Contains("vetted until", card.TextContent, StringComparison.Ordinal);
        Assert.NotNull(card.QuerySelector("progress"));
    }

    [Fact]
    public async Task A_member_asks_for_mails_changes_the_hour_and_stops_them()
    {
        var member = await site.SignInAsync(Cast.Sister3);
        Assert.Equal("17", (await member.GetAsync(Paths.Nights("en"))).Page.QuerySelector("#Hour option[selected]")!.GetAttribute("value"));
        Assert.Equal(302, (await member.PostAsync(Paths.Nights("en"), [("Hour", "16"), ("Offset", "330")])).Status);
        var page = (await member.GetAsync(Paths.Nights("en"))).Page;
        Assert.Equal(("16", "330"), (page.QuerySelector("#Hour option[selected]")!.GetAttribute("value"), page.QuerySelector("#Offset option[selected]")!.GetAttribute("value")));
        Assert.NotEqual(302, (await member.PostAsync(Paths.Nights("en"), [("Hour", "25"), ("Offset", "330")])).Status);
        Assert.Equal(302, (await member.PostAsync(Paths.Nights("en"), [("Hour", "16"), ("Offset", "330"), ("Stop", "true")])).Status);
        Assert.Null((await member.GetAsync(Paths.Nights("en"))).Page.QuerySelector("[name=Stop]"));
    }
}
