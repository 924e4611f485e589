using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class CaseServiceTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_moderator_makes_the_case_of_what_nobody_reported_decides_on_it_and_finds_it_again()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.BrotherAsync(Role.Moderator));
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(await forum.SisterAsync(), post);
        foreach (var (kind, id) in new[] { (ThingKind.Post, post), (ThingKind.Comment, comment), (ThingKind.Member, author.MemberId) })
        {
            var opened = (await OpenAsync(moderator, kind, id)).Value;
            Assert.Equal(opened, (await OpenAsync(moderator, kind, id)).Value);
            var review = await CaseAsync(opened);
            Assert.Equal((kind, id, CaseState.Open, 0, Rules.None), (review.Kind, review.ThingId, review.State, review.Weight, review.Rules));
        }
        Assert.Equal(Status.Published, (await forum.PostRowAsync(post)).Status);

        var first = await CaseAsync((await OpenAsync(moderator, ThingKind.Post, post)).Value);
        _ = await DecideAsync(moderator, first, new Decision(Act.Approved));
        Assert.Equal(CaseState.Decided, (await CaseAsync(first.Id)).State);
        // Whoever comes upon it again may decide otherwise: the case is open anew, in another version.
        Assert.Equal(first.Id, (await OpenAsync(moderator, ThingKind.Post, post)).Value);
        var again = await CaseAsync(first.Id);
        Assert.Equal(CaseState.Open, again.State);
        _ = await DecideAsync(moderator, again, new Decision(Act.Removed, Rules.Spam));
        // What is taken away waits for nobody.
        Assert.Equal(first.Id, (await OpenAsync(moderator, ThingKind.Post, post)).Value);
        Assert.Equal(CaseState.Decided, (await CaseAsync(first.Id)).State);
    }

    [Fact]
    public async Task A_case_is_opened_by_moderators_who_see_the_thing_and_never_on_ones_own()
    {
        var moderator = await forum.SisterAsync(Role.Moderator);
        var author = await forum.SisterAsync();
        var hidden = await forum.PostAsync(author, ownCircleOnly: true);
        foreach (var viewer in new[] { await forum.BrotherAsync(Role.Moderator), await forum.BrotherAsync(Role.Administrator), author, await forum.SisterAsync(), Viewer.Guest })
            Assert.Equal(RefusalKind.Missing, (await OpenAsync(viewer, ThingKind.Post, hidden)).Refusals[0].Kind);
        Assert.Equal("SecondFactorNeeded", (await OpenAsync(moderator with { HasSecondFactor = false }, ThingKind.Post, hidden)).Refusals[0].Code);
        Assert.Equal(RefusalKind.Missing, (await OpenAsync(moderator, ThingKind.Post, 987_654)).Refusals[0].Kind);
        Assert.Equal("ModerateOwn", (await OpenAsync(moderator, ThingKind.Post, await forum.PostAsync(moderator))).Refusals[0].Code);
        Assert.Equal("ModerateOwn", (await OpenAsync(moderator, ThingKind.Member, moderator.MemberId)).Refusals[0].Code);
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Cases WHERE ThingId = {hidden} AND Kind = {(int)ThingKind.Post}"));

        var review = await CaseAsync((await OpenAsync(moderator, ThingKind.Post, hidden)).Value);
        Assert.Equal((Audience.Sisters, author.MemberId), (review.Audience, review.AuthorId));
        Assert.Equal(RefusalKind.Missing, (await OpenAsync(await forum.BrotherAsync(Role.Moderator), ThingKind.Post, hidden)).Refusals[0].Kind);
        // One's own that somebody else reported is told no differently.
        var own = await forum.PostAsync(moderator);
        _ = await forum.ReportedAsync(ThingKind.Post, own);
        Assert.Equal("ModerateOwn", (await OpenAsync(moderator, ThingKind.Post, own)).Refusals[0].Code);
    }

    [Fact]
    public async Task A_case_settled_by_taking_everything_away_says_so_and_by_whom_until_that_is_undone()
    {
        var (author, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var (one, two, third) = (await forum.ReportedAsync(ThingKind.Post, await forum.PostAsync(author)), await forum.ReportedAsync(ThingKind.Post, await forum.PostAsync(author)), await forum.ReportedAsync(ThingKind.Post, await forum.PostAsync(author)));
        _ = await DecideAsync(moderator, third, new Decision(Act.Approved));
        var entry = (await DecideAsync(moderator, one, new Decision(Act.EverythingRemoved, Rules.Spam))).Value.EntryId;
        foreach (var review in new[] { one, two, third })
        {
            var last = (await ShowAsync(moderator, review.Id)).Last!;
            Assert.Equal((entry, Act.EverythingRemoved, moderator.Handle), (last.Id, last.Act, last.By));
        }
        _ = (await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(entry, default))).Value;
        Assert.Equal(Act.Approved, (await ShowAsync(moderator, third.Id)).Last!.Act);
        Assert.Null((await ShowAsync(moderator, two.Id)).Last);
    }

    private Task<Result<long>> OpenAsync(Viewer viewer, ThingKind kind, long id) => forum.AskAsync<CaseService, Result<long>>(viewer, c => c.OpenAsync(kind, id, default));

    private Task<Result<Decided>> DecideAsync(Viewer moderator, Case review, Decision decision) =>
        forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.DecideAsync(review.Id, review.Version, decision, default));

    private async Task<CaseView> ShowAsync(Viewer moderator, long id) => (await forum.AskAsync<CaseQueries, Result<CaseView>>(moderator, c => c.ShowAsync(id, default))).Value;

    private async Task<Case> CaseAsync(long id)
    {
        await using var visit = forum.AsGuest();
        return await visit.Db.Cases.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.Id == id);
    }
}
