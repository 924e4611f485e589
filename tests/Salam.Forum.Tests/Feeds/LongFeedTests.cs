using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;
using Xunit.Abstractions;

namespace Salam.Forum.Tests.Feeds;

/// <summary>A forum with 5,000 posts of twenty members in two circles, spread over a year, many of them at the same moment or of the same score.</summary>
public sealed class LongForum : IAsyncLifetime
{
    public const int All = 5_000;

    private readonly Random random = new(3);
    private readonly List<Viewer> authors = [];

    public ForumFixture Forum { get; } = new();

    public Viewer Reader { get; private set; } = Viewer.Guest;

    public async Task InitializeAsync()
    {
        await Forum.InitializeAsync();
        Reader = await Forum.BrotherAsync();
        for (var i = 0; i < 20; i++)
            authors.Add(await Forum.MemberAsync(i % 2 == 0 ? Circle.Brothers : Circle.Sisters));
        await using (var visit = Forum.As(Reader))
        {
            foreach (var author in authors.Take(5))
                await visit.Follows.SetAsync(author.Handle, true, default);
        }
        await AddAsync(Enumerable.Range(0, All).Select(i => FakeClock.Start.AddMinutes(-100 * (i / 3))));
    }

    public Task DisposeAsync() => Forum.DisposeAsync();

    /// <summary>Adds published posts of those moments; returns their numbers.</summary>
    public async Task<List<long>> AddAsync(IEnumerable<DateTime> moments)
    {
        await using var visit = Forum.AsGuest();
        var posts = moments.Select(New).ToList();
        visit.Db.AddRange(posts);
        await visit.Db.SaveChangesAsync();
        return [.. posts.Select(p => p.Id)];
    }

    private Post New(DateTime created, int i)
    {
        var author = authors[random.Next(authors.Count)];
        var score = random.Next(-20, 40);
        return new Post
        {
            AuthorId = author.MemberId, Circle = author.Circle!.Value, Audience = i % 5 == 0 ? author.OwnAudience : Audience.Everyone, Kind = PostKind.Text, Language = "en",
            Title = $"Post {i}", Slug = $"post-{i}", Body = "b", BodyHtml = "b", Excerpt = "b", CreatedAt = created, SubmitKey = Guid.NewGuid(),
            BaseScore = score, Score = score, Rank = Tally.Rank(score, created),
        };
    }
}

public sealed class LongFeedTests(LongForum long_, ITestOutputHelper output) : IClassFixture<LongForum>
{
    public static TheoryData<FeedKind, Circle?, Period> Walks => new()
    {
        { FeedKind.Best, null, Period.Day },
        { FeedKind.Best, Circle.Sisters, Period.Day },
        { FeedKind.New, null, Period.Day },
        { FeedKind.New, Circle.Brothers, Period.Day },
        { FeedKind.Following, null, Period.Day },
        { FeedKind.Top, null, Period.All },
        { FeedKind.Top, Circle.Sisters, Period.All },
        { FeedKind.Top, null, Period.Year },
        { FeedKind.Top, null, Period.Week },
    };

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Walking_the_pages_while_posts_arrive_shows_each_old_row_once_and_none_twice(FeedKind kind, Circle? circle, Period period)
    {
        var expected = await ExpectedAsync(kind, circle, period);
        var arriving = new HashSet<long>();
        var (seen, cursor, page) = (new List<FeedRow>(), (string?)null, 0);
        do
        {
            await using var visit = long_.Forum.As(long_.Reader);
            var read = (await visit.Feeds.PageAsync(new FeedRequest(kind, circle, period, cursor), default)).Value;
            seen.AddRange(read.Items);
            cursor = read.Next;
            if (page++ % 20 == 0)
                arriving.UnionWith(await long_.AddAsync([FakeClock.Start.AddMinutes(page), FakeClock.Start.AddDays(-3), FakeClock.Start.AddDays(-200)]));
        }
        while (cursor is not null && page < 1_000);
        Assert.Equal(seen.Count, seen.Select(r => r.Id).Distinct().Count());
        Assert.Equal(expected, seen.Select(r => r.Id).Where(id => !arriving.Contains(id)));
    }

    [Fact]
    public async Task A_deep_page_costs_one_query_and_no_more_rows_than_the_first()
    {
        await using var visit = long_.Forum.AsGuest();
        var deep = new Cursor(BitConverter.DoubleToInt64Bits(Tally.Rank(0, FakeClock.Start.AddDays(-100))), 1);
        var sent = long_.Forum.Commands.Listen();
        Assert.Equal(FeedQueries.PageSize, (await visit.Feeds.PageAsync(new FeedRequest(FeedKind.Best, After: deep.ToString()), default)).Value.Items.Count);
        Assert.Single(sent);
    }

