using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Feeds;

/// <summary>A forum with eight posts by a brother and a sister, on known days with known scores.</summary>
public sealed class SmallForum : IAsyncLifetime
{
    public ForumFixture Forum { get; } = new();

    public Viewer Brother { get; private set; } = Viewer.Guest;

    public Viewer Sister { get; private set; } = Viewer.Guest;

    public Viewer Reader { get; private set; } = Viewer.Guest;

    public Dictionary<string, long> Posts { get; } = new(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        await Forum.InitializeAsync();
        (Brother, Sister, Reader) = (await Forum.BrotherAsync(), await Forum.SisterAsync(), await Forum.SisterAsync());
        await AddAsync("years old", Brother, 500, 900);
        await AddAsync("of winter", Sister, 200, 40);
        await AddAsync("of the month", Brother, 20, 7);
        await AddAsync("of the week", Sister, 3, -9);
        await AddAsync("of the week, sisters only", Sister, 2, 5, ownCircleOnly: true);
        await AddAsync("of today", Brother, 0.5, 3);
        await AddAsync("of today, brothers only", Brother, 0.25, 8, ownCircleOnly: true);
        await AddAsync("just now", Sister, 0, 0);
        await AddAsync("held", Brother, 0.1, 50);
        await Forum.SetStatusAsync(Posts["held"], Status.Held);
    }

    public Task DisposeAsync() => Forum.DisposeAsync();

    public async Task<IReadOnlyList<string>> ReadAsync(Viewer viewer, FeedRequest request)
    {
        await using var visit = Forum.As(viewer);
        var page = (await visit.Feeds.PageAsync(request, default)).Value;
        Assert.Null(page.Next);
        return [.. page.Items.Select(r => Posts.First(p => p.Value == r.Id).Key)];
    }

    private async Task AddAsync(string name, Viewer author, double daysAgo, int score, bool ownCircleOnly = false)
    {
        Forum.Clock.Now = FakeClock.Start.AddDays(-daysAgo);
        Posts[name] = await Forum.PostAsync(author, ownCircleOnly);
        Forum.Clock.Now = FakeClock.Start;
        await using var visit = Forum.AsGuest();
        await Forum.SqlAsync($"UPDATE Posts SET BaseScore = {score}, Score = {score} WHERE Id = {Posts[name]}");
        await visit.Get<Salam.Forum.Data.Recount>().RunAsync(default);
    }
}

public sealed class FeedTests(SmallForum small) : IClassFixture<SmallForum>
{
    [Theory]
    [InlineData(FeedKind.Best, "just now,of today,of the week,of the month,of winter,years old")]
    [InlineData(FeedKind.New, "just now,of today,of the week,of the month,of winter,years old")]
    [InlineData(FeedKind.Charity, "")]
    public async Task A_guest_reads_each_feed_in_its_order_and_nothing_private(FeedKind kind, string expected)
    {
        // Best and New agree here: three votes are worth less than the half day that lies between the first two.
        Assert.Equal(Split(expected), await small.ReadAsync(Viewer.Guest, new FeedRequest(kind)));
    }

    [Theory]
    [InlineData(Period.Day, "of today,just now")]
    [InlineData(Period.Week, "of today,just now,of the week")]
    [InlineData(Period.Month, "of the month,of today,just now,of the week")]
    [InlineData(Period.Year, "of winter,of the month,of today,just now,of the week")]
    [InlineData(Period.All, "years old,of winter,of the month,of today,just now,of the week")]
    public async Task Top_is_ordered_by_score_within_its_period(Period period, string expected) =>
        Assert.Equal(Split(expected), await small.ReadAsync(Viewer.Guest, new FeedRequest(FeedKind.Top, null, period)));

    [Theory]
    [InlineData(FeedKind.New, Circle.Brothers, "of today,of the month,years old")]
    [InlineData(FeedKind.New, Circle.Sisters, "just now,of the week,of winter")]
    [InlineData(FeedKind.Best, Circle.Brothers, "of today,of the month,years old")]
    [InlineData(FeedKind.Best, Circle.Sisters, "just now,of the week,of winter")]
    [InlineData(FeedKind.Top, Circle.Brothers, "years old,of the month,of today")]
    [InlineData(FeedKind.Top, Circle.Sisters, "of winter,just now,of the week")]
    public async Task The_circle_switch_narrows_a_feed_to_posts_by_that_circle(FeedKind kind, Circle circle, string expected) =>
        Assert.Equal(Split(expected), await small.ReadAsync(Viewer.Guest, new FeedRequest(kind, circle, Period.All)));

