using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>Projects from the draft to the report, the feed they stand in, and statements that are held against them.</summary>
public sealed class ProjectTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Only_an_administrator_opens_a_project_and_only_for_a_vetted_foundation()
    {
        var world = await forum.CharityAsync();
        var draft = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default))).Value;
        Expect.Refused(RefusalKind.Conflict, "ProjectState", await forum.PublishAsync(world.Administrator, draft));
        await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.SubmitAsync(draft, default));
        Expect.Refused(RefusalKind.Conflict, "ProjectInReview", await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(draft, Charities.ProjectDraft(), default)));
        Expect.Missing(await forum.ActAsync<ProjectReviewService, Result<Done>>(await forum.BrotherAsync(Role.Moderator), s => s.PublishAsync(draft, 0, default)));
        await forum.ActAsync<VettingService, Result<Done>>(world.Administrator, v => v.WithdrawAsync(world.Foundation, "Struck off.", default));
        Expect.Refused(RefusalKind.Conflict, "FoundationNotVetted", await forum.PublishAsync(world.Administrator, draft));
        Assert.False((await ShowAsync(world.Project))!.AsksNow);
        Assert.DoesNotContain(await FeedAsync(new CharityRequest()), r => r.Id == world.Project);
    }

    [Fact]
    public async Task A_moderator_stops_a_project_with_a_reason_that_everybody_reads_and_lets_it_go_on()
    {
        var (world, moderator) = (await forum.CharityAsync(), await forum.SisterAsync(Role.Moderator));
        Expect.Missing(await forum.ActAsync<ProjectReviewService, Result<Done>>(world.Staff, s => s.PauseAsync(world.Project, "Because.", default)));
        Expect.Invalid(await forum.ActAsync<ProjectReviewService, Result<Done>>(moderator, s => s.PauseAsync(world.Project, " ", default)), "Words:WordsEmpty");
        Assert.True((await forum.ActAsync<ProjectReviewService, Result<Done>>(moderator, s => s.PauseAsync(world.Project, "We ask the register.", default))).Ok);
        var view = (await ShowAsync(world.Project))!;
        Assert.Equal((ProjectState.Paused, "We ask the register.", false), (view.Project.State, view.Project.Reason, view.AsksNow));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE Kind = 5 AND ThingId = {world.Project} AND Act = {(int)Act.ProjectPaused} AND ActorId = {moderator.MemberId}"));
        // What was given meanwhile was given.
        Assert.Equal(TakenAs.Accepted, (await forum.TakeAsync(world, Charities.Gift(world, "d1", 100_000)))[0].As);
        Assert.True((await forum.ActAsync<ProjectReviewService, Result<Done>>(moderator, s => s.ResumeAsync(world.Project, default))).Ok);
        Assert.Equal((100_000, 1, ProjectState.Funded), await forum.SumsAsync(world.Project));
    }

    [Fact]
    public async Task Staff_manages_its_own_projects_alone()
    {
        var (world, other) = (await forum.CharityAsync(), await forum.CharityAsync());
        Expect.Missing(await forum.ActAsync<ProjectService, Result<Done>>(other.Staff, s => s.EditAsync(world.Project, Charities.ProjectDraft(), default)));
        Expect.Missing(await forum.ActAsync<ProjectService, Result<Done>>(other.Staff, s => s.WithdrawAsync(world.Project, default)));
        Expect.Missing(await forum.ActAsync<ProjectService, Result<long>>(other.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default)));
        Expect.Missing(await forum.ActAsync<ProjectNewsService, Result<long>>(other.Staff, s => s.TellAsync(world.Project, null, "News.", default)));
        Expect.Missing(await forum.ActAsync<HookKeyService, Result<NewHookKey>>(other.Staff, s => s.AddAsync(world.Foundation, default)));
        Expect.Missing(await forum.ActAsync<DonationQueries, Result<Page<DonationRow>>>(other.Staff, q => q.PageAsync(world.Foundation, null, null, default)));
        Assert.True((await forum.ActAsync<DonationQueries, Result<Page<DonationRow>>>(world.Staff, q => q.PageAsync(world.Foundation, null, null, default))).Ok);
    }

    [Fact]
    public async Task A_project_that_was_open_keeps_its_currency_and_kind()
    {
        var world = await forum.CharityAsync();
        foreach (var changed in new[] { Charities.ProjectDraft(currency: "USD"), Charities.ProjectDraft(kind: GiftKind.Zakat) })
            Expect.Refused(RefusalKind.Conflict, "ProjectPublished", await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, changed, default)));
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 500));
        Assert.True((await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, Charities.ProjectDraft(goal: 500), default))).Ok);
        // What is asked for waits for an administrator.
        Assert.Equal((500, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
    }

    [Fact]
    public async Task Zakat_is_asked_for_under_a_version_of_the_policy()
    {
        var world = await forum.CharityAsync(Charities.ProjectDraft(kind: GiftKind.Zakat));
        Assert.Equal((1, ZakatRecipients.Poor), ((await ShowAsync(world.Project))!.Project.PolicyVersion, (await ShowAsync(world.Project))!.Project.Recipients));
        var staff = (await forum.SisterAsync()) with { HasSecondFactor = true };
        var foundation = (await forum.ActAsync<FoundationService, Result<long>>(staff, s => s.ApplyAsync(Charities.Draft(policy: ""), default))).Value;
        Expect.Refused(RefusalKind.Conflict, "ZakatPolicyMissing", await forum.ActAsync<ProjectService, Result<long>>(staff, s => s.CreateAsync(foundation, Charities.ProjectDraft(kind: GiftKind.Zakat), default)));
    }

    [Fact]
    public async Task Promised_news_are_overdue_until_they_are_told_and_were_late_afterwards()
    {
        var world = await forum.CharityAsync();
        var promise = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.PromiseAsync(world.Project, forum.Clock.Now.AddDays(7), default))).Value;
        await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, "The drill has **arrived**.", default));
        Assert.Equal(0, (await ShowAsync(world.Project))!.UpdatesOverdue);
        var before = forum.Clock.Now;
        forum.Clock.Advance(TimeSpan.FromDays(8));
        try
        {
            Assert.Equal(1, (await ShowAsync(world.Project))!.UpdatesOverdue);
            Assert.Equal(new UpdateRecord(0, 0, 1), await RecordAsync());
            Assert.True((await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, promise, "There is water.", default))).Ok);
            Expect.Missing(await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, promise, "Once more.", default)));
            var updates = (await ShowAsync(world.Project))!.Updates;
            Assert.Equal([(true, false), (false, false)], updates.Select(u => (u.WasLate, u.IsOverdue)));
            Assert.Equal(new UpdateRecord(0, 1, 0), await RecordAsync());
        }
        finally
        {
            forum.Clock.Now = before;
        }

        async Task<UpdateRecord> RecordAsync() => (await forum.ActAsync<FoundationQueries, FoundationView?>(Viewer.Guest, q => q.ShowAsync(world.Foundation, default)))!.Updates;
    }

    [Fact]
    public async Task The_feed_shows_first_what_ends_soon_and_lacks_much_each_once_and_from_an_index()
    {
        var world = await forum.CharityAsync(Charities.ProjectDraft(ends: FakeClock.Start.AddDays(50)));
        var soon = await forum.OpenProjectAsync(world.Staff, world.Administrator, world.Foundation, Charities.ProjectDraft(ends: FakeClock.Start.AddDays(35)));
        var many = new List<long>();
        for (var i = 0; i < 25; i++)
            many.Add(await forum.OpenProjectAsync(world.Staff, world.Administrator, world.Foundation, Charities.ProjectDraft(ends: FakeClock.Start.AddDays(55 + i % 5))));
        Assert.Equal([soon, world.Project], (await FeedAsync(new CharityRequest())).Where(r => r.FoundationId == world.Foundation).Take(2).Select(r => r.Id));
        // What lacks nothing more but a little counts as if it ended later.
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 99_999, project: $"{soon}"));
        Assert.Equal([world.Project], (await FeedAsync(new CharityRequest())).Where(r => r.FoundationId == world.Foundation).Take(1).Select(r => r.Id));
        Assert.Equal(27, (await FeedAsync(new CharityRequest(Country: "KE", Kind: GiftKind.Sadaqah, Category: ProjectCategory.Water, Currency: "EUR"))).Where(r => r.FoundationId == world.Foundation).DistinctBy(r => r.Id).Count());
        Assert.DoesNotContain(await FeedAsync(new CharityRequest(Kind: GiftKind.Waqf)), r => r.FoundationId == world.Foundation);
        foreach (var request in new[] { new CharityRequest(), new CharityRequest(Kind: GiftKind.Sadaqah), new CharityRequest(Country: "KE"), new CharityRequest(Category: ProjectCategory.Water), new CharityRequest(Currency: "EUR") })
        {
            await using var visit = forum.AsGuest();
            var sent = forum.Commands.Listen();
            await visit.Get<CharityFeedQueries>().PageAsync(request, default);
            await visit.Get<CharityFeedQueries>().PageAsync(request with { After = "1-5" }, default);
            Assert.Equal(2, sent.Count);
            Assert.DoesNotContain([.. await forum.PlanAsync(sent[0]), .. await forum.PlanAsync(sent[1])], step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step.StartsWith("SCAN Projects", StringComparison.Ordinal) || step.StartsWith("SCAN p", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_project_whose_time_is_over_is_closed_and_then_told_of()
    {
        var world = await forum.CharityAsync();
        Expect.Refused(RefusalKind.Conflict, "ProjectNotClosed", await ReportAsync());
        var before = forum.Clock.Now;
        forum.Clock.Now = FakeClock.Start.AddDays(61);
        try
        {
            Assert.DoesNotContain(await FeedAsync(new CharityRequest()), r => r.Id == world.Project);
            Assert.NotEqual(0, await forum.ActAsync<ProjectSweep, int>(Viewer.Guest, s => s.RunAsync(default)));
            Assert.True((await ReportAsync()).Ok);
            Assert.Equal((ProjectState.Closed, 90_000L), ((await ShowAsync(world.Project))!.Project.State, (await ShowAsync(world.Project))!.Project.Spent));
        }
        finally
        {
            forum.Clock.Now = before;
        }

        Task<Result<Done>> ReportAsync() => forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.ReportAsync(world.Project, "The well is dug, the pump runs, and forty families drink from it.", 90_000, default));
    }

    [Fact]
    public async Task A_statement_that_differs_is_public_until_it_agrees_or_is_explained_and_closed()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 100), Charities.Gift(world, "d2", 50, kind: GiftKind.Zakat));
        Assert.Equal(new StatementTaken(1, 0), (await StateAsync(new StatedSum(world.Project, "EUR", null, 2, 150))).Value);
        Assert.Equal(new StatementTaken(1, 2), (await StateAsync(new StatedSum(world.Project, "EUR", GiftKind.Sadaqah, 2, 130))).Value);
        var shown = await ShownAsync();
        Assert.Equal([(2, 130, 1, 100), (0, 0, 1, 50)], shown.Select(d => ((int)d.TheirCount, (int)d.TheirAmount, (int)d.OurCount, (int)d.OurAmount)));
        Expect.Refused(RefusalKind.Conflict, "NotExplained", await CloseAsync(shown[0]));
        Assert.True((await forum.ActAsync<StatementService, Result<Done>>(world.Staff, s => s.ExplainAsync(world.Foundation, shown[0].Id, "One was announced by hand and came late.", default))).Ok);
        Expect.Refused(RefusalKind.Conflict, "ChangedMeanwhile", await CloseAsync(shown[0]));
        Assert.True((await CloseAsync((await ShownAsync())[0])).Ok);
        Assert.Single(await ShownAsync());
        // The same sums again stay closed; others are news.
        await StateAsync(new StatedSum(world.Project, "EUR", GiftKind.Sadaqah, 2, 130), new StatedSum(world.Project, "EUR", GiftKind.Zakat, 1, 50));
        Assert.Empty(await ShownAsync());
        await StateAsync(new StatedSum(world.Project, "EUR", GiftKind.Sadaqah, 2, 131), new StatedSum(world.Project, "EUR", GiftKind.Zakat, 1, 50));
        Assert.Single(await ShownAsync());
        await forum.TakeAsync(world, Charities.Gift(world, "d3", 31));
        await StateAsync(new StatedSum(world.Project, "EUR", GiftKind.Sadaqah, 2, 131), new StatedSum(world.Project, "EUR", GiftKind.Zakat, 1, 50));
        Assert.Empty(await ShownAsync());
        Expect.Missing(await StateAsync(new StatedSum((await forum.CharityAsync()).Project, "EUR", null, 1, 1)));

        Task<Result<StatementTaken>> StateAsync(params StatedSum[] sums) => forum.ActAsync<StatementService, Result<StatementTaken>>(Viewer.Guest, s => s.TakeAsync(world.Foundation, new StatementMessage(202603, sums), default));

        Task<List<DifferenceRow>> ShownAsync() => forum.ActAsync<DonationQueries, List<DifferenceRow>>(Viewer.Guest, q => q.DifferencesAsync(world.Foundation, default));

        Task<Result<Done>> CloseAsync(DifferenceRow row) => forum.ActAsync<StatementService, Result<Done>>(world.Administrator, s => s.CloseAsync(row.Id, Edits.Version(row.EditedAt), default));
    }

    private Task<ProjectView?> ShowAsync(long id) => forum.ActAsync<ProjectQueries, ProjectView?>(Viewer.Guest, q => q.ShowAsync(id, default));

    private async Task<List<ProjectRow>> FeedAsync(CharityRequest request)
    {
        var (rows, after) = (new List<ProjectRow>(), (string?)null);
        do
        {
            var page = (await forum.ActAsync<CharityFeedQueries, Result<CharityPage>>(Viewer.Guest, q => q.PageAsync(request with { After = after }, default))).Value.Projects;
            rows.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }
}
