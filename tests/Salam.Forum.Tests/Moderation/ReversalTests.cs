using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Role = Salam.Forum.Audiences.Role;

namespace Salam.Forum.Tests.Moderation;

/// <summary>What comes back when an act is undone, when what was removed is put back, and when an appeal is granted: never words that no moderator has read.</summary>
public sealed class ReversalTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Indecent = "You fucking liar";

    private static readonly Decision Removal = new(Act.Removed, Rules.Insult), Everything = new(Act.EverythingRemoved, Rules.Spam);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_appeal_is_decided_on_the_words_that_were_read(bool rewritten)
    {
        var (author, first, second) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        var entry = await forum.DecidedAsync(first, ThingKind.Post, post, Removal);
        _ = (await forum.AppealAsync(author, entry)).Value;
        var seen = await SeenAsync(second, entry);
        if (rewritten)
        {
            await RewriteAsync(author, post, "Other words that nobody has read.");
            var refusal = Expect.Refused(RefusalKind.Conflict, "AppealChanged", await forum.AnswerAsync(second, entry, grant: true, seen: seen));
            Assert.Equal("Answer", refusal.Field);
            Assert.Equal((Status.Removed, false), await StandsAsync(post));
            seen = await SeenAsync(second, entry);
        }
        Assert.True((await forum.AnswerAsync(second, entry, grant: true, seen: seen)).Ok);
        Assert.Equal((Status.Published, true), await StandsAsync(post));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_removed_is_put_back_with_the_words_that_were_read(bool rewritten)
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        _ = await forum.DecidedAsync(moderator, ThingKind.Post, post, Removal);
        var seen = await CaseAsync(ThingKind.Post, post);
        if (rewritten)
        {
            await RewriteAsync(author, post, "Other words that nobody has read.");
            Expect.Refused(RefusalKind.Conflict, "CaseDecided", await DecideAsync(moderator, seen, new Decision(Act.Restored)));
            Assert.Equal(Status.Removed, (await StandsAsync(post)).Status);
            seen = await CaseAsync(ThingKind.Post, post);
        }
        Assert.True((await DecideAsync(moderator, seen, new Decision(Act.Restored))).Ok);
        Assert.Equal((Status.Published, true), await StandsAsync(post));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removal_that_is_undone_holds_what_was_rewritten_meanwhile(bool rewritten)
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var host = await forum.PostAsync(await forum.SisterAsync());
        var comment = await forum.CommentAsync(author, host);
        var entry = await forum.DecidedAsync(moderator, ThingKind.Comment, comment, Removal);
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        if (rewritten)
        {
            await using var visit = forum.As(author);
            _ = (await visit.Comments.EditAsync(comment, "Other words that nobody has read.", null, null, default)).Value;
        }
        var undone = (await UndoAsync(moderator, entry)).Value.EntryId;
        var expected = rewritten ? Status.Held : Status.Published;
        Assert.Equal(expected, (await forum.CommentRowAsync(comment)).Status);
        Assert.Equal(rewritten ? 0 : 1, (await forum.PostRowAsync(host)).CommentCount);
        Assert.Equal(CaseState.Open, (await CaseAsync(ThingKind.Comment, comment)).State);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Reports WHERE Outcome = 1 AND SettledBy IS NULL AND CaseId = {(await CaseAsync(ThingKind.Comment, comment)).Id}"));
        // The log tells what became of it.
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE Id = {undone} AND After LIKE '%\"{comment}\":{(int)expected}%'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_waited_when_everything_was_removed_waits_again_whether_anybody_had_reported_it_or_not(bool byAppeal)
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var (post, held, later) = (await forum.PostAsync(author), await forum.PostAsync(author, ForumFixture.Draft() with { Body = Indecent }), await forum.PostAsync(author));
        var entry = await forum.DecidedAsync(moderator, ThingKind.Post, post, Everything);
        Assert.Equal(CaseState.Decided, (await CaseAsync(ThingKind.Post, held)).State);
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        await RewriteAsync(author, later, "Other words that nobody has read.");
        if (byAppeal)
        {
            _ = (await forum.AppealAsync(author, entry)).Value;
            Assert.True((await forum.AnswerAsync(await forum.SisterAsync(Role.Moderator), entry, grant: true)).Ok);
        }
        else
            Assert.True((await UndoAsync(moderator, entry)).Ok);
        Assert.Equal([Status.Published, Status.Held, Status.Held], [(await StandsAsync(post)).Status, (await StandsAsync(held)).Status, (await StandsAsync(later)).Status]);
        Assert.Equal([CaseState.Open, CaseState.Open], [(await CaseAsync(ThingKind.Post, held)).State, (await CaseAsync(ThingKind.Post, later)).State]);
        // Whom nobody believes after an appeal reported for nothing; whoever undoes decides anew.
        Assert.Equal(byAppeal ? CaseState.Decided : CaseState.Open, (await CaseAsync(ThingKind.Post, post)).State);
    }

    [Fact]
    public async Task An_act_that_settled_nothing_reopens_nothing_and_what_was_removed_is_not_approved()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        var warned = await forum.DecidedAsync(moderator, ThingKind.Post, post, new Decision(Act.Warned, Rules.Insult, "Gently."));
        var removed = (await DecideAsync(moderator, await CaseAsync(ThingKind.Post, post), Removal)).Value.EntryId;
        var before = await CaseAsync(ThingKind.Post, post);
        Assert.True((await UndoAsync(moderator, warned)).Ok);
        var after = await CaseAsync(ThingKind.Post, post);
        Assert.Equal((CaseState.Decided, (long?)removed, true), (after.State, after.SettledBy, after.Version > before.Version));
        // A case that waits on a removed thing, as an older forum left it.
        await forum.SqlAsync($"UPDATE Cases SET State = 1 WHERE Id = {after.Id}");
        var view = (await forum.AskAsync<CaseQueries, Result<CaseView>>(moderator, c => c.ShowAsync(after.Id, default))).Value;
        Assert.DoesNotContain(Act.Approved, view.Acts);
        Assert.Contains(Act.Restored, view.Acts);
        Expect.Refused(RefusalKind.Conflict, "ApproveRemoved", await DecideAsync(moderator, after, new Decision(Act.Approved)));
        Assert.Equal((Status.Removed, false), await StandsAsync(post));
        // Nor does a report bring back what was decided on.
        Expect.Refused(RefusalKind.Conflict, "ThingGone", await forum.AskAsync<ReportService, Result<Done>>(await forum.BrotherAsync(Role.Moderator), r => r.SendAsync(ThingKind.Post, post, Rules.Spam, null, default)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_approval_that_is_undone_is_none_any_more(bool held)
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author, ForumFixture.Draft() with { Body = held ? Indecent : "You are stupid" });
        var before = await forum.PostRowAsync(post);
        var review = held ? await CaseAsync(ThingKind.Post, post) : await forum.ReportedAsync(ThingKind.Post, post);
        var entry = (await DecideAsync(moderator, review, new Decision(Act.Approved))).Value.EntryId;
        Assert.Equal((Status.Published, true, Severity.Clean), Stands(await forum.PostRowAsync(post)));
        // Who was held is told that it is over; of the other one she would hear for the first time.
        Assert.Equal(held ? 1 : 0, await forum.NumberAsync($"SELECT COUNT(*) FROM Notices WHERE MemberId = {author.MemberId}"));
        Assert.True((await UndoAsync(moderator, entry)).Ok);
        Assert.Equal((before.Status, false, before.Severity), Stands(await forum.PostRowAsync(post)));
        Assert.Equal(held ? Severity.Indecent : Severity.Sensitive, before.Severity);
        Assert.Equal(CaseState.Open, (await CaseAsync(ThingKind.Post, post)).State);
    }

    [Fact]
    public async Task What_the_filter_held_and_a_moderator_puts_back_is_there_for_everybody_until_that_is_undone()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author, ForumFixture.Draft() with { Body = Indecent });
        _ = (await DecideAsync(moderator, await CaseAsync(ThingKind.Post, post), Removal)).Value;
        var restored = (await DecideAsync(moderator, await CaseAsync(ThingKind.Post, post), new Decision(Act.Restored))).Value.EntryId;
        await using (var guest = forum.AsGuest())
            Assert.NotNull(await guest.PostPages.ShowAsync(post, default));
        Assert.True((await UndoAsync(moderator, restored)).Ok);
        Assert.Equal((Status.Removed, false, Severity.Indecent), Stands(await forum.PostRowAsync(post)));
        Assert.Equal(CaseState.Decided, (await CaseAsync(ThingKind.Post, post)).State);
    }

    [Fact]
    public async Task A_case_that_comes_back_comes_to_where_it_belongs()
    {
        var moderator = await forum.SisterAsync(Role.Moderator);
        var danger = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft() with { Body = "I want to kill myself" });
        var plain = await forum.PostAsync(await forum.SisterAsync());
        var reported = await forum.ReportedAsync(ThingKind.Post, plain);
        foreach (var review in new[] { await CaseAsync(ThingKind.Post, danger), reported })
        {
            var entry = (await DecideAsync(moderator, review, new Decision(Act.Approved))).Value.EntryId;
            Assert.Equal((0, 0L), ((await CaseAsync(review.Kind, review.ThingId)).Weight, (await CaseAsync(review.Kind, review.ThingId)).Urgency));
            Assert.True((await UndoAsync(moderator, entry)).Ok);
            var back = await CaseAsync(review.Kind, review.ThingId);
            Assert.Equal((review.Weight, review.Urgency), (back.Weight, back.Urgency));
        }
        Assert.True(reported.Weight > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_that_names_private_things_is_the_circles_alone(bool isPrivate)
    {
        var (author, sister, brother) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync(Role.Moderator));
        var open = await forum.PostAsync(author);
        _ = await forum.PostAsync(author, ownCircleOnly: isPrivate);
        var entry = await forum.DecidedAsync(sister, ThingKind.Post, open, Everything, await forum.BrotherAsync());
        _ = (await forum.AppealAsync(author, entry)).Value;
        foreach (var (viewer, sees) in new[] { (sister, true), (brother, !isPrivate), (await forum.BrotherAsync(), !isPrivate) })
        {
            var rows = (await forum.AskAsync<LogQueries, Result<Page<LogRow>>>(viewer, l => l.PublicAsync(null, default))).Value.Items;
            Assert.Equal(sees, rows.Any(r => r.Id == entry));
        }
        var appeals = (await forum.AskAsync<AppealQueries, Result<Page<WaitingAppeal>>>(brother, a => a.WaitingAsync(null, default))).Value.Items;
        Assert.Equal(!isPrivate, appeals.Any(a => a.Entry.Id == entry));
        // The author is told, and what undoes it is the circle's too.
        Assert.Contains((await forum.AskAsync<NoticeQueries, Result<Page<NoticeRow>>>(author, n => n.PageAsync(null, default))).Value.Items, n => n.EntryId == entry);
        _ = (await forum.AnswerAsync(await forum.SisterAsync(Role.Moderator), entry, grant: true)).Value;
        Assert.Equal(2, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE (Id = {entry} OR About = {entry}) AND Audience = {(isPrivate ? 3 : 1)}"));
    }

    [Fact]
    public async Task A_granted_appeal_takes_the_flags_of_the_comment_away()
    {
        var author = await forum.SisterAsync();
        var comment = await forum.CommentAsync(author, await forum.PostAsync(await forum.SisterAsync()));
        var entry = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Comment, comment, Removal);
        Assert.Equal(1, (await forum.CommentRowAsync(comment)).FlagCount);
        _ = (await forum.AppealAsync(author, entry)).Value;
        _ = (await forum.AnswerAsync(await forum.SisterAsync(Role.Moderator), entry, grant: true)).Value;
        Assert.Equal(0, (await forum.CommentRowAsync(comment)).FlagCount);
    }

    private static (Status, bool, Severity) Stands(Salam.Forum.Posts.Post post) => (post.Status, post.IsApproved, post.Severity);

    private async Task<(Status Status, bool IsApproved)> StandsAsync(long post) => ((await forum.PostRowAsync(post)).Status, (await forum.PostRowAsync(post)).IsApproved);

    private async Task<int> SeenAsync(Viewer moderator, long entry) =>
        (await forum.AskAsync<AppealQueries, Result<Page<WaitingAppeal>>>(moderator, a => a.WaitingAsync(null, default))).Value.Items.Single(a => a.Entry.Id == entry).Version;

    private async Task RewriteAsync(Viewer author, long post, string body)
    {
        await using var visit = forum.As(author);
        _ = (await visit.Posts.EditAsync(post, ForumFixture.Draft() with { Body = body }, default)).Value;
    }

    private Task<Result<Decided>> DecideAsync(Viewer moderator, Case review, Decision decision) =>
        forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.DecideAsync(review.Id, review.Version, decision, default));

    private Task<Result<Decided>> UndoAsync(Viewer moderator, long entry) => forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(entry, default));

    private async Task<Case> CaseAsync(ThingKind kind, long id)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Kind == kind && c.ThingId == id);
    }
}