    [Fact]
    public async Task A_member_reads_what_is_for_her_circle_too_and_never_what_is_for_the_other()
    {
        Assert.Equal(["just now", "of today", "of the week, sisters only", "of the week", "of the month", "of winter", "years old"], await small.ReadAsync(small.Reader, new FeedRequest(FeedKind.New)));
        Assert.Equal(["just now", "of today, brothers only", "of today", "of the week", "of the month", "of winter", "years old"], await small.ReadAsync(small.Brother, new FeedRequest(FeedKind.New)));
        Assert.Equal(["of today, brothers only", "of today", "of the month", "years old"], await small.ReadAsync(small.Brother, new FeedRequest(FeedKind.New, Circle.Brothers)));
    }

    [Fact]
    public async Task A_held_post_is_in_no_feed_not_even_its_authors_or_a_moderators()
    {
        foreach (var viewer in new[] { small.Brother, await small.Forum.BrotherAsync(Role.Moderator) })
        {
            foreach (var kind in new[] { FeedKind.Best, FeedKind.New, FeedKind.Top })
                Assert.DoesNotContain("held", await small.ReadAsync(viewer, new FeedRequest(kind, null, Period.All)), StringComparer.Ordinal);
        }
    }

    [Fact]
    public async Task Following_is_refused_to_a_guest_empty_without_follows_and_ordered_by_time_with_them()
    {
        await using (var visit = small.Forum.AsGuest())
            Expect.LogIn(await visit.Feeds.PageAsync(new FeedRequest(FeedKind.Following), default));
        var reader = await small.Forum.BrotherAsync();
        Assert.Empty(await small.ReadAsync(reader, new FeedRequest(FeedKind.Following)));
        await using (var visit = small.Forum.As(reader))
            Assert.True((await visit.Follows.SetAsync(small.Sister.Handle, true, default)).Ok);
        Assert.Equal(["just now", "of the week", "of winter"], await small.ReadAsync(reader, new FeedRequest(FeedKind.Following)));
        await using (var visit = small.Forum.As(reader))
            Assert.True((await visit.Follows.SetAsync(small.Brother.Handle, true, default)).Ok);
        Assert.Equal(["just now", "of today, brothers only", "of today", "of the week", "of the month", "of winter", "years old"], await small.ReadAsync(reader, new FeedRequest(FeedKind.Following)));
        Assert.Equal(["of today, brothers only", "of today", "of the month", "years old"], await small.ReadAsync(reader, new FeedRequest(FeedKind.Following, Circle.Brothers)));
    }

    [Fact]
    public async Task A_row_holds_the_author_the_circle_and_the_viewers_vote()
    {
        var voter = await small.Forum.SisterAsync();
        await small.Forum.VoteAsync(voter, small.Posts["just now"], 1);
        await using (var visit = small.Forum.As(voter))
        {
            var row = (await visit.Feeds.PageAsync(new FeedRequest(FeedKind.New), default)).Value.Items[0];
            Assert.Equal((small.Posts["just now"], small.Sister.Handle, Circle.Sisters, 1, 1), (row.Id, row.AuthorHandle, row.Circle, row.MyVote, row.Score));
        }
        await using (var visit = small.Forum.AsGuest())
            Assert.Equal(0, (await visit.Feeds.PageAsync(new FeedRequest(FeedKind.New), default)).Value.Items[0].MyVote);
        await small.Forum.VoteAsync(voter, small.Posts["just now"], 0);
    }

    [Fact]
    public async Task The_side_column_shows_the_best_of_the_day_or_of_all_time_while_a_day_has_too_few()
    {
        await using var visit = small.Forum.AsGuest();
        var best = await visit.Feeds.BestOfDayAsync(1, default);
        Assert.True(best.OfDay);
        Assert.Equal(small.Posts["of today"], Assert.Single(best.Rows).Id);
        var more = await visit.Feeds.BestOfDayAsync(5, default);
        Assert.False(more.OfDay);
        Assert.Equal(5, more.Rows.Count);
        Assert.All(more.Rows, r => Assert.Equal((Audience.Everyone, Status.Published), (r.Audience, r.Status)));
    }

    [Theory]
    [InlineData(FeedKind.Best)]
    [InlineData(FeedKind.New)]
    [InlineData(FeedKind.Top)]
    [InlineData(FeedKind.Following)]
    public async Task A_page_of_a_feed_costs_one_query(FeedKind kind)
    {
        await using var visit = small.Forum.As(small.Reader);
        var sent = small.Forum.Commands.Listen();
        Assert.True((await visit.Feeds.PageAsync(new FeedRequest(kind), default)).Ok);
        Assert.Single(sent);
    }

    private static string[] Split(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
