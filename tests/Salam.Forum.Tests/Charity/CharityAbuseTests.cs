using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>What somebody with a key, a desk or a role could do to the others, and cannot.</summary>
public sealed class CharityAbuseTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Under_one_number_only_so_much_is_kept_that_contradicts_itself()
    {
        var world = await forum.CharityAsync();
        var taken = await forum.TakeAsync(world, [.. Enumerable.Range(1, Donation.VariantsMost + 5).Select(i => Charities.Gift(world, "d1", i))]);
        Assert.All(taken.Take(Donation.VariantsMost), t => Assert.Equal((TakenAs.Aside, AsideReason.Conflict), (t.As, t.Reason)));
        Assert.All(taken.Skip(Donation.VariantsMost), t => Assert.Equal((TakenAs.Refused, IntakeLimit.Variants), (t.As, t.Limit)));
        Assert.Equal(Donation.VariantsMost, await forum.NumberAsync($"SELECT COUNT(*) FROM Donations WHERE FoundationId = {world.Foundation}"));
        // What is known is known still.
        Assert.Equal(TakenAs.Known, (await forum.TakeAsync(world, Charities.Gift(world, "d1", 3)))[0].As);
    }

    [Fact]
    public async Task A_donation_is_given_back_in_only_so_many_parts()
    {
        var world = await forum.CharityAsync();
        var taken = await forum.TakeAsync(world, [Charities.Gift(world, "d1", 50_000), .. Enumerable.Range(1, Donation.RefundsMost + 1).Select(i => Charities.Gift(world, $"r{i}", -1, "d1"))]);
        Assert.All(taken.Take(Donation.RefundsMost + 1), t => Assert.Equal(TakenAs.Accepted, t.As));
        Assert.Equal((TakenAs.Refused, IntakeLimit.Refunds), (taken[^1].As, taken[^1].Limit));
        Assert.Equal(50_000 - Donation.RefundsMost, (await forum.SumsAsync(world.Project)).Raised);
    }

    [Fact]
    public async Task A_foundation_with_too_much_aside_has_no_more_of_it_kept_and_its_good_gifts_count()
    {
        var world = await forum.CharityAsync();
        await using (var visit = forum.AsGuest())
        {
            visit.Db.Donations.AddRange(Enumerable.Range(1, Donation.AsideMost).Select(i => new Donation
            {
                FoundationId = world.Foundation, Name = $"a{i}", Project = "0", Amount = 1, Currency = "EUR", Kind = GiftKind.Sadaqah, GivenOn = DateOnly.FromDateTime(FakeClock.Start), ArrivedAt = FakeClock.Start,
                Reason = AsideReason.UnknownProject,
            }));
            await visit.Db.SaveChangesAsync();
        }
        var taken = await forum.TakeAsync(world, Charities.Gift(world, "d1", 5), Charities.Gift(world, "d2", 5, project: "0"), Charities.Gift(world, "d3", 7), Charities.Gift(world, "a1", 1, project: "0"));
        Assert.Equal([TakenAs.Accepted, TakenAs.Refused, TakenAs.Accepted, TakenAs.Known], taken.Select(t => t.As));
        Assert.Equal(IntakeLimit.Aside, taken[1].Limit);
        Assert.Equal((12, Donation.AsideMost + 2), ((await forum.SumsAsync(world.Project)).Raised, await forum.NumberAsync($"SELECT COUNT(*) FROM Donations WHERE FoundationId = {world.Foundation}")));
    }

    [Fact]
    public async Task Each_of_a_list_is_answered_as_it_stands_when_all_are_in()
    {
        var world = await forum.CharityAsync();
        var taken = await forum.TakeAsync(world, Charities.Gift(world, "d1", 5), Charities.Gift(world, "d1", 6), Charities.Gift(world, "r1", -3, "d2"), Charities.Gift(world, "d2", 3));
        Assert.Equal([TakenAs.Aside, TakenAs.Aside, TakenAs.Accepted, TakenAs.Accepted], taken.Select(t => t.As));
    }

    [Fact]
    public async Task Moderators_read_in_the_log_what_everybody_may_know_and_no_names_of_those_who_act()
    {
        var world = await forum.CharityAsync();
        var (member, moderator) = (await forum.SisterAsync(), await forum.BrotherAsync(Role.Moderator));
        Assert.True((await forum.ActAsync<StaffService, Result<Done>>(world.Staff, s => s.AddAsync(world.Foundation, member.Handle, default))).Ok);
        var hidden = (await forum.ActAsync<FoundationService, Result<long>>(member with { HasSecondFactor = true }, s => s.ApplyAsync(Charities.Draft(), default))).Value;
        Assert.True((await forum.ActAsync<VettingService, Result<Done>>(world.Administrator, s => s.RejectAsync(hidden, "The register does not know it.", default))).Ok);
        var (seen, all) = (await LogAsync(moderator), await LogAsync(world.Administrator));
        Assert.Contains(seen, e => e.Row.Act == Act.FoundationVetted && e.ThingId == world.Foundation);
        Assert.DoesNotContain(seen, e => e.Row.Act is Act.FoundationChecked or Act.StaffAdded || (e.Row.Kind == ThingKind.Foundation && e.ThingId == hidden));
        Assert.Contains(all, e => e.Row.Act == Act.StaffAdded && e.ThingId == world.Foundation);
        Assert.Contains(all, e => e.Row.Act == Act.FoundationRejected && e.ThingId == hidden);

        async Task<List<FullLogRow>> LogAsync(Viewer viewer) => [.. (await forum.ActAsync<LogQueries, Result<Salam.Forum.Feeds.Page<FullLogRow>>>(viewer, q => q.FullAsync(new LogFilter(), null, default))).Value.Items];
    }

    [Fact]
    public async Task A_statement_speaks_of_projects_in_their_currency_and_only_what_is_explained_waits_for_an_administrator()
    {
        var world = await forum.CharityAsync();
        Expect.Refused(RefusalKind.Invalid, "Choice", await StateAsync("USD"));
        Assert.Equal(1, (await StateAsync("EUR")).Value.Differences);
        Assert.DoesNotContain(await WaitingAsync(), d => d.FoundationId == world.Foundation);
        var difference = await forum.NumberAsync($"SELECT Id FROM StatementDifferences WHERE FoundationId = {world.Foundation}");
        Assert.True((await forum.ActAsync<StatementService, Result<Done>>(world.Staff, s => s.ExplainAsync(world.Foundation, difference, "It was given by hand, and not announced.", default))).Ok);
        Assert.Contains(await WaitingAsync(), d => d.FoundationId == world.Foundation);

        Task<Result<StatementTaken>> StateAsync(string currency) =>
            forum.ActAsync<StatementService, Result<StatementTaken>>(Viewer.Guest, s => s.TakeAsync(world.Foundation, new StatementMessage(202_501, [new StatedSum(world.Project, currency, null, 3, 900)]), default));

        async Task<IReadOnlyList<ReviewedDifference>> WaitingAsync() => (await forum.ActAsync<CharityReviewQueries, Result<IReadOnlyList<ReviewedDifference>>>(world.Administrator, q => q.DifferencesAsync(default))).Value;
    }

    [Fact]
    public async Task The_same_news_sent_twice_are_told_once_and_a_day_has_only_so_many()
    {
        var world = await forum.CharityAsync();
        var first = await TellAsync("The pump has come.");
        Assert.Equal(first.Value, (await TellAsync("The pump has come.")).Value);
        Assert.Equal((1, 2), (await forum.NumberAsync($"SELECT COUNT(*) FROM ProjectEvents WHERE ProjectId = {world.Project} AND Kind = {(int)ProjectEventKind.Told}"), await forum.NumberAsync($"SELECT COUNT(*) FROM Posts WHERE UpdateId = {first.Value}")));
        for (var i = 1; i < ProjectUpdate.DayMost; i++)
            Assert.True((await TellAsync($"Stone {i} is laid.")).Ok);
        Expect.Refused(RefusalKind.TooMany, "NewsMany", await TellAsync("One stone too many."));
        // What was promised is told all the same.
        var promise = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.PromiseAsync(world.Project, forum.Clock.Now.AddDays(3), default))).Value;
        Assert.True((await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, promise, "As promised.", default))).Ok);

        Task<Result<long>> TellAsync(string words) => forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, words, default));
    }

    [Fact]
    public async Task Followers_hear_that_a_project_rests_and_that_it_goes_on()
    {
        var world = await forum.CharityAsync();
        Assert.True((await forum.ActAsync<RestService, Result<Done>>(world.Staff, s => s.RestAsync(world.Project, "The rain has flooded the road.", default))).Ok);
        Assert.True((await forum.ActAsync<RestService, Result<Done>>(world.Staff, s => s.EndAsync(world.Project, default))).Ok);
        await using var visit = forum.AsGuest();
        Assert.Equal([ProjectEventKind.Paused, ProjectEventKind.Resumed], await visit.Db.ProjectEvents.Where(e => e.ProjectId == world.Project).OrderBy(e => e.Id).Select(e => e.Kind).Where(k => k == ProjectEventKind.Paused || k == ProjectEventKind.Resumed).ToListAsync());
    }
}