    public static TheoryData<FeedKind, Circle?, Period, string> Plans => new()
    {
        { FeedKind.Best, null, Period.Day, "IX_Posts_Best " },
        { FeedKind.Best, Circle.Sisters, Period.Day, "IX_Posts_BestOfCircle " },
        { FeedKind.New, null, Period.Day, "IX_Posts_New " },
        { FeedKind.New, Circle.Sisters, Period.Day, "IX_Posts_NewOfCircle " },
        { FeedKind.Top, null, Period.All, "IX_Posts_Top " },
        { FeedKind.Top, Circle.Sisters, Period.All, "IX_Posts_TopOfCircle " },
        { FeedKind.Top, null, Period.Year, "IX_Posts_Top " },
        { FeedKind.Top, Circle.Sisters, Period.Year, "IX_Posts_TopOfCircle " },
        { FeedKind.Top, null, Period.Month, "IX_Posts_Top " },
        { FeedKind.Top, null, Period.Day, "IX_Posts_New " },
        { FeedKind.Top, Circle.Sisters, Period.Week, "IX_Posts_NewOfCircle " },
        { FeedKind.Following, null, Period.Day, "IX_Posts_OfAuthor " },
        { FeedKind.Following, Circle.Brothers, Period.Day, "IX_Posts_OfAuthor " },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task A_page_of_a_feed_reads_its_index_in_order(FeedKind kind, Circle? circle, Period period, string index)
    {
        // A day's newest posts, and the newest ones of each member one follows.
        var sortsABoundedNumber = (kind == FeedKind.Top && period is Period.Day or Period.Week) || kind == FeedKind.Following;
        foreach (var viewer in new[] { Viewer.Guest, long_.Reader, long_.Reader with { Role = Role.Moderator } })
        {
            if (kind == FeedKind.Following && !viewer.IsMember)
                continue;
            await using var visit = long_.Forum.As(viewer);
            var sent = long_.Forum.Commands.Listen();
            var next = (await visit.Feeds.PageAsync(new FeedRequest(kind, circle, period), default)).Value.Next;
            if (next is not null)
                await visit.Feeds.PageAsync(new FeedRequest(kind, circle, period, next), default);
            foreach (var command in sent)
                Check(await long_.Forum.PlanAsync(command), index, sorts: kind == FeedKind.Following || (kind == FeedKind.Top && period is Period.Day or Period.Week), $"{kind} {circle} {period} {(viewer.IsMember ? viewer.Role.ToString() : "guest")}");
        }
    }

    [Fact]
    public async Task A_members_posts_are_read_from_their_index_in_order()
    {
        await using var visit = long_.Forum.As(long_.Reader);
        var sent = long_.Forum.Commands.Listen();
        var author = await visit.Db.Posts.Select(p => p.AuthorId).FirstAsync();
        sent.Clear();
        var next = (await visit.Members.PostsAsync(author, null, default)).Value.Next;
        await visit.Members.PostsAsync(author, next, default);
        foreach (var command in sent)
            Check(await long_.Forum.PlanAsync(command), "IX_Posts_OfAuthor ", sorts: false, "posts of a member");
    }

    [Fact]
    public async Task Public_posts_are_read_by_their_numbers_and_nothing_is_sorted()
    {
        foreach (var viewer in new[] { Viewer.Guest, long_.Reader })
        {
            await using var visit = long_.Forum.As(viewer);
            var sent = long_.Forum.Commands.Listen();
            var last = await visit.PostPages.LastPublicAsync(default);
            await visit.PostPages.PublicAsync(last - 2_000, last, default);
            foreach (var command in sent)
                Check(await long_.Forum.PlanAsync(command), "INTEGER PRIMARY KEY ", sorts: false, "public posts");
        }
    }

    [Fact]
    public async Task Walking_the_public_posts_by_number_shows_each_of_them_once()
    {
        await using var visit = long_.Forum.As(long_.Reader);
        var expected = await visit.Db.Posts.Where(p => p.Status == Status.Published && p.Audience == Audience.Everyone).Select(p => p.Id).Order().ToListAsync();
        var (seen, last) = (new List<long>(), await visit.PostPages.LastPublicAsync(default));
        while (await visit.PostPages.PublicAsync(seen.LastOrDefault(), last, default) is { Count: > 0 } some)
            seen.AddRange(some.Select(p => p.Id));
        Assert.Equal(expected, seen);
        Assert.Equal(expected[^1], last);
    }

    private void Check(IReadOnlyList<string> plan, string index, bool sorts, string what)
    {
        output.WriteLine($"{what}: {string.Join(" / ", plan)}");
        Assert.Contains(plan, step => (step + " ").Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("USING", StringComparison.Ordinal) && !step.Contains("SUBQUERY", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal));
        if (!sorts)
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private async Task<List<long>> ExpectedAsync(FeedKind kind, Circle? circle, Period period)
    {
        await using var visit = long_.Forum.As(long_.Reader);
        var all = await visit.Db.Posts.AsNoTracking().ToListAsync();
        var followed = await visit.Db.Follows.Where(f => f.FollowerId == long_.Reader.MemberId).Select(f => f.FolloweeId).ToHashSetAsync();
        var days = period switch { Period.Week => 7, Period.Year => 365, _ => 100_000 };
        var posts = all.Where(p => circle is null || p.Circle == circle);
        return [.. (kind switch
        {
            FeedKind.Best => posts.OrderByDescending(p => p.Rank),
            FeedKind.New => posts.OrderByDescending(p => p.CreatedAt),
            FeedKind.Following => posts.Where(p => followed.Contains(p.AuthorId)).OrderByDescending(p => p.CreatedAt),
            _ => posts.Where(p => p.CreatedAt >= FakeClock.Start.AddDays(-days)).OrderByDescending(p => p.Score),
        }).ThenByDescending(p => p.Id).Select(p => p.Id)];
    }
}
