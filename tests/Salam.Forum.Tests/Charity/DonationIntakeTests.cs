using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>What counts of what foundations announce, and what is kept aside.</summary>
public sealed class DonationIntakeTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(FakeClock.Start);

    [Fact]
    public async Task A_donation_counts_once_however_often_it_is_said()
    {
        var world = await forum.CharityAsync();
        var gift = Charities.Gift(world, "d1", 2_500);
        Assert.Equal(TakenAs.Accepted, (await forum.TakeAsync(world, gift))[0].As);
        Assert.Equal([TakenAs.Known, TakenAs.Known], (await forum.TakeAsync(world, gift, gift)).Select(t => t.As));
        Assert.Equal((2_500, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM DonationLedger WHERE ProjectId = {world.Project}"));
    }

    [Fact]
    public async Task Under_one_name_with_several_amounts_nothing_counts_until_the_wrong_ones_are_dismissed()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 2_500), Charities.Gift(world, "r1", -500, "d1"));
        for (var i = 0; i < 2; i++)
            Assert.Equal(AsideReason.Conflict, (await forum.TakeAsync(world, Charities.Gift(world, "d1", 9_900)))[0].Reason);
        Assert.Equal((0, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.Equal(new Taken(TakenAs.Known, DonationState.Aside, AsideReason.Conflict), (await forum.TakeAsync(world, Charities.Gift(world, "d1", 2_500)))[0]);
        Assert.Equal(4, await forum.NumberAsync($"SELECT COUNT(*) FROM DonationLedger WHERE ProjectId = {world.Project}"));
        Assert.Equal(0, await forum.NumberAsync($"SELECT SUM(Donations) + SUM(Refunds) FROM DonationMonths WHERE ProjectId = {world.Project}"));
        // What arrived first was wrong, this time; with it what is given back counts again.
        Assert.True((await DismissAsync(world, "d1", 2_500)).Ok);
        Assert.Equal((9_400, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.Equal(new Taken(TakenAs.Known, DonationState.Dismissed, AsideReason.Conflict), (await forum.TakeAsync(world, Charities.Gift(world, "d1", 2_500)))[0]);
        Assert.Equal(AsideReason.Conflict, (await forum.TakeAsync(world, Charities.Gift(world, "d1", 7)))[0].Reason);
        Assert.Equal((0, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.True((await DismissAsync(world, "d1", 7)).Ok);
        Assert.Equal((9_400, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
    }

    [Fact]
    public async Task Who_dismissed_all_of_a_name_may_announce_it_anew()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 5, currency: "USD"));
        Assert.True((await DismissAsync(world, "d1", 5)).Ok);
        Assert.Equal(TakenAs.Accepted, (await forum.TakeAsync(world, Charities.Gift(world, "d1", 5)))[0].As);
    }

    [Fact]
    public async Task Names_are_a_foundations_own()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 2_500), Charities.Gift(world, "d1", 9_900));
        Assert.Equal(2, await forum.NumberAsync($"SELECT COUNT(*) FROM Donations WHERE FoundationId = {world.Foundation} AND Reason = {(int)AsideReason.Conflict}"));
        // Another foundation may number its donations alike.
        var other = await forum.CharityAsync();
        Assert.Equal(TakenAs.Accepted, (await forum.TakeAsync(other, Charities.Gift(other, "d1", 9_900)))[0].As);
    }

    [Fact]
    public async Task What_is_given_back_is_taken_off_and_no_more_than_was_given()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 10_000), Charities.Gift(world, "d2", 500));
        Assert.Equal(TakenAs.Accepted, (await forum.TakeAsync(world, Charities.Gift(world, "r1", -4_000, "d1")))[0].As);
        Assert.Equal((6_500, 2, ProjectState.Open), await forum.SumsAsync(world.Project));
        // Too much by itself: the others stand.
        Assert.Equal(AsideReason.RefundTooLarge, (await forum.TakeAsync(world, Charities.Gift(world, "r2", -10_001, "d1")))[0].Reason);
        await forum.TakeAsync(world, Charities.Gift(world, "r3", -6_000, "d1"));
        Assert.Equal((500, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
        // Too much together: none of them does, until the foundation has said which is wrong.
        Assert.Equal(AsideReason.RefundTooLarge, (await forum.TakeAsync(world, Charities.Gift(world, "r4", -1, "d1")))[0].Reason);
        Assert.Equal((10_500, 2, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.True((await DismissAsync(world, "r3", -6_000)).Ok);
        Assert.Equal((6_499, 2, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.Equal(AsideReason.RefundDiffers, (await forum.TakeAsync(world, Charities.Gift(world, "r5", -1, "r1")))[0].Reason);
        Assert.Equal(AsideReason.RefundDiffers, (await forum.TakeAsync(world, Charities.Gift(world, "r6", -1, "d2", kind: GiftKind.Waqf)))[0].Reason);
    }

    [Fact]
    public async Task What_is_given_back_before_it_was_given_waits_and_is_joined()
    {
        var world = await forum.CharityAsync();
        Assert.Equal(AsideReason.RefundWithoutDonation, (await forum.TakeAsync(world, Charities.Gift(world, "r1", -300, "d1")))[0].Reason);
        Assert.Equal((0, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 300));
        Assert.Equal((0, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
        Assert.Equal(2, await forum.NumberAsync($"SELECT COUNT(*) FROM DonationLedger WHERE ProjectId = {world.Project}"));
        // Within one message too.
        await forum.TakeAsync(world, Charities.Gift(world, "r2", -100, "d2"), Charities.Gift(world, "d2", 300));
        Assert.Equal((200, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
    }

    [Theory]
    [InlineData("999999", "EUR", AsideReason.UnknownProject)]
    [InlineData("wells", "EUR", AsideReason.UnknownProject)]
    [InlineData("0{project}", "EUR", AsideReason.UnknownProject)]
    [InlineData("{project}", "QQQ", AsideReason.UnknownCurrency)]
    [InlineData("{project}", "eur", AsideReason.UnknownCurrency)]
    [InlineData("{project}", "USD", AsideReason.OtherCurrency)]
    public async Task What_nobody_can_count_is_kept_aside(string project, string currency, AsideReason reason)
    {
        var world = await forum.CharityAsync();
        var named = project.Replace("{project}", $"{world.Project}", StringComparison.Ordinal);
        Assert.Equal(new Taken(TakenAs.Aside, DonationState.Aside, reason), (await forum.TakeAsync(world, Charities.Gift(world, "d1", 5, currency: currency, project: named)))[0]);
        Assert.Equal((0, 0, ProjectState.Open), await forum.SumsAsync(world.Project));
    }

    [Fact]
    public async Task Nobody_announces_for_a_project_of_another_foundation()
    {
        var (world, other) = (await forum.CharityAsync(), await forum.CharityAsync());
        Assert.Equal(AsideReason.UnknownProject, (await forum.TakeAsync(world, Charities.Gift(other, "d1", 5)))[0].Reason);
        Assert.Equal((0, 0, ProjectState.Open), await forum.SumsAsync(other.Project));
    }

    [Fact]
    public async Task What_was_given_before_the_badge_was_lost_counts_and_is_marked_and_what_was_given_later_waits_for_it()
    {
        var world = await forum.CharityAsync();
        _ = (await forum.ActAsync<VettingService, Result<Done>>(world.Administrator, v => v.WithdrawAsync(world.Foundation, "The register has struck it off.", default))).Value;
        var before = forum.Clock.Now;
        forum.Clock.Advance(TimeSpan.FromDays(2));
        try
        {
            Assert.Equal(TakenAs.Accepted, (await forum.TakeAsync(world, Charities.Gift(world, "d1", 100)))[0].As);
            var later = Charities.Gift(world, "d2", 70, day: Today.AddDays(2));
            Assert.Equal(AsideReason.NotVetted, (await forum.TakeAsync(world, later))[0].Reason);
            Assert.Equal((100, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
            Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Donations WHERE FoundationId = {world.Foundation} AND IsLate = 1"));
            // What is given back is taken off, vetted or not.
            Assert.Equal(TakenAs.Accepted, (await forum.TakeAsync(world, Charities.Gift(world, "r1", -40, "d1", day: Today.AddDays(2))))[0].As);
            await forum.VetAsync(world.Administrator, world.Foundation);
            await forum.RetryAsync(world.Foundation);
            Assert.Equal((130, 2, ProjectState.Open), await forum.SumsAsync(world.Project));
            Assert.Equal(new Taken(TakenAs.Known, DonationState.Accepted, AsideReason.None), (await forum.TakeAsync(world, later))[0]);
        }
        finally
        {
            forum.Clock.Now = before;
        }
    }

    [Fact]
    public async Task What_is_given_to_a_draft_counts_once_it_is_opened()
    {
        var world = await forum.CharityAsync();
        var draft = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default))).Value;
        Assert.Equal(AsideReason.NotPublished, (await forum.TakeAsync(world, Charities.Gift(world, "d1", 5, project: $"{draft}")))[0].Reason);
        await forum.TakeAsync(world, Charities.Gift(world, "r1", -2, "d1", project: $"{draft}"));
        await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.SubmitAsync(draft, default));
        Assert.True((await forum.PublishAsync(world.Administrator, draft)).Ok);
        // Once when it was vetted, and each time a project of it was opened.
        Assert.Equal(3, await forum.NumberAsync($"SELECT COUNT(*) FROM Outbox WHERE Lane = 5 AND Payload LIKE '%:' || {world.Foundation} || '}}'"));
        await forum.RetryAsync(world.Foundation);
        Assert.Equal((3, 1, ProjectState.Open), await forum.SumsAsync(draft));
    }

    [Fact]
    public async Task A_goal_that_is_reached_and_lost_again_moves_the_project_with_it()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 99_999), Charities.Gift(world, "d2", 1));
        Assert.Equal((100_000, 2, ProjectState.Funded), await forum.SumsAsync(world.Project));
        await forum.TakeAsync(world, Charities.Gift(world, "r1", -1, "d2"));
        Assert.Equal((99_999, 1, ProjectState.Open), await forum.SumsAsync(world.Project));
    }

    [Fact]
    public async Task A_sum_that_programs_could_not_count_is_not_reached()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", Currencies.Max));
        Assert.Equal(AsideReason.TotalTooLarge, (await forum.TakeAsync(world, Charities.Gift(world, "d2", 1)))[0].Reason);
    }

    [Fact]
    public async Task What_the_foundation_dismisses_never_counts_and_is_known_when_it_comes_again()
    {
        var (world, other) = (await forum.CharityAsync(), await forum.CharityAsync());
        var gift = Charities.Gift(world, "d1", 5, currency: "USD");
        await forum.TakeAsync(world, gift);
        var id = await forum.NumberAsync($"SELECT Id FROM Donations WHERE FoundationId = {world.Foundation}");
        Expect.Missing(await forum.ActAsync<AsideService, Result<Done>>(other.Staff, s => s.DismissAsync(world.Foundation, id, default)));
        Expect.Missing(await forum.ActAsync<AsideService, Result<Done>>(other.Staff, s => s.DismissAsync(other.Foundation, id, default)));
        Assert.True((await forum.ActAsync<AsideService, Result<Done>>(world.Staff, s => s.DismissAsync(world.Foundation, id, default))).Ok);
        Assert.Equal(new Taken(TakenAs.Known, DonationState.Dismissed, AsideReason.OtherCurrency), (await forum.TakeAsync(world, gift))[0]);
    }

    [Fact]
    public async Task The_months_are_the_sums_of_the_ledger_by_kind()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 100), Charities.Gift(world, "d2", 50, kind: GiftKind.Zakat), Charities.Gift(world, "d3", 30, day: Today.AddMonths(-1)));
        await forum.TakeAsync(world, Charities.Gift(world, "r1", -10, "d1"));
        var totals = await forum.ActAsync<DonationQueries, List<MonthTotal>>(Viewer.Guest, q => q.TotalsAsync(world.Foundation, null, default));
        // One day before the month of the start there is no vetting, so the third waits.
        Assert.Equal([new MonthTotal(202603, GiftKind.Zakat, "EUR", 50, 1, 0), new MonthTotal(202603, GiftKind.Sadaqah, "EUR", 90, 1, 1)], totals);
    }

    [Fact]
    public async Task Sums_that_somebody_bent_are_set_right_from_the_ledger_and_told()
    {
        await using var own = await OwnAsync();
        var world = await own.Forum.CharityAsync();
        await own.Forum.TakeAsync(world, Charities.Gift(world, "d1", 100), Charities.Gift(world, "d2", 50), Charities.Gift(world, "r1", -10, "d1"));
        Assert.Empty(await RecountAsync(own.Forum));
        await own.Forum.SqlAsync($"UPDATE Projects SET Raised = 7, Donations = 9 WHERE Id = {world.Project}; UPDATE DonationMonths SET Amount = 1; UPDATE Donations SET Refunded = 0");
        var told = await RecountAsync(own.Forum);
        Assert.Equal("donation, month 202603 of project, project", string.Join(", ", told.Select(d => d.Thing).Order(StringComparer.Ordinal)));
        Assert.Equal((140, 2, ProjectState.Open), await own.Forum.SumsAsync(world.Project));
        Assert.Empty(await RecountAsync(own.Forum));
        await own.Forum.SqlAsync("DROP TRIGGER TR_DonationLedger_NoUpdate; UPDATE DonationLedger SET Amount = 101 WHERE Number = 1");
        Assert.Contains(await RecountAsync(own.Forum), d => d is { Thing: "ledger", Id: 1 });
    }

    private async Task<Result<Done>> DismissAsync(CharityWorld world, string name, long amount)
    {
        var id = await forum.NumberAsync($"SELECT Id FROM Donations WHERE FoundationId = {world.Foundation} AND Name = '{name}' AND Amount = {amount}");
        return await forum.ActAsync<AsideService, Result<Done>>(world.Staff, s => s.DismissAsync(world.Foundation, id, default));
    }

    private static async Task<IReadOnlyList<Difference>> RecountAsync(ForumFixture forum)
    {
        await using var visit = forum.AsGuest();
        return await visit.Get<Recount>().RunAsync(default);
    }

    private static async Task<OwnForum> OwnAsync() => new(await ForumFixture.StartAsync());

    private sealed record OwnForum(ForumFixture Forum) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Forum.DisposeAsync();
    }
}
