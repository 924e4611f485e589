using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class StandingTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData(new int[0], 0, 0)]
    [InlineData(new int[0], 9, 0)]
    [InlineData(new[] { 5 }, 2, 0)]
    [InlineData(new[] { 5 }, 1, 5)]
    [InlineData(new[] { 9, 1, 3 }, 3, 3)]
    [InlineData(new[] { 9, 1, 3 }, 4, 1)]
    [InlineData(new[] { 9, 1, 3 }, 7, 0)]
    public void Half_of_the_members_do_not_exceed_the_median(int[] counts, int members, int median) => Assert.Equal(median, StandingQueries.Median([.. counts], members));

    [Fact]
    public async Task Ones_own_figures_stand_beside_those_of_all_who_wrote()
    {
        await using var world = new Beside(await ForumFixture.StartAsync());
        var own = world.Forum;
        var (member, moderator) = (await own.SisterAsync(), await own.SisterAsync(Role.Moderator));
        // Three write; two of them are reported, in private too. Who never wrote does not count.
        var (one, two) = (await own.SisterAsync(), await own.SisterAsync());
        var posts = new[] { await own.PostAsync(member), await own.PostAsync(member, ownCircleOnly: true) };
        await own.PostAsync(one);
        await own.ReportedAsync(ThingKind.Post, posts[0]);
        await own.ReportedAsync(ThingKind.Post, posts[0]);
        await own.ReportedAsync(ThingKind.Comment, await own.CommentAsync(two, posts[1]));
        await own.DecidedAsync(moderator, ThingKind.Post, posts[1], new Decision(Act.Removed, Rules.Insult));
        var standing = await StandingAsync(own, member);
        Assert.Equal((new Tallies(3, 1, 0), new Tallies(1, 0, 0)), (standing.Mine, standing.Median));
        Assert.Equal(new Tallies(1, 0, 0), (await StandingAsync(own, two)).Mine);
        Assert.Equal(default, (await StandingAsync(own, one)).Mine);
        // Kept for some minutes; one's own figures are always new.
        await own.ReportedAsync(ThingKind.Comment, await own.CommentAsync(two, posts[0]));
        Assert.Equal((2, 1), (await StandingAsync(own, two)) is { } kept ? (kept.Mine.Reports, kept.Median.Reports) : default);
        own.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(2, (await StandingAsync(own, two)).Median.Reports);
        own.Clock.Advance(StandingQueries.Span);
        Assert.Equal((default(Tallies), default(Tallies)), (await StandingAsync(own, member)) is { } later ? (later.Mine, later.Median) : default);
    }

    [Fact]
    public async Task What_was_taken_back_or_overturned_does_not_count()
    {
        var (member, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var removed = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(member), new Decision(Act.Removed, Rules.Insult));
        var warned = await forum.DecidedAsync(moderator, ThingKind.Post, await forum.PostAsync(member), new Decision(Act.Warned, Rules.Insult, "Gently."));
        Assert.Equal((1, 1), (await StandingAsync(forum, member)).Mine is var before ? (before.Removals, before.Warnings) : default);
        _ = (await forum.AskAsync<DecisionService, Result<Decided>>(moderator, d => d.UndoAsync(removed, default))).Value;
        _ = (await forum.AppealAsync(member, warned)).Value;
        _ = (await forum.AnswerAsync(await forum.SisterAsync(Role.Moderator), warned, grant: true)).Value;
        Assert.Equal((0, 0), (await StandingAsync(forum, member)).Mine is var after ? (after.Removals, after.Warnings) : default);
    }

    [Fact]
    public async Task A_silence_is_told_until_it_is_over()
    {
        var member = await forum.SisterAsync();
        await forum.DecidedAsync(await forum.SisterAsync(Role.Moderator), ThingKind.Member, member.MemberId, new Decision(Act.Silenced, Rules.Spam, Days: 2));
        Assert.Equal(forum.Clock.Now.AddDays(2), (await StandingAsync(forum, member)).SilencedUntil);
        forum.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null((await StandingAsync(forum, member)).SilencedUntil);
    }

    [Fact]
    public async Task A_reporter_finds_what_became_of_her_reports_and_nobody_elses()
    {
        var (reporter, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author, ownCircleOnly: true);
        await forum.DecidedAsync(moderator, ThingKind.Post, post, new Decision(Act.Removed, Rules.Insult), reporter);
        var fine = await forum.PostAsync(author);
        await forum.DecidedAsync(moderator, ThingKind.Post, fine, new Decision(Act.Approved), reporter);
        await forum.ReportedAsync(ThingKind.Comment, await forum.CommentAsync(author, fine), reporter);
        await forum.ReportedAsync(ThingKind.Member, author.MemberId, reporter);
        var mine = await ReportsAsync(reporter);
        Assert.Equal([ReportOutcome.Waiting, ReportOutcome.Waiting, ReportOutcome.Dismissed, ReportOutcome.Upheld], mine.Select(r => r.Outcome));
        // What was removed is hidden from her; what stands leads to it.
        Assert.Equal($"{author.Handle}|Where does one pray in Lisbon?|Where does one pray in Lisbon?|", string.Join('|', mine.Select(r => r.Thing.Title)));
        Assert.Equal("Wa alaykum as-salam.", mine[1].Thing.Excerpt);
        Assert.DoesNotContain(moderator.Handle, string.Join(' ', mine), StringComparison.Ordinal);
        Assert.Empty(await ReportsAsync(author));
        Assert.Empty(await ReportsAsync(moderator));
    }

    private static async Task<OwnStanding> StandingAsync(ForumFixture where, Viewer member) => (await where.AskAsync<StandingQueries, Result<OwnStanding>>(member, s => s.MineAsync(default))).Value;

    private async Task<IReadOnlyList<OwnReport>> ReportsAsync(Viewer member) => (await forum.AskAsync<OwnReportQueries, Result<Page<OwnReport>>>(member, r => r.PageAsync(null, default))).Value.Items;

    private sealed record Beside(ForumFixture Forum) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Forum.DisposeAsync();
    }
}
