using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class AppealTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly Decision Removal = new(Act.Removed, Rules.Insult, "Please say it kindly.");

    [Fact]
    public async Task A_granted_appeal_brings_the_post_back_and_tells_the_author_and_the_log()
    {
        var (author, first, second) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        var entry = await forum.DecidedAsync(first, ThingKind.Post, post, Removal);
        Assert.True((await forum.AppealAsync(author, entry)).Ok);
        var answered = (await forum.AnswerAsync(second, entry, grant: true)).Value;
        Assert.Equal(Audience.Everyone, answered.Changed);
        var answer = answered.EntryId;
        var row = await forum.PostRowAsync(post);
        Assert.Equal((Status.Published, true), (row.Status, row.IsApproved));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE Id = {answer} AND Act = 16 AND About = {entry} AND ActorId = {second.MemberId}"));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Notices WHERE MemberId = {author.MemberId} AND EntryId = {answer}"));
        // Whoever reported it was not right after all.
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Reports WHERE SettledBy = {answer} AND Outcome = 3"));
        var log = (await forum.AskAsync<LogQueries, Result<Page<FullLogRow>>>(first, l => l.FullAsync(new LogFilter(Kind: ThingKind.Post, ThingId: post), null, default))).Value;
        Assert.Equal([(Act.AppealGranted, false, (bool?)null), (Act.Removed, true, true)], log.Items.Select(r => (r.Row.Act, r.IsAppealed, r.Granted)));
    }

    [Fact]
    public async Task Appeals_that_wait_are_counted_for_those_who_may_decide_them()
    {
        var (author, first, second, brother) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync(Role.Moderator));
        var viewers = new[] { first, second, brother, author, Viewer.Guest };
        var before = await CountsAsync();
        var entry = await forum.DecidedAsync(first, ThingKind.Post, await forum.PostAsync(author), Removal);
        var hidden = await forum.DecidedAsync(first, ThingKind.Post, await forum.PostAsync(author, ownCircleOnly: true), Removal);
        Assert.Equal(before, await CountsAsync());
        _ = (await forum.AppealAsync(author, entry)).Value;
        _ = (await forum.AppealAsync(author, hidden)).Value;
        Assert.Equal([before[0], before[1] + 2, before[2] + 1, 0, 0], await CountsAsync());
        _ = (await forum.AnswerAsync(second, entry, grant: true)).Value;
        Assert.Equal([before[0], before[1] + 1, before[2], 0, 0], await CountsAsync());
        // Taken back by whoever decided, there is nothing left to answer.
        _ = (await forum.AskAsync<DecisionService, Result<Decided>>(first, d => d.UndoAsync(hidden, default))).Value;
        Assert.Equal(before, await CountsAsync());

        async Task<List<int>> CountsAsync()
        {
            var counts = new List<int>();
            foreach (var viewer in viewers)
                counts.Add(await forum.AskAsync<AppealQueries, int>(viewer, a => a.CountAsync(default)));
            return counts;
        }
    }

    [Fact]
    public async Task What_was_held_when_it_was_removed_is_published_once_a_person_found_it_right()
    {
        var (author, post) = (await forum.SisterAsync(), 0L);
        post = await forum.PostAsync(author);
        var review = await forum.ReportedAsync(ThingKind.Post, post);
        await forum.SetStatusAsync(post, Status.Held);
        var entry = (await forum.AskAsync<DecisionService, Result<Decided>>(await forum.SisterAsync(Role.Moderator), d => d.DecideAsync(review.Id, review.Version, Removal, default))).Value.EntryId;
        _ = (await forum.AppealAsync(author, entry)).Value;
        _ = (await forum.AnswerAsync(await forum.BrotherAsync(Role.Moderator), entry, grant: true)).Value;
        Assert.Equal(Status.Published, (await forum.PostRowAsync(post)).Status);
    }

    [Fact]
    public async Task A_denied_appeal_leaves_all_as_it_is_and_tells_the_reason()
    {
        var (author, post) = (await forum.SisterAsync(), 0L);
        post = await forum.PostAsync(author);
        var entry = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, post, Removal);
        _ = (await forum.AppealAsync(author, entry)).Value;
        var second = await forum.SisterAsync(Role.Moderator);
        Expect.Invalid(await forum.AnswerAsync(second, entry, grant: false, words: " "), "Answer:AnswerEmpty");
        _ = (await forum.AnswerAsync(second, entry, grant: false, words: "It names somebody.")).Value;
        Assert.Equal(Status.Removed, (await forum.PostRowAsync(post)).Status);
        var told = (await forum.AskAsync<NoticeQueries, Result<Page<NoticeRow>>>(author, n => n.PageAsync(null, default))).Value.Items;
        Assert.Equal([(Act.AppealDenied, "It names somebody."), (Act.Removed, "Please say it kindly.")], told.Select(n => (n.Act, n.Words)));
        Assert.Equal(new OwnAppeal("I meant it kindly.", false), told[1].Appealed);
        Assert.False(told[1].MayAppeal);
    }

    [Fact]
    public async Task An_appeal_is_sent_once_for_a_decision()
    {
        var author = await forum.SisterAsync();
        var entry = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, await forum.PostAsync(author), Removal);
        Expect.Invalid(await forum.AppealAsync(author, entry, " "), "Words:WordsEmpty");
        Expect.Invalid(await forum.AppealAsync(author, entry, new string('a', Appeal.WordsMax + 1)), "Words:WordsLong");
        Assert.True((await forum.AppealAsync(author, entry)).Ok);
        Assert.True((await forum.AppealAsync(author, entry)).Ok);
        Expect.Refused(RefusalKind.Conflict, "AppealedAlready", await forum.AppealAsync(author, entry, "Other words."));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Appeals WHERE EntryId = {entry}"));
    }

    [Fact]
    public async Task Nobody_appeals_against_a_decision_about_somebody_else_or_against_what_took_nothing_away()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        var entry = await forum.DecidedAsync(moderator, ThingKind.Post, post, Removal);
        Expect.Missing(await forum.AppealAsync(await forum.SisterAsync(), entry));
        Expect.Missing(await forum.AppealAsync(moderator, entry));
        Expect.Missing(await forum.AppealAsync(author, 999_999));
        Expect.LogIn(await forum.AppealAsync(Viewer.Guest, entry));
        var approved = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Approved));
        Expect.Missing(await forum.AppealAsync(author, approved));
        // Held by the forum: it waits for a person anyway.
        await forum.SqlAsync($"INSERT INTO ModerationLog (At, Act, ActorRole, Audience, Kind, ThingId, MemberId, Rule, Words, Before, After) VALUES ('2026-03-01', 1, 1, 1, 1, {post}, {author.MemberId}, 0, '', '{{}}', '{{}}')");
        Expect.Missing(await forum.AppealAsync(author, await forum.NumberAsync("SELECT MAX(Id) FROM ModerationLog")));
    }

    [Fact]
    public async Task Whoever_decided_first_does_not_decide_again_nor_does_the_member_herself()
    {
        var (moderator, administrator) = (await forum.SisterAsync(Role.Moderator), await forum.SisterAsync(Role.Administrator));
        var entry = await forum.DecidedAsync(administrator, ThingKind.Post, await forum.PostAsync(moderator), new Decision(Act.Warned, Rules.Insult, "Gently."));
        _ = (await forum.AppealAsync(moderator, entry)).Value;
        Expect.Refused(RefusalKind.Forbidden, "AppealFirst", await forum.AnswerAsync(administrator, entry, grant: false));
        Expect.Refused(RefusalKind.Forbidden, "AppealOwn", await forum.AnswerAsync(moderator, entry, grant: true));
        // By the rule of the decision itself: a moderator's case is for those above her.
        Expect.Refused(RefusalKind.Forbidden, "ActOnModerator", await forum.AnswerAsync(await forum.SisterAsync(Role.Moderator), entry, grant: true));
        Assert.True((await forum.AnswerAsync(await forum.SisterAsync(Role.Administrator), entry, grant: true)).Ok);
    }

    [Fact]
    public async Task Appeals_stay_in_the_circle_as_decisions_do()
    {
        var author = await forum.SisterAsync();
        var hidden = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, await forum.PostAsync(author, ownCircleOnly: true), Removal);
        var ofMember = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, await forum.PostAsync(author), new Decision(Act.Silenced, Rules.Spam, Days: 3));
        _ = (await forum.AppealAsync(author, hidden)).Value;
        _ = (await forum.AppealAsync(author, ofMember)).Value;
        var brother = await forum.BrotherAsync(Role.Moderator);
        Expect.Missing(await forum.AnswerAsync(brother, hidden, grant: true));
        Expect.Refused(RefusalKind.Forbidden, "OtherCircle", await forum.AnswerAsync(brother, ofMember, grant: true));
        Assert.Equal([(ofMember, "OtherCircle")], (await WaitingAsync(brother)).Where(a => a.MemberId == author.MemberId).Select(a => (a.Entry.Id, a.Refusal!.Code)));
        var seen = (await WaitingAsync(await forum.SisterAsync(Role.Moderator))).Where(a => a.MemberId == author.MemberId).ToList();
        Assert.Equal([(hidden, true), (ofMember, true)], seen.Select(a => (a.Entry.Id, a.Refusal is null)));
        Assert.All(seen, a => Assert.Equal("Where does one pray in Lisbon?", a.Thing!.Title));
        var administrator = await forum.BrotherAsync(Role.Administrator);
        Expect.Missing(await forum.AnswerAsync(administrator, hidden, grant: true));
        await forum.SqlAsync($"INSERT INTO CircleEntries (MemberId, Circle, Until) VALUES ({administrator.MemberId}, 2, '2030-01-01')");
        Assert.Equal(2, (await WaitingAsync(administrator)).Count(a => a.MemberId == author.MemberId));
        // Guests' kept pages stay: their age would tell of what only sisters see.
        Assert.Equal(Audience.Sisters, (await forum.AnswerAsync(administrator, hidden, grant: true)).Value.Changed);
    }

    [Fact]
    public async Task Only_moderators_with_a_second_factor_decide_and_each_appeal_once()
    {
        var author = await forum.SisterAsync();
        var entry = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, await forum.PostAsync(author), Removal);
        _ = (await forum.AppealAsync(author, entry)).Value;
        Expect.Missing(await forum.AnswerAsync(await forum.SisterAsync(), entry, grant: true));
        Expect.Missing(await forum.AnswerAsync(author, entry, grant: true));
        Expect.Missing(await forum.AnswerAsync(Viewer.Guest, entry, grant: true));
        var (one, other) = (await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync(Role.Moderator));
        Expect.Refused(RefusalKind.Forbidden, "SecondFactorNeeded", await forum.AnswerAsync(one with { HasSecondFactor = false }, entry, grant: true));
        var both = await Task.WhenAll(forum.AnswerAsync(one, entry, grant: true), forum.AnswerAsync(other, entry, grant: false));
        Assert.Single(both, r => r.Ok);
        Assert.Equal("AppealDecided", both.Single(r => !r.Ok).Refusals[0].Code);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE About = {entry}"));
    }

    [Fact]
    public async Task A_suspension_ends_with_the_appeal_and_one_who_is_suspended_may_appeal()
    {
        var author = await forum.SisterAsync();
        var entry = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Member, author.MemberId, new Decision(Act.Banned, Rules.Spam));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Members WHERE Id = {author.MemberId} AND SuspendedUntil IS NOT NULL"));
        _ = (await forum.AppealAsync(author, entry)).Value;
        _ = (await forum.AnswerAsync(await forum.SisterAsync(Role.Moderator), entry, grant: true)).Value;
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Members WHERE Id = {author.MemberId} AND SuspendedUntil IS NULL"));
    }

    [Fact]
    public async Task What_was_taken_back_needs_no_appeal()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var early = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author), Removal);
        var late = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(author), Removal);
        _ = (await forum.AppealAsync(author, early)).Value;
        foreach (var entry in new[] { early, late })
            _ = (await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(entry, default))).Value;
        Expect.Refused(RefusalKind.Conflict, "UndoneAlready", await forum.AppealAsync(author, late));
        var second = await forum.SisterAsync(Role.Moderator);
        Expect.Refused(RefusalKind.Conflict, "UndoneAlready", await forum.AnswerAsync(second, early, grant: true));
        Assert.DoesNotContain(await WaitingAsync(second), a => a.MemberId == author.MemberId);
    }

    [Fact]
    public async Task Where_nothing_stands_any_more_the_member_is_right_all_the_same()
    {
        var (author, post) = (await forum.SisterAsync(), 0L);
        post = await forum.PostAsync(author);
        var entry = await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Post, post, Removal);
        _ = (await forum.AppealAsync(author, entry)).Value;
        _ = (await forum.DeletePostAsync(author, post)).Value;
        var second = await forum.SisterAsync(Role.Moderator);
        Assert.Null((await WaitingAsync(second)).Single(a => a.MemberId == author.MemberId).Thing);
        var answered = (await forum.AnswerAsync(second, entry, grant: true)).Value;
        Assert.Equal(Audience.Everyone, answered.Changed);
        var answer = answered.EntryId;
        Assert.Equal(Status.Deleted, (await forum.PostRowAsync(post)).Status);
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE Id = {answer} AND Before = '{{}}' AND After = '{{}}'"));
    }

    private async Task<IReadOnlyList<WaitingAppeal>> WaitingAsync(Viewer moderator) =>
        (await forum.AskAsync<AppealQueries, Result<Page<WaitingAppeal>>>(moderator, a => a.WaitingAsync(null, default))).Value.Items;
}
