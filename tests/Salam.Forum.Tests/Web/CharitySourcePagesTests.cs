using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>A site that may ask a platform, where nobody answers; its foundations' staff has a second factor.</summary>
public sealed class SourceSite : CharitySite
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Forum:Charity:Platforms", "EveryOrg").UseSetting("Forum:Charity:EveryOrg:Key", "key").UseSetting("Forum:Charity:EveryOrg:Url", "http://127.0.0.1:9");
    }

    protected override Task SeedAsync() => DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister).ExecuteUpdateAsync(set => set.SetProperty(m => m.TwoFactorEnabled, true)));
}

/// <summary>The pages about who counts gifts, what waits for an administrator, and projects that rest.</summary>
public sealed class CharitySourcePagesTests(SourceSite site) : IClassFixture<SourceSite>
{
    [Fact]
    public async Task What_the_staff_wishes_is_shown_to_nobody_until_an_administrator_accepts_it()
    {
        var (staff, administrator, charity) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Administrator), await site.CharityAsync());
        var desk = Paths.ProjectDesk("en", charity.Project);
        Assert.Contains("Every.org", (await staff.GetAsync(desk + "/source")).Body, StringComparison.Ordinal);
        var wrong = await staff.PostAsync(desk + "/source", [("Platform", "EveryOrg"), ("Nonprofit", "wells"), ("Name", "../elsewhere")]);
        Assert.Equal((400, "../elsewhere"), (wrong.Status, wrong.Page.QuerySelector("#Name")!.GetAttribute("value")));
        Assert.Equal(400, (await staff.PostAsync(desk + "/source", [("Platform", "JustGiving"), ("Name", "water")])).Status);
        Assert.Equal(302, (await staff.PostAsync(desk + "/source", [("Platform", "EveryOrg"), ("Nonprofit", "Wells"), ("Name", "A-Well")])).Status);
        Assert.Contains("wells/a-well", (await staff.GetAsync(desk)).Page.QuerySelector("#wish")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await PageAsync(charity, "Every.org"));
        var review = Paths.ProjectReview("en", charity.Project);
        Assert.Contains(review, (await administrator.GetAsync(Paths.CharityReview("en"))).Page.QuerySelector("#wishes")!.InnerHtml, StringComparison.Ordinal);
        var version = (await administrator.GetAsync(review)).Page.QuerySelector("#wish [name=Version]")!.GetAttribute("value")!;
        Assert.Equal(409, (await administrator.PostAsync(review + "/accept", [("Version", "1")])).Status);
        Assert.Equal(404, (await staff.PostAsync(review + "/accept", [("Version", version)])).Status);
        Assert.Equal(302, (await administrator.PostAsync(review + "/accept", [("Version", version)])).Status);
        Assert.Null((await administrator.GetAsync(review)).Page.QuerySelector("#wish"));
        Assert.NotNull(await PageAsync(charity, "Every.org counts the gifts and could not be asked yet"));
    }

    [Fact]
    public async Task A_refusal_is_said_in_words_and_leaves_all_as_it_was()
    {
        var (staff, administrator, charity) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Administrator), await site.CharityAsync());
        await staff.PostAsync(Paths.ProjectDesk("en", charity.Project) + "/source", [("Platform", "EveryOrg"), ("Nonprofit", "wells"), ("Name", "refused")]);
        var refuse = Paths.ProjectReview("en", charity.Project) + "/refuse";
        Assert.Equal(400, (await administrator.PostAsync(refuse, [("Words", "")])).Status);
        Assert.Equal(302, (await administrator.PostAsync(refuse, [("Words", "That fundraiser is not yours.")])).Status);
        Assert.Null((await staff.GetAsync(Paths.ProjectDesk("en", charity.Project))).Page.QuerySelector("#wish"));
    }

    [Fact]
    public async Task What_a_platform_said_is_shown_as_its_word_with_its_time_and_age()
    {
        var charity = await site.CharityAsync();
        await site.DbAsync(async db =>
        {
            db.ProjectSources.Add(new ProjectSource { ProjectId = charity.Project, Platform = Platform.EveryOrg, Nonprofit = "wells", Name = "said", DueAt = DateTime.UtcNow.AddYears(1), LookedAt = DateTime.UtcNow.AddHours(-25), Total = 5, Currency = "EUR", Givers = 31 });
            return await db.SaveChangesAsync();
        });
        foreach (var said in new[] { "as Every.org said, last looked at", "31 supporters", "more than a day" })
            Assert.NotNull(await PageAsync(charity, said));
        Assert.Null(await PageAsync(charity, "as announced by the foundation"));
        site.Services.GetRequiredService<OpenBooks>().Clear();
        var row = (await site.Guest().GetAsync("/en/charity/transparency")).Page.QuerySelector("#platforms")!.ParentElement!;
        Assert.Contains("older than a day", row.TextContent, StringComparison.Ordinal);
        Assert.Contains($"-{charity.Project}\"", row.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foundation_stops_its_project_for_a_while_and_says_why()
    {
        var (staff, administrator, charity) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Administrator), await site.CharityAsync());
        var desk = Paths.ProjectDesk("en", charity.Project);
        Assert.Equal(400, (await staff.PostAsync(desk + "/rest", [("Words", "")])).Status);
        Assert.Equal(302, (await staff.PostAsync(desk + "/rest", [("Words", "The road is closed until spring.")])).Status);
        Assert.NotNull(await PageAsync(charity, "The foundation itself stopped this project"));
        Assert.NotNull(await PageAsync(charity, "The road is closed until spring."));
        // A moderator may stop it as well, and has nothing to let go on.
        var review = (await administrator.GetAsync(Paths.ProjectReview("en", charity.Project))).Page;
        Assert.NotNull(review.QuerySelector("a[href$='/pause']"));
        Assert.Null(review.QuerySelector("form[action$='/resume']"));
        Assert.NotNull((await staff.GetAsync(desk)).Page.QuerySelector($"form[action='{desk}/resume']"));
        Assert.Equal(302, (await staff.PostAsync(desk + "/resume")).Status);
        Assert.Null(await PageAsync(charity, "stopped this project"));
    }

    /// <summary>The page of the project where it says that; null where it does not.</summary>
    private async Task<string?> PageAsync(SiteCharity charity, string said)
    {
        var page = await site.Guest().GetAsync($"/en/charity/a-well-for-the-village-{charity.Project}");
        Assert.Equal(200, page.Status);
        return page.Page.QuerySelector("main")!.TextContent.Contains(said, StringComparison.Ordinal) ? page.Body : null;
    }
}
