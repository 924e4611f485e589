using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class ReportTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Three_members_reports_hold_a_post_and_make_one_case()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(i < 3 ? Status.Published : Status.Held, (await forum.PostRowAsync(post)).Status);
            Assert.True((await ReportAsync(await OldMemberAsync(), ThingKind.Post, post)).Ok);
        }
        Assert.Equal(Status.Held, (await forum.PostRowAsync(post)).Status);
        var review = await CaseAsync(ThingKind.Post, post);
        Assert.Equal((CaseState.Open, 3 * ReportWeight.One, Rules.Insult), (review.State, review.Weight, review.Rules));
        Assert.Equal(3, await forum.NumberAsync($"SELECT COUNT(*) FROM Reports WHERE CaseId = {review.Id}"));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE CaseId = {review.Id} AND Act = 1 AND ActorId IS NULL"));
    }

    [Fact]
    public async Task A_new_members_word_weighs_half()
    {
        var post = await forum.PostAsync(await forum.BrotherAsync());
        for (var i = 0; i < 3; i++)
            _ = (await ReportAsync(await forum.BrotherAsync(), ThingKind.Post, post)).Value;
        Assert.Equal(Status.Published, (await forum.PostRowAsync(post)).Status);
        Assert.Equal(150, (await CaseAsync(ThingKind.Post, post)).Weight);
    }

    [Theory]
    [InlineData(1, 0, 0, 50)]
    [InlineData(10, 0, 0, 100)]
    [InlineData(10, 0, 8, 20)]
    [InlineData(40, 8, 0, 300)]
    [InlineData(40, 8, 8, 100)]
    [InlineData(400, 0, 98, 10)]
    public void The_weight_follows_age_and_past_accuracy(int days, int upheld, int dismissed, int weight) =>
        Assert.Equal(weight, ReportWeight.Of(TimeSpan.FromDays(days), upheld, dismissed));

    [Fact]
    public async Task The_same_report_twice_is_one_and_another_one_is_refused()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        var reporter = await forum.SisterAsync();
        Assert.True((await ReportAsync(reporter, ThingKind.Post, post)).Ok);
        Assert.True((await ReportAsync(reporter, ThingKind.Post, post)).Ok);
        Assert.Equal("ReportedAlready", Assert.Single((await ReportAsync(reporter, ThingKind.Post, post, Rules.Spam)).Refusals).Code);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Reports WHERE ReporterId = {reporter.MemberId}"));
    }

    [Fact]
    public async Task Nobody_reports_her_own_thing_or_one_that_she_does_not_see()
    {
        var sister = await forum.SisterAsync();
        var post = await forum.PostAsync(sister, ownCircleOnly: true);
        Assert.Equal("ReportOwn", (await ReportAsync(sister, ThingKind.Post, post)).Refusals[0].Code);
        Assert.Equal("ReportOwn", (await ReportAsync(sister, ThingKind.Member, sister.MemberId)).Refusals[0].Code);
        Assert.Equal(RefusalKind.Missing, (await ReportAsync(await forum.BrotherAsync(), ThingKind.Post, post)).Refusals[0].Kind);
        Assert.Equal(RefusalKind.Missing, (await ReportAsync(sister, ThingKind.Comment, 999_999)).Refusals[0].Kind);
        Assert.Equal(RefusalKind.Missing, (await ReportAsync(sister, (ThingKind)9, post)).Refusals[0].Kind);
        Assert.Equal(Refusal.LogIn, (await ReportAsync(Viewer.Guest, ThingKind.Post, post)).Refusals[0]);
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Cases WHERE ThingId = {post} AND Kind = 1"));
    }

    [Theory]
    [InlineData(Rules.None)]
    [InlineData(Rules.Spam | Rules.Insult)]
    [InlineData((Rules)4096)]
    public async Task A_report_names_one_rule(Rules rule)
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        Assert.Equal("Choice", (await ReportAsync(await forum.SisterAsync(), ThingKind.Post, post, rule)).Refusals[0].Code);
    }

    [Fact]
    public async Task Another_reason_needs_words()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        var reporter = await forum.SisterAsync();
        Assert.Equal(RefusalKind.Invalid, (await ReportAsync(reporter, ThingKind.Post, post, Rules.Other)).Refusals[0].Kind);
        Assert.True((await ReportAsync(reporter, ThingKind.Post, post, Rules.Other, "Copied from a book without saying so.")).Ok);
    }

    [Fact]
    public async Task The_twenty_first_report_of_a_day_is_refused()
    {
        var (author, reporter) = (await forum.SisterAsync(), await forum.SisterAsync());
        for (var i = 0; i < Report.DayLimit; i++)
            _ = (await ReportAsync(reporter, ThingKind.Post, await forum.PostAsync(author))).Value;
        var last = await forum.PostAsync(author);
        Assert.Equal(RefusalKind.TooMany, (await ReportAsync(reporter, ThingKind.Post, last)).Refusals[0].Kind);
        forum.Clock.Advance(TimeSpan.FromHours(25));
        Assert.True((await ReportAsync(reporter, ThingKind.Post, last)).Ok);
    }

    [Fact]
    public async Task Danger_comes_before_any_weight()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        _ = (await ReportAsync(await forum.SisterAsync(), ThingKind.Post, post, Rules.Danger)).Value;
        var first = (await CaseAsync(ThingKind.Post, post)).Urgency;
        Assert.True(first > 1_000 * ReportWeight.One);
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await forum.PostAsync(await forum.SisterAsync());
        _ = (await ReportAsync(await forum.SisterAsync(), ThingKind.Post, later, Rules.Danger)).Value;
        Assert.True((await CaseAsync(ThingKind.Post, later)).Urgency > first);
    }

    private async Task<Viewer> OldMemberAsync()
    {
        var member = await forum.SisterAsync();
        await forum.SqlAsync($"UPDATE Members SET JoinedAt = '2020-01-01 00:00:00' WHERE Id = {member.MemberId}");
        return member;
    }

    private async Task<Result<Done>> ReportAsync(Viewer reporter, ThingKind kind, long id, Rules rule = Rules.Insult, string? words = null)
    {
        await using var visit = forum.As(reporter);
        return await visit.Get<ReportService>().SendAsync(kind, id, rule, words, default);
    }

    private async Task<Case> CaseAsync(ThingKind kind, long id)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Kind == kind && c.ThingId == id);
    }
}
