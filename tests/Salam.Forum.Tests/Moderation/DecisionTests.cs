using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class DecisionTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_removed_comment_is_told_to_its_author_logged_and_can_be_undone()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(await forum.SisterAsync());
        var comment = await forum.CommentAsync(author, post);
        var review = await ReportedAsync(ThingKind.Comment, comment);
        var decided = (await DecideAsync(moderator, review, new Decision(Act.Removed, Rules.Insult, "Please say it kindly."))).Value;

        Assert.Equal(Status.Removed, (await forum.CommentRowAsync(comment)).Status);
        Assert.Equal(0, (await forum.PostRowAsync(post)).CommentCount);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Notices WHERE MemberId = {author.MemberId}"));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Reports WHERE CaseId = {review.Id} AND Outcome = 2 AND SettledBy = {decided.EntryId}"));
        await forum.DeliverAsync();
        Assert.Contains(forum.Mailer.Sent, m => m.To == ForumFixture.EmailOf(author.Handle));

        Assert.True((await UndoAsync(moderator, decided.EntryId)).Ok);
        Assert.Equal(Status.Published, (await forum.CommentRowAsync(comment)).Status);
        Assert.Equal(1, (await forum.PostRowAsync(post)).CommentCount);
        Assert.Equal(CaseState.Open, (await CaseAsync(review.Id)).State);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Reports WHERE CaseId = {review.Id} AND Outcome = 1 AND SettledBy IS NULL"));
        Assert.Equal("UndoneAlready", (await UndoAsync(moderator, decided.EntryId)).Refusals[0].Code);
    }

    [Fact]
    public async Task Approving_lets_a_held_post_out_and_dismisses_the_reports()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        var review = await ReportedAsync(ThingKind.Post, post);
        await forum.SetStatusAsync(post, Status.Held);
        Assert.True((await DecideAsync(await forum.BrotherAsync(Role.Moderator), review, new Decision(Act.Approved))).Ok);
        var row = await forum.PostRowAsync(post);
        Assert.Equal((Status.Published, true), (row.Status, row.IsApproved));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Reports WHERE CaseId = {review.Id} AND Outcome = 3"));
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_is_done_and_the_other_one_is_told()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        var review = await ReportedAsync(ThingKind.Post, post);
        var (first, second) = (await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync(Role.Moderator));
        var both = await Task.WhenAll(DecideAsync(first, review, new Decision(Act.Approved)), DecideAsync(second, review, new Decision(Act.Removed, Rules.Spam)));
        Assert.Single(both, r => r.Ok);
        Assert.Equal("CaseDecided", both.Single(r => !r.Ok).Refusals[0].Code);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE CaseId = {review.Id}"));
    }

    [Fact]
    public async Task A_private_thing_is_reviewed_in_its_own_circle_alone()
    {
        var post = await forum.PostAsync(await forum.SisterAsync(), ownCircleOnly: true);
        var review = await ReportedAsync(ThingKind.Post, post, await forum.SisterAsync());
        Assert.Equal(RefusalKind.Missing, (await DecideAsync(await forum.BrotherAsync(Role.Moderator), review, new Decision(Act.Approved))).Refusals[0].Kind);
        Assert.Equal(RefusalKind.Missing, (await DecideAsync(await forum.BrotherAsync(Role.Administrator), review, new Decision(Act.Approved))).Refusals[0].Kind);
        Assert.Equal(RefusalKind.Missing, (await DecideAsync(await forum.SisterAsync(), review, new Decision(Act.Approved))).Refusals[0].Kind);
        Assert.Equal(RefusalKind.Missing, (await DecideAsync(Viewer.Guest, review, new Decision(Act.Approved))).Refusals[0].Kind);
        // Pages that guests see are kept as they are: their age would tell when it was decided.
        Assert.Equal(Audience.Sisters, (await DecideAsync(await forum.SisterAsync(Role.Moderator), review, new Decision(Act.Approved))).Value.Changed);
    }

    [Fact]
    public async Task Without_a_second_factor_a_moderator_does_not_act()
    {
        var review = await ReportedAsync(ThingKind.Post, await forum.PostAsync(await forum.SisterAsync()));
        var moderator = await forum.SisterAsync(Role.Moderator) with { HasSecondFactor = false };
        Assert.Equal("SecondFactorNeeded", (await DecideAsync(moderator, review, new Decision(Act.Approved))).Refusals[0].Code);
    }

    [Fact]
    public async Task A_moderator_does_not_act_on_members_of_the_other_circle_nor_on_moderators_nor_on_her_own_words()
    {
        var sister = await forum.SisterAsync();
        var review = await ReportedAsync(ThingKind.Post, await forum.PostAsync(sister));
        Assert.Equal("OtherCircle", (await DecideAsync(await forum.BrotherAsync(Role.Moderator), review, new Decision(Act.Suspended, Rules.Spam, Days: 3))).Refusals[0].Code);
        var moderator = await forum.SisterAsync(Role.Moderator);
        var ofModerator = await ReportedAsync(ThingKind.Post, await forum.PostAsync(moderator));
        Assert.Equal("ActOnModerator", (await DecideAsync(await forum.SisterAsync(Role.Moderator), ofModerator, new Decision(Act.Banned, Rules.Spam))).Refusals[0].Code);
        Assert.Equal(RefusalKind.Missing, (await DecideAsync(moderator, ofModerator, new Decision(Act.Approved))).Refusals[0].Kind);
    }

    [Fact]
    public async Task Everything_a_spammer_wrote_goes_in_one_act_and_comes_back_in_one()
    {
        var (spammer, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var host = await forum.PostAsync(await forum.SisterAsync());
        var (post, hidden) = (await forum.PostAsync(spammer), await forum.PostAsync(spammer, ownCircleOnly: true));
        var comments = new List<long>();
        for (var i = 0; i < 3; i++)
            comments.Add(await forum.CommentAsync(spammer, host));
        await forum.SetStatusAsync(hidden, Status.Held);
        var (review, other) = (await ReportedAsync(ThingKind.Post, post), await ReportedAsync(ThingKind.Comment, comments[0]));
        var decided = (await DecideAsync(moderator, review, new Decision(Act.EverythingRemoved, Rules.Spam))).Value;
        Assert.Equal([Status.Removed, Status.Removed, Status.Removed], [(await forum.PostRowAsync(post)).Status, (await forum.PostRowAsync(hidden)).Status, (await forum.CommentRowAsync(comments[2])).Status]);
        Assert.Equal(0, (await forum.PostRowAsync(host)).CommentCount);
        Assert.Equal(CaseState.Decided, (await CaseAsync(other.Id)).State);
        Assert.True((await UndoAsync(moderator, decided.EntryId)).Ok);
        Assert.Equal([Status.Published, Status.Held, Status.Published], [(await forum.PostRowAsync(post)).Status, (await forum.PostRowAsync(hidden)).Status, (await forum.CommentRowAsync(comments[2])).Status]);
        Assert.Equal(3, (await forum.PostRowAsync(host)).CommentCount);
        Assert.Equal([CaseState.Open, CaseState.Open], [(await CaseAsync(other.Id)).State, (await CaseAsync(review.Id)).State]);
    }

    [Theory]
    [InlineData(Act.Silenced)]
    [InlineData(Act.Suspended)]
    [InlineData(Act.Banned)]
    [InlineData(Act.HandleReset)]
    public async Task What_is_done_to_a_member_is_undone_exactly(Act act)
    {
        var (member, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var review = await ReportedAsync(ThingKind.Member, member.MemberId);
        var before = await MemberStateAsync(member.MemberId);
        var decided = (await DecideAsync(moderator, review, new Decision(act, Rules.Indecent, Days: 7))).Value;
        Assert.NotEqual(before, await MemberStateAsync(member.MemberId));
        Assert.True((await UndoAsync(moderator, decided.EntryId)).Ok);
        Assert.Equal(before, await MemberStateAsync(member.MemberId));
    }

    [Theory]
    [InlineData("UPDATE ModerationLog SET Words = 'other'")]
    [InlineData("DELETE FROM ModerationLog")]
    [InlineData("INSERT OR REPLACE INTO ModerationLog SELECT * FROM ModerationLog")]
    public async Task The_log_refuses_every_change_in_the_database_itself(string sql)
    {
        var review = await ReportedAsync(ThingKind.Post, await forum.PostAsync(await forum.SisterAsync()));
        _ = (await DecideAsync(await forum.SisterAsync(Role.Moderator), review, new Decision(Act.Approved))).Value;
        Assert.Contains("append-only", (await Assert.ThrowsAsync<SqliteException>(() => forum.SqlAsync(sql))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dismissed_report_is_no_flag_until_that_is_undone_and_a_recount_knows()
    {
        var moderator = await forum.SisterAsync(Role.Moderator);
        var comment = await forum.CommentAsync(await forum.SisterAsync(), await forum.PostAsync(await forum.SisterAsync()));
        var review = await ReportedAsync(ThingKind.Comment, comment);
        Assert.Equal(1, (await forum.CommentRowAsync(comment)).FlagCount);
        var decided = (await DecideAsync(moderator, review, new Decision(Act.Approved))).Value;
        Assert.Equal(0, (await forum.CommentRowAsync(comment)).FlagCount);
        Assert.True((await UndoAsync(moderator, decided.EntryId)).Ok);
        Assert.Equal(1, (await forum.CommentRowAsync(comment)).FlagCount);
        await forum.SqlAsync($"UPDATE Comments SET FlagCount = 7 WHERE Id = {comment}");
        await using var visit = forum.AsGuest();
        Assert.Contains(await visit.Get<Recount>().RunAsync(default), d => d.Id == comment && d.Before.EndsWith("flags 7", StringComparison.Ordinal) && d.After.EndsWith("flags 1", StringComparison.Ordinal));
        Assert.Equal(1, (await forum.CommentRowAsync(comment)).FlagCount);
    }

    private async Task<Case> ReportedAsync(ThingKind kind, long id, Viewer? reporter = null)
    {
        await using var visit = forum.As(reporter ?? await forum.SisterAsync());
        _ = (await visit.Get<ReportService>().SendAsync(kind, id, Rules.Insult, null, default)).Value;
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Kind == kind && c.ThingId == id);
    }

    private async Task<Result<Decided>> DecideAsync(Viewer moderator, Case review, Decision decision)
    {
        await using var visit = forum.As(moderator);
        return await visit.Get<DecisionService>().DecideAsync(review.Id, review.Version, decision, default);
    }

    private async Task<Result<Decided>> UndoAsync(Viewer moderator, long entryId)
    {
        await using var visit = forum.As(moderator);
        return await visit.Get<DecisionService>().UndoAsync(entryId, default);
    }

    private async Task<Case> CaseAsync(long id)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Id == id);
    }

    private async Task<(string Handle, DateTime? Silenced, DateTime? Suspended)> MemberStateAsync(long id)
    {
        await using var visit = forum.AsGuest();
        var member = await visit.Db.Members.AsNoTracking().FirstAsync(m => m.Id == id);
        return (member.Handle, member.SilencedUntil, member.SuspendedUntil);
    }
}
