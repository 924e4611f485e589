using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>What everybody reads of charity.</summary>
public sealed class CharityPagesTests(CharitySite site) : IClassFixture<CharitySite>
{
    [Fact]
    public async Task The_feed_shows_open_projects_with_their_sums_and_whose_they_are()
    {
        var charity = await site.CharityAsync();
        await GiveAsync(charity, "d1", "250050");
        var row = (await site.Guest().GetAsync("/en/charity?currency=eur&country=KE")).Page.QuerySelector($"#g{charity.Project}")!;
        Assert.Equal("A well for the village", row.QuerySelector("h2")!.TextContent);
        Assert.Contains("Wells of Mercy", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("vetted until", row.QuerySelector(".gift-tag--ok")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("2,500.50\u00A0EUR", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 donation", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("250050", row.QuerySelector("progress")!.GetAttribute("value"));
        // What it is not is not shown.
        foreach (var other in new[] { "kind=zakat", "country=GB", "category=mosque", "currency=GBP" })
            Assert.Null((await site.Guest().GetAsync("/en/charity?" + other)).Page.QuerySelector($"#g{charity.Project}"));
        Assert.NotNull((await site.Guest().GetAsync("/en/charity?kind=sadaqah&category=water")).Page.QuerySelector($"#g{charity.Project}"));
        Assert.Equal(400, (await site.Guest().GetAsync("/en/charity?after=nonsense")).Status);
    }

    [Fact]
    public async Task The_feed_is_read_page_by_page_without_end_or_repetition()
    {
        var charity = await site.CharityAsync();
        await CopyAsync(charity.Project, CharityFeedQueries.PageSize + 3, p => p.SetProperty(x => x.Country, "FJ"));
        var (seen, path) = (new List<string>(), (string?)"/en/charity?country=FJ");
        for (var pages = 0; path is not null && pages < 5; pages++)
        {
            var answer = await site.Guest().GetAsync(path, ("HX-Request", "true"));
            seen.AddRange(answer.Page.QuerySelectorAll("#feed > article").Select(a => a.Id!));
            path = answer.Page.QuerySelector("#feed > .more a")?.GetAttribute("hx-get");
        }
        Assert.Equal(CharityFeedQueries.PageSize + 3, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_project_page_tells_everything_and_leads_from_a_wrong_address_to_its_own()
    {
        var charity = await site.CharityAsync();
        await GiveAsync(charity, "d1", "40000");
        _ = (await site.ActAsync<ProjectNewsService, Result<long>>(site.Staff, n => n.PromiseAsync(charity.Project, DateTime.UtcNow.AddDays(3), default))).Value;
        await site.DbAsync(db => db.ProjectUpdates.Where(u => u.ProjectId == charity.Project).ExecuteUpdateAsync(set => set.SetProperty(u => u.DueAt, DateTime.UtcNow.AddDays(-2))));
        _ = (await site.ActAsync<ProjectNewsService, Result<long>>(site.Staff, n => n.TellAsync(charity.Project, null, "The **pump** has come.", default))).Value;
        var moved = await site.Guest().GetAsync($"/en/charity/other-{charity.Project}");
        Assert.Equal((301, $"/en/charity/a-well-for-the-village-{charity.Project}"), (moved.Status, moved.Location));
        var page = (await site.Guest().GetAsync(moved.Location!)).Page;
        var words = page.QuerySelector("main")!.TextContent;
        foreach (var said in new[] { "The village has no water", "400.00\u00A0EUR", "Five in a hundred pay for the office.", "The pump", "reached", "Sadaqah", "vetted until", "overdue" })
            Assert.Contains(said, words, StringComparison.Ordinal);
        Assert.Equal("pump", page.QuerySelector(".gift-update .prose strong")!.TextContent);
        Assert.Equal($"/en/charity/{charity.Project}/give", page.QuerySelector(".gift-card .btn--main")!.GetAttribute("href"));
        Assert.Contains("wells.example", page.QuerySelector(".gift-card .btn--main")!.TextContent, StringComparison.Ordinal);
        // The list says that news are awaited too.
        Assert.Contains("update overdue", (await site.Guest().GetAsync(FoundationPath(charity))).Page.QuerySelector($"#g{charity.Project}")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zakat_says_to_whom_it_goes_and_which_schools_accept_it_under_which_policy()
    {
        var charity = await site.CharityAsync();
        await site.DbAsync(db => db.Projects.Where(p => p.Id == charity.Project).ExecuteUpdateAsync(set => set.SetProperty(p => p.Kind, GiftKind.Zakat)
            .SetProperty(p => p.Recipients, ZakatRecipients.Debtors).SetProperty(p => p.Schools, Schools.Maliki).SetProperty(p => p.PolicyVersion, 1)));
        var zakat = (await site.Guest().GetAsync(ProjectPath(charity))).Page.QuerySelector("#zakat")!.ParentElement!;
        foreach (var said in new[] { "Debtors", "Maliki", "Version 1" })
            Assert.Contains(said, zakat.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Hanafi", zakat.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ProjectState.Paused, "A moderator stopped this project", false)]
    [InlineData(ProjectState.Funded, "The goal is reached", true)]
    [InlineData(ProjectState.Closed, "asks for nothing any more", false)]
    [InlineData(ProjectState.Withdrawn, "was given up", false)]
    public async Task A_project_that_is_not_open_says_so_and_asks_only_where_gifts_still_count(ProjectState state, string said, bool asks)
    {
        var charity = await site.CharityAsync();
        await site.DbAsync(db => db.Projects.Where(p => p.Id == charity.Project).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state).SetProperty(p => p.Reason, "The books are being looked at.")));
        var page = (await site.Guest().GetAsync(ProjectPath(charity))).Page;
        Assert.Contains(said, page.QuerySelector(".project > .note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(state == ProjectState.Paused, page.QuerySelector(".project > .note")!.TextContent.Contains("The books are being looked at.", StringComparison.Ordinal));
        Assert.Equal(asks, page.QuerySelector(".gift-card .btn--main") is not null);
        Assert.Equal(asks ? 200 : 302, (await site.Guest().GetAsync(Paths.Give("en", charity.Project))).Status);
        Assert.Null((await site.Guest().GetAsync("/en/charity")).Page.QuerySelector($"#g{charity.Project}"));
    }

    [Fact]
    public async Task When_the_badge_lapses_the_pages_say_so_and_nothing_is_asked_for()
    {
        var charity = await site.CharityAsync();
        await site.DbAsync(db => db.Foundations.Where(f => f.Id == charity.Foundation).ExecuteUpdateAsync(set => set.SetProperty(f => f.VettedUntil, DateTime.UtcNow.AddDays(-1))));
        var page = (await site.Guest().GetAsync(ProjectPath(charity))).Page;
        Assert.Contains("vetting lapsed", page.QuerySelector(".gift-tag--bad")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".gift-card .btn--main"));
        Assert.Contains("vetting lapsed", (await site.Guest().GetAsync(FoundationPath(charity))).Page.QuerySelector("header .gift-tag--bad")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_out_says_where_one_goes_asks_nothing_and_gives_everybody_another_word()
    {
        var charity = await site.CharityAsync();
        var (first, second, member) = (await LeaveAsync(site.Guest()), await LeaveAsync(site.Guest()), await LeaveAsync(await site.SignInAsync(Cast.Brother)));
        Assert.Equal(3, new[] { first, second, member }.Distinct().Count());
        Assert.All(new[] { first, second, member }, word => Assert.Matches("^https://wells\\.example/give\\?reference=[A-Za-z0-9_-]{22}$", word));
        Assert.Equal(404, (await site.Guest().GetAsync("/en/charity/999999/give")).Status);

        async Task<string> LeaveAsync(Visitor visitor)
        {
            var answer = await visitor.GetAsync(Paths.Give("en", charity.Project));
            Assert.Equal((200, "no-referrer"), (answer.Status, answer["Referrer-Policy"]));
            var main = answer.Page.QuerySelector("main")!;
            Assert.Contains("wells.example", main.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
            Assert.Empty(main.QuerySelectorAll("section input, section select, section textarea"));
            Assert.Equal("noopener nofollow noreferrer", main.QuerySelector("#leave")!.GetAttribute("rel"));
            return main.QuerySelector("#leave")!.GetAttribute("href")!;
        }
    }

    [Fact]
    public void A_word_is_added_to_an_address_that_asks_something_already()
    {
        Assert.Matches("^https://a\\.example/give\\?project=7&reference=[A-Za-z0-9_-]{22}#now$", LeavingLink.To("https://a.example/give?project=7#now"));
        Assert.NotEqual(LeavingLink.To("https://a.example/"), LeavingLink.To("https://a.example/"));
    }

    [Fact]
    public async Task A_foundation_page_tells_what_the_register_says_who_vetted_it_and_how_it_keeps_its_promises()
    {
        var charity = await site.CharityAsync();
        var (now, project) = (DateTime.UtcNow, charity.Project);
        await site.DbAsync(db =>
        {
            db.ProjectUpdates.AddRange(
                new ProjectUpdate { ProjectId = project, DueAt = now.AddDays(-3), PostedAt = now.AddDays(-4) }, new ProjectUpdate { ProjectId = project, DueAt = now.AddDays(-3), PostedAt = now.AddDays(-4) },
                new ProjectUpdate { ProjectId = project, DueAt = now.AddDays(-3), PostedAt = now.AddDays(-1) }, new ProjectUpdate { ProjectId = project, DueAt = now.AddDays(-3) }, new ProjectUpdate { ProjectId = project, DueAt = now.AddDays(3) });
            return db.SaveChangesAsync();
        });
        var moved = await site.Guest().GetAsync($"/en/charity/foundation/other-{charity.Foundation}");
        Assert.Equal((301, FoundationPath(charity)), (moved.Status, moved.Location));
        var answer = await site.Guest().GetAsync(FoundationPath(charity));
        var page = answer.Page;
        foreach (var said in new[] { "Wells of Mercy", "United Kingdom", "Charity Commission", "wells.example", "An administrator", "None handed in", "Zakat reaches the poor" })
            Assert.Contains(said, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["2", "1", "1"], page.QuerySelectorAll("#record b").Select(b => b.TextContent));
        Assert.NotNull(page.QuerySelector($"#feed > #g{charity.Project}"));
        // How it is reached is for administrators alone.
        Assert.DoesNotContain("office at wells", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_books_are_open_as_a_chart_a_table_and_files_that_can_be_checked()
    {
        var charity = await site.CharityAsync();
        await GiveAsync(charity, "d1", "700000000");
        await GiveAsync(charity, "r1", "-200000000", ",\"refund_of\":\"d1\"");
        // Those of guests may be kept for some seconds, and the sums for everybody.
        site.Services.GetRequiredService<OpenBooks>().Clear();
        var page = (await (await site.SignInAsync(Cast.Brother)).GetAsync("/en/charity/transparency")).Page;
        var euro = page.QuerySelector("#in-EUR")!.ParentElement!;
        var chart = euro.QuerySelector("svg.chart")!;
        Assert.Equal("img", chart.GetAttribute("role"));
        Assert.All(chart.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.True(page.GetElementById(id)!.TextContent.Length > 0));
        Assert.Equal(12, chart.QuerySelectorAll("rect").Length);
        var row = euro.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Sadaqah", StringComparison.Ordinal));
        var whole = await site.DbAsync(db => db.DonationMonths.Where(m => m.Currency == "EUR" && m.Kind == GiftKind.Sadaqah).SumAsync(m => m.Amount));
        Assert.Equal(Money.Number(whole, "EUR"), row.QuerySelector("td")!.TextContent);
        var csv = await site.Guest().GetAsync(Paths.TotalsFile);
        Assert.StartsWith("text/csv", csv["Content-Type"]!, StringComparison.Ordinal);
        Assert.Contains($"{charity.At:yyyy-MM},{charity.Foundation},\"Wells of Mercy\",sadaqah,EUR,2,500000000,1,1\n", csv.Body, StringComparison.Ordinal);
        var lines = (await site.Guest().GetAsync(Paths.LedgerJsonLines)).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var head = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(lines.Length - 1, head.GetProperty("lines").GetInt32());
        Assert.Equal(head.GetProperty("head").GetString(), JsonDocument.Parse(lines[^1]).RootElement.GetProperty("hash").GetString());
        Assert.Equal(lines.Length, (await site.Guest().GetAsync(Paths.LedgerCsv)).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task What_a_statement_says_otherwise_is_shown_to_everybody_until_it_is_settled()
    {
        var charity = await site.CharityAsync();
        await site.DbAsync(db =>
        {
            db.StatementDifferences.Add(new StatementDifference
            {
                FoundationId = charity.Foundation, Month = 202602, ProjectId = charity.Project, Currency = "EUR", Kind = null, TheirAmount = 123_450, TheirCount = 3, OurAmount = 100_000, OurCount = 2,
                FoundAt = DateTime.UtcNow, Explanation = "One was announced late.",
            });
            return db.SaveChangesAsync();
        });
        var member = await site.SignInAsync(Cast.Brother);
        site.Services.GetRequiredService<OpenBooks>().Clear();
        foreach (var path in new[] { ProjectPath(charity), "/en/charity/transparency" })
        {
            var words = (await member.GetAsync(path)).Page.QuerySelector("main")!.TextContent;
            Assert.All(new[] { "1,234.50\u00A0EUR", "1,000.00\u00A0EUR", "One was announced late." }, said => Assert.Contains(said, words, StringComparison.Ordinal));
        }
        await site.DbAsync(db => db.StatementDifferences.Where(d => d.FoundationId == charity.Foundation).ExecuteUpdateAsync(set => set.SetProperty(d => d.SettledAt, DateTime.UtcNow)));
        Assert.DoesNotContain("One was announced late.", (await member.GetAsync(ProjectPath(charity))).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_secret_is_kept_for_guests_and_what_is_drawn_for_one_is_not()
    {
        var charity = await site.CharityAsync();
        await ForumSite.QuietAsync();
        foreach (var (path, isKept) in new[] { (ProjectPath(charity), true), (FoundationPath(charity), true), ("/ar/charity/transparency", true), (Paths.Give("en", charity.Project), false) })
        {
            _ = await site.Guest().GetAsync(path);
            Assert.Equal(isKept, (await site.Guest().GetAsync(path))["Age"] is not null);
            Assert.Null((await (await site.SignInAsync(Cast.Brother)).GetAsync(path))["Age"]);
        }
    }

    [Fact]
    public async Task Search_engines_are_led_to_what_was_opened_and_to_nothing_else()
    {
        var charity = await site.CharityAsync();
        var draft = (await site.ActAsync<ProjectService, Result<long>>(site.Staff, s => s.CreateAsync(charity.Foundation, Charities.ProjectDraft("A draft that nobody reads", ends: DateTime.UtcNow.AddDays(60)), default))).Value;
        var map = (await site.Guest().GetAsync("/sitemap/0.xml")).Body;
        Assert.Contains("https://forum.example" + ProjectPath(charity) + "<", map, StringComparison.Ordinal);
        Assert.Contains("https://forum.example" + FoundationPath(charity) + "<", map, StringComparison.Ordinal);
        Assert.DoesNotContain($"-{draft}<", map, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"https://forum.example{ProjectPath(charity)}\">", (await site.Guest().GetAsync(ProjectPath(charity, "ar"))).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-09T12:00:00", null)] // 20 Ramadan 1447, at noon.
    [InlineData("2026-03-09T19:00:00", 21)]
    [InlineData("2026-03-15T22:00:00", 27)]
    [InlineData("2026-03-18T12:00:00", 29)]
    [InlineData("2026-03-20T12:00:00", null)] // The feast.
    [InlineData("2026-11-22T12:00:00", null)]
    [InlineData("2099-01-01T00:00:00", null)]
    public void The_last_ten_nights_begin_in_the_evening(string moment, int? night) => Assert.Equal(night, RamadanNights.Of(DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)));

    private async Task GiveAsync(SiteCharity charity, string name, string amount, string more = "") => Assert.Equal(200, (await site.SendAsync(charity, CharitySite.Gift(charity, name, amount, more))).Status);

    private static string ProjectPath(SiteCharity charity, string lang = "en") => Paths.Project(lang, charity.Project, "a-well-for-the-village");

    private static string FoundationPath(SiteCharity charity) => Paths.Foundation("en", charity.Foundation, "wells-of-mercy");

    /// <summary>So many open projects like that one, each in another second, and what is set of them.</summary>
    private Task<int> CopyAsync(long project, int count, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Project>> set) => site.DbAsync(async db =>
    {
        var like = await db.Projects.AsNoTracking().FirstAsync(p => p.Id == project);
        for (var i = 0; i < count; i++)
        {
            db.Projects.Add(new Project
            {
                FoundationId = like.FoundationId, Title = $"Copy {i}", Slug = "copy", Language = "en", Story = like.Story, StoryHtml = like.StoryHtml, Excerpt = like.Excerpt, Goal = like.Goal, Currency = like.Currency,
                Category = like.Category, Country = "AQ", Kind = like.Kind, Fees = like.Fees, DonateUrl = like.DonateUrl, StartsAt = like.StartsAt, EndsAt = like.EndsAt, State = ProjectState.Open,
                CreatedAt = like.CreatedAt, PublishedAt = like.PublishedAt, Urgency = like.Urgency + (i / 2),
            });
        }
        await db.SaveChangesAsync();
        return await db.Projects.Where(p => p.Country == "AQ").ExecuteUpdateAsync(set);
    });
}
