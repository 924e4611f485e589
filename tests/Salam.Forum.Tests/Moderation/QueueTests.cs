using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Role = Salam.Forum.Audiences.Role;

namespace Salam.Forum.Tests.Moderation;

public sealed class QueueTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Danger_comes_first_then_weight_then_age()
    {
        await using var own = new Cleared(await ForumFixture.StartAsync());
        var (author, moderator) = (await own.Forum.SisterAsync(), await own.Forum.SisterAsync(Role.Moderator));
        var (old, late, heavy, danger, newestDanger) = (await own.Forum.PostAsync(author), await own.Forum.PostAsync(author), await own.Forum.PostAsync(author), await own.Forum.PostAsync(author), await own.Forum.PostAsync(author));
        foreach (var (post, rule, times) in new[] { (old, Rules.Insult, 1), (late, Rules.Spam, 1), (heavy, Rules.Insult, 2), (danger, Rules.Danger, 1), (newestDanger, Rules.Danger, 1) })
        {
            for (var i = 0; i < times; i++)
                await ReportAsync(own.Forum, ThingKind.Post, post, rule);
            own.Forum.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var queue = await PageAsync(own.Forum, moderator);
        Assert.Equal([newestDanger, danger, heavy, old, late], queue.Rows.Select(r => r.ThingId));
        Assert.Equal(5, queue.Counts.All);
        Assert.Equal(5, await OpenAsync(own.Forum, moderator));
    }

    [Fact]
    public async Task The_queue_is_narrowed_by_kind_circle_rule_and_language()
    {
        await using var own = new Cleared(await ForumFixture.StartAsync());
        var (sister, brother, moderator) = (await own.Forum.SisterAsync(), await own.Forum.BrotherAsync(), await own.Forum.SisterAsync(Role.Moderator));
        var post = await own.Forum.PostAsync(sister);
        var comment = await own.Forum.CommentAsync(await own.Forum.SisterAsync(), post);
        var arabic = await own.Forum.PostAsync(brother, ForumFixture.Draft("سؤال عن الصلاة في السفر") with { Language = "ar" });
        var (first, second, third, member) = (await ReportAsync(own.Forum, ThingKind.Post, post, Rules.Spam), await ReportAsync(own.Forum, ThingKind.Comment, comment, Rules.Insult),
            await ReportAsync(own.Forum, ThingKind.Post, arabic, Rules.Insult), await ReportAsync(own.Forum, ThingKind.Member, brother.MemberId, Rules.Other));
        await ReportAsync(own.Forum, ThingKind.Post, post, Rules.Insult);
        foreach (var (filter, expected) in new (QueueFilter, long[])[]
        {
            (new(ThingKind.Post), [first.Id, third.Id]), (new(ThingKind.Comment), [second.Id]), (new(Circle: Circle.Brothers), [third.Id, member.Id]), (new(Rule: Rules.Insult), [first.Id, second.Id, third.Id]),
            (new(Rule: Rules.Spam), [first.Id]), (new(Language: "ar"), [third.Id]), (new(ThingKind.Post, Circle.Sisters, Rules.Insult, "en"), [first.Id]), (new(ThingKind.Member, Circle.Sisters), []),
        })
            Assert.Equal(expected, (await PageAsync(own.Forum, moderator, filter)).Rows.Select(r => r.Id).Order());
        var counts = (await PageAsync(own.Forum, moderator)).Counts;
        Assert.Equal((2, 1, 1, 2, 2), (counts.Of(ThingKind.Post), counts.Of(ThingKind.Comment), counts.Of(ThingKind.Member), counts.Of(Circle.Sisters), counts.Of(Circle.Brothers)));
    }

    [Fact]
    public async Task A_brother_never_sees_or_counts_what_is_for_sisters_nor_anybody_her_own_case()
    {
        var sister = await forum.SisterAsync(Role.Moderator);
        var hidden = await ReportAsync(forum, ThingKind.Post, await forum.PostAsync(sister, ownCircleOnly: true), Rules.Insult, await forum.SisterAsync());
        var (brother, another) = (await forum.BrotherAsync(Role.Moderator), await forum.SisterAsync(Role.Moderator));
        var before = await PageAsync(forum, brother);
        Assert.DoesNotContain(before.Rows, r => r.Id == hidden.Id);
        Assert.Contains((await PageAsync(forum, another)).Rows, r => r.Id == hidden.Id);
        Assert.Equal((await PageAsync(forum, brother)).Counts.All + 1, (await PageAsync(forum, another)).Counts.All);
        foreach (var viewer in new[] { brother, sister, await forum.BrotherAsync(Role.Administrator), await forum.SisterAsync(), Viewer.Guest })
        {
            await using var visit = forum.As(viewer);
            Expect.Missing(await visit.Get<CaseQueries>().ShowAsync(hidden.Id, default));
            Assert.Equal(RefusalKind.Missing, (await visit.Get<ClaimService>().ClaimAsync(hidden.Id, null, default)).Refusals[0].Kind);
        }
        Assert.Null((await CaseAsync(forum, hidden.Id)).ClaimedBy);
    }

    [Fact]
    public async Task A_case_shows_the_thing_in_its_context_the_reports_the_author_and_what_the_filter_finds()
    {
        var (author, reporter, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var post = await forum.PostAsync(await forum.SisterAsync());
        var above = await forum.CommentAsync(await forum.SisterAsync(), post);
        var comment = await forum.CommentAsync(author, post, above);
        // Past the service, so that the words are there whatever is refused at posting.
        await forum.SqlAsync($"UPDATE Comments SET Body = 'You idiot <b>listen</b>', BodyHtml = '<p>You idiot listen</p>', Status = 2 WHERE Id = {comment}");
        var review = await ReportAsync(forum, ThingKind.Comment, comment, Rules.Other, null, "She shouts at me.", () => forum.SetCommentStatusAsync(comment, Status.Published));
        await forum.SetCommentStatusAsync(comment, Status.Held);
        var view = await ShowAsync(moderator, review.Id);
        Assert.Equal((comment, Status.Held), (view.Thing!.Id, view.Thing.Status));
        Assert.Equal([(true, post), (false, above)], view.Above.Select(a => (a.IsPost, a.Id)));
        var report = Assert.Single(view.Reports);
        Assert.Equal((Rules.Other, "She shouts at me.", Standing.New), (report.Rule, report.Words, report.Standing));
        Assert.Equal((author.MemberId, 0, 0), (view.Author.Id, view.Author.Removals, view.Author.Warnings));
        var marked = Assert.Single(view.Marked);
        Assert.Equal(("Body", "You idiot <b>listen</b>"), (marked.Field, string.Concat(marked.Stretches.Select(s => s.Text))));
        Assert.Contains(marked.Stretches, s => s.Text == "idiot" && s.Categories == Categories.Insult);
        Assert.Equal([Act.Approved, Act.Removed, Act.CommentsLocked, Act.SlowModeSet, Act.Warned, Act.Silenced, Act.Suspended, Act.Banned, Act.HandleReset, Act.EverythingRemoved], view.Acts);
    }

    [Fact]
    public async Task A_case_marks_the_words_of_danger_by_what_they_tell()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        await forum.SqlAsync($"UPDATE Posts SET Body = 'Salam. I want to kill myself, and my husband beats me.' WHERE Id = {post}");
        var review = await ReportAsync(forum, ThingKind.Post, post, Rules.Danger);
        var marked = Assert.Single((await ShowAsync(await forum.SisterAsync(Role.Moderator), review.Id)).Marked);
        Assert.Equal(
            [("I want to kill myself", Distress.Despair, Categories.None), ("my husband beats me", Distress.ViolenceAtHome, Categories.None)],
            marked.Stretches.Where(s => !s.IsPlain).Select(s => (s.Text, s.Distress, s.Categories)));
    }

    [Fact]
    public void Words_that_are_a_fault_and_tell_of_danger_are_one_mark_that_says_both()
    {
        var filter = new WordLists().Add("xx", "xx.txt", new StringReader("[distress despair]\nend me\n[violence sensitive]\nme now")).Build();
        var marked = MarkedText.Of("Body", "Please end me now or never", filter)!;
        Assert.Equal(
            [("Please ", Distress.None, Categories.None), ("end me now", Distress.Despair, Categories.Violence), (" or never", Distress.None, Categories.None)],
            marked.Stretches.Select(s => (s.Text, s.Distress, s.Categories)));
    }

    [Fact]
    public async Task A_case_tells_how_far_its_author_is_known_as_her_reports_are_weighed_whatever_circle_they_were_sent_in()
    {
        await using var own = new Cleared(await ForumFixture.StartAsync());
        var (author, moderator) = (await own.Forum.SisterAsync(), await own.Forum.BrotherAsync(Role.Moderator));
        var post = await own.Forum.PostAsync(author);
        var review = await ReportAsync(own.Forum, ThingKind.Post, post, Rules.Insult);
        Assert.Equal(Standing.New, (await ShownAsync(review.Id)).Author.Standing);
        await own.Forum.SqlAsync($"UPDATE Members SET JoinedAt = '2020-01-01 00:00:00' WHERE Id = {author.MemberId}");
        Assert.Equal(Standing.Member, (await ShownAsync(review.Id)).Author.Standing);
        for (var i = 0; i < 5; i++)
            _ = await own.Forum.ReportedAsync(ThingKind.Post, await own.Forum.PostAsync(await own.Forum.SisterAsync(), ownCircleOnly: true), author);
        await own.Forum.SqlAsync($"UPDATE Reports SET Outcome = {(int)ReportOutcome.Upheld} WHERE ReporterId = {author.MemberId}");
        var view = await ShownAsync(review.Id);
        Assert.Equal((Standing.Trusted, Standing.New), (view.Author.Standing, Assert.Single(view.Reports).Standing));
        // A case that nobody reported knows it too.
        var opened = (await own.Forum.AskAsync<CaseService, Result<long>>(moderator, c => c.OpenAsync(ThingKind.Member, author.MemberId, default))).Value;
        Assert.Equal(Standing.Trusted, (await ShownAsync(opened)).Author.Standing);

        async Task<CaseView> ShownAsync(long id) => (await own.Forum.AskAsync<CaseQueries, Result<CaseView>>(moderator, c => c.ShowAsync(id, default))).Value;
    }

    [Fact]
    public async Task The_authors_history_counts_what_stood_and_tells_nothing_of_the_other_circle()
    {
        var (author, sister) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var (open, hidden, undone) = (await forum.PostAsync(author), await forum.PostAsync(author, ownCircleOnly: true), await forum.PostAsync(author));
        foreach (var (post, takesBack) in new[] { (hidden, false), (undone, true) })
        {
            var removed = await ReportAsync(forum, ThingKind.Post, post, Rules.Insult, await forum.SisterAsync());
            await using var visit = forum.As(sister);
            var entry = (await visit.Get<DecisionService>().DecideAsync(removed.Id, removed.Version, new Decision(Act.Removed, Rules.Insult, "Please be kind."), default)).Value;
            if (takesBack)
                _ = (await visit.Get<DecisionService>().UndoAsync(entry.EntryId, default)).Value;
        }
        var review = await ReportAsync(forum, ThingKind.Post, open, Rules.Spam);
        Assert.Equal(1, (await ShowAsync(sister, review.Id)).Author.Removals);
        var seenByBrother = await ShowAsync(await forum.BrotherAsync(Role.Moderator), review.Id);
        Assert.Equal(0, seenByBrother.Author.Removals);
        Assert.All(seenByBrother.History, e => Assert.True(e.IsUndone || e.Act == Act.Undone));
        Assert.Equal("OtherCircle", seenByBrother.MemberRefusal!.Code);
        Assert.DoesNotContain(Act.Suspended, seenByBrother.Acts);
        Assert.Contains(Act.Warned, seenByBrother.Acts);
    }

    [Fact]
    public async Task A_claim_is_seen_by_others_leaves_the_version_alone_and_ends()
    {
        var review = await ReportAsync(forum, ThingKind.Post, await forum.PostAsync(await forum.SisterAsync()), Rules.Spam);
        var (first, second) = (await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync(Role.Moderator));
        Assert.True((await ClaimAsync(first, review.Id)).Ok);
        Assert.True((await ClaimAsync(second, review.Id)).Ok);
        Assert.Equal(first.Handle, (await ShowAsync(second, review.Id)).ClaimedBy);
        Assert.Equal(first.Handle, (await PageAsync(forum, second)).Rows.Single(r => r.Id == review.Id).ClaimedBy);
        Assert.Null((await ShowAsync(first, review.Id)).ClaimedBy);
        Assert.Equal(review.Version, (await CaseAsync(forum, review.Id)).Version);

        forum.Clock.Advance(Case.ClaimFor);
        Assert.Null((await ShowAsync(second, review.Id)).ClaimedBy);
        Assert.True((await ClaimAsync(second, review.Id)).Ok);
        Assert.Equal(second.Handle, (await ShowAsync(first, review.Id)).ClaimedBy);
    }

    [Fact]
    public async Task Whoever_goes_on_to_another_case_gives_the_first_one_back_and_nobody_elses()
    {
        var (one, two) = (await ReportAsync(forum, ThingKind.Post, await forum.PostAsync(await forum.SisterAsync()), Rules.Spam), await ReportAsync(forum, ThingKind.Post, await forum.PostAsync(await forum.SisterAsync()), Rules.Spam));
        var (first, second) = (await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync(Role.Moderator));
        await ClaimAsync(first, one.Id);
        await ClaimAsync(second, two.Id, left: one.Id);
        Assert.Equal(first.MemberId, (await CaseAsync(forum, one.Id)).ClaimedBy);
        await ClaimAsync(first, two.Id, left: one.Id);
        Assert.Equal((null, second.MemberId), ((await CaseAsync(forum, one.Id)).ClaimedBy, (await CaseAsync(forum, two.Id)).ClaimedBy));
        await using (var visit = forum.As(second))
            _ = (await visit.Get<ClaimService>().ReleaseAsync(two.Id, default)).Value;
        Assert.Null((await CaseAsync(forum, two.Id)).ClaimedBy);
    }

    [Fact]
    public async Task Without_a_second_factor_a_moderator_looks_but_claims_and_decides_nothing()
    {
        var review = await ReportAsync(forum, ThingKind.Post, await forum.PostAsync(await forum.SisterAsync()), Rules.Spam);
        var moderator = await forum.SisterAsync(Role.Moderator) with { HasSecondFactor = false };
        Assert.Equal("SecondFactorNeeded", (await ClaimAsync(moderator, review.Id)).Refusals[0].Code);
        Assert.Empty((await ShowAsync(moderator, review.Id)).Acts);
        Assert.Equal("SecondFactorNeeded", (await PageAsync(forum, moderator)).ActRefusal!.Code);
    }

    [Fact]
    public async Task An_administrator_sees_the_other_circle_for_a_reason_for_a_while_and_its_moderators_read_it()
    {
        var hidden = await ReportAsync(forum, ThingKind.Post, await forum.PostAsync(await forum.SisterAsync(), ownCircleOnly: true), Rules.Insult, await forum.SisterAsync());
        var administrator = await forum.BrotherAsync(Role.Administrator);
        Assert.Equal("WordsShort", (await EnterAsync(administrator, "because")).Refusals[0].Code);
        Assert.Equal("WordsEmpty", (await EnterAsync(administrator, " ")).Refusals[0].Code);
        foreach (var other in new[] { await forum.BrotherAsync(Role.Moderator), await forum.BrotherAsync(), Viewer.Guest })
            Assert.Equal(RefusalKind.Missing, (await EnterAsync(other, "A sister wrote to me and asked for help.")).Refusals[0].Kind);
        Assert.Equal("SecondFactorNeeded", (await EnterAsync(administrator with { HasSecondFactor = false }, "A sister wrote to me and asked for help.")).Refusals[0].Code);

        Assert.Equal(Circle.Sisters, (await EnterAsync(administrator, "A sister wrote to me and asked for help.")).Value);
        var view = await ShowAsync(administrator, hidden.Id);
        Assert.NotNull(view.Thing);
        Assert.Single(view.Reports);
        Assert.Contains((await PageAsync(forum, administrator)).Rows, r => r.Id == hidden.Id);
        Assert.Equal(Circle.Sisters, (await PageAsync(forum, administrator)).Entered);
        await using (var visit = forum.As(await forum.SisterAsync(Role.Moderator)))
            Assert.Equal("A sister wrote to me and asked for help.", (await visit.Db.ModerationLog.SingleAsync(e => e.Act == Act.CircleEntered && e.ActorId == administrator.MemberId)).Words);
        await using (var visit = forum.As(await forum.BrotherAsync(Role.Moderator)))
            Assert.False(await visit.Db.ModerationLog.AnyAsync(e => e.ActorId == administrator.MemberId));

        await using (var visit = forum.As(administrator))
            _ = (await visit.Get<CircleService>().LeaveAsync(default)).Value;
        await MissesAsync(administrator, hidden.Id);
        Assert.True((await EnterAsync(administrator, "Once more, for the same sister.")).Ok);
        _ = await ShowAsync(administrator, hidden.Id);
        forum.Clock.Advance(CircleEntry.Lasts);
        await MissesAsync(administrator, hidden.Id);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1-2")]
    [InlineData("1-2-3-4")]
    [InlineData("1-7fffffffffffffff-3")]
    [InlineData("-1-2-3")]
    [InlineData("x-y-z")]
    [InlineData("ffffffffffffffff-1-1")]
    public async Task A_cursor_that_no_page_wrote_is_refused(string after)
    {
        await using var visit = forum.As(await forum.SisterAsync(Role.Moderator));
        Assert.Equal("Cursor", (await visit.Get<QueueQueries>().PageAsync(new QueueFilter(After: after), default)).Refusals[0].Code);
    }

    private async Task MissesAsync(Viewer viewer, long id)
    {
        await using var visit = forum.As(viewer);
        Expect.Missing(await visit.Get<CaseQueries>().ShowAsync(id, default));
    }

    private async Task<CaseView> ShowAsync(Viewer moderator, long id)
    {
        await using var visit = forum.As(moderator);
        return (await visit.Get<CaseQueries>().ShowAsync(id, default)).Value;
    }

    private async Task<Result<Done>> ClaimAsync(Viewer moderator, long id, long? left = null)
    {
        await using var visit = forum.As(moderator);
        return await visit.Get<ClaimService>().ClaimAsync(id, left, default);
    }

    private async Task<Result<Circle>> EnterAsync(Viewer viewer, string words)
    {
        await using var visit = forum.As(viewer);
        return await visit.Get<CircleService>().EnterAsync(words, default);
    }

    private static async Task<QueuePage> PageAsync(ForumFixture forum, Viewer moderator, QueueFilter? filter = null)
    {
        await using var visit = forum.As(moderator);
        return (await visit.Get<QueueQueries>().PageAsync(filter ?? new QueueFilter(), default)).Value;
    }

    private static async Task<int> OpenAsync(ForumFixture forum, Viewer moderator)
    {
        await using var visit = forum.As(moderator);
        return await visit.Get<QueueQueries>().OpenAsync(default);
    }

    private static async Task<Case> CaseAsync(ForumFixture forum, long id)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Id == id);
    }

    private static async Task<Case> ReportAsync(ForumFixture forum, ThingKind kind, long id, Rules rule, Viewer? reporter = null, string words = "Please look.", Func<Task>? before = null)
    {
        if (before is not null)
            await before();
        await using var visit = forum.As(reporter ?? await forum.SisterAsync());
        _ = (await visit.Get<ReportService>().SendAsync(kind, id, rule, words, default)).Value;
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Kind == kind && c.ThingId == id);
    }

    /// <summary>A forum of one test alone, ended with it.</summary>
    private sealed record Cleared(ForumFixture Forum) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Forum.DisposeAsync();
    }
}
