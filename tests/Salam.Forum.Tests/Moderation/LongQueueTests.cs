using System.Diagnostics;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Xunit.Abstractions;

namespace Salam.Forum.Tests.Moderation;

/// <summary>A queue that was left to grow: as quick as a short one.</summary>
public sealed class LongQueueTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Few = 10, Many = 10_000, Rounds = 31;
    private const double Factor = 1.3, Tick = 0.4;

    private readonly ForumFixture few = new(), many = new();
    private Viewer moderator = Viewer.Guest;

    public async Task InitializeAsync()
    {
        foreach (var (forum, size) in new[] { (few, Few), (many, Many) })
        {
            await forum.InitializeAsync();
            var author = await forum.SisterAsync();
            moderator = await forum.SisterAsync(Role.Moderator);
            var post = await forum.PostAsync(author);
            await forum.SqlAsync($"""
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size})
                INSERT INTO Posts (AuthorId, Circle, Audience, Status, Severity, Found, JudgedBy, IsApproved, IsLocked, SlowMinutes, Kind, Language, Title, Slug, Body, BodyHtml, Excerpt, RendererVersion, CreatedAt, BaseScore, Ups, Downs, Score, Rank, CommentCount, SubmitKey)
                SELECT AuthorId, Circle, Audience, Status, Severity, Found, JudgedBy, IsApproved, IsLocked, SlowMinutes, Kind, Language, Title, Slug, Body, BodyHtml, Excerpt, RendererVersion, CreatedAt, BaseScore, Ups, Downs, Score, Rank, CommentCount, printf('%032d', i)
                FROM Posts, n WHERE Posts.Id = {post}
                """);
            await forum.SqlAsync($"""
                INSERT INTO Cases (Kind, ThingId, PostId, AuthorId, Circle, Audience, Language, State, Rules, Found, Weight, Urgency, OpenedAt, Version)
                SELECT 1, Id, Id, AuthorId, 1 + Id % 2, CASE WHEN Id % 5 = 0 THEN 3 ELSE 1 END, CASE WHEN Id % 7 = 0 THEN 'ar' ELSE 'en' END, 1, 1 + (Id % 2) * 3, 0, 100 * (Id % 4), 100 * (Id % 4),
                    datetime('2026-01-01', '+' || (Id / 3) || ' minutes'), 1
                FROM Posts WHERE Id <> {post}
                """);
        }
    }

    public async Task DisposeAsync()
    {
        await few.DisposeAsync();
        await many.DisposeAsync();
    }

    [Fact]
    public async Task Ten_thousand_cases_cost_what_ten_cost()
    {
        var ids = new Dictionary<ForumFixture, Queue<long>>();
        foreach (var forum in new[] { few, many })
            ids[forum] = new Queue<long>([.. (await PageAsync(forum, new QueueFilter())).Rows.Select(r => r.Id)]);
        foreach (var (what, act) in new (string, Func<ForumFixture, Task>)[]
        {
            ("first page", forum => PageAsync(forum, new QueueFilter())), ("count", OpenAsync), ("decision and undo", forum => DecideAsync(forum, ids[forum].Peek())),
        })
        {
            var (small, large) = (new List<double>(), new List<double>());
            var (asked, askedMore) = (await QueriesAsync(few, act), await QueriesAsync(many, act));
            for (var round = 0; round < Rounds; round++)
            {
                small.Add(await TimeAsync(() => act(few)));
                large.Add(await TimeAsync(() => act(many)));
            }
            var (quick, slow) = (Lowest(small), Lowest(large));
            output.WriteLine($"{what}: {quick:0.00} ms and {slow:0.00} ms, {asked} and {askedMore} queries");
            // That there are more cases than are counted is remembered for some seconds.
            Assert.InRange(askedMore, 0, asked);
            // The rows of a page and the counted ones are bounded, but ten are fewer than a page holds.
            Assert.True(slow <= quick * Factor + (what == "first page" ? 3 : what == "count" ? 1 : Tick), $"{what}: {slow:0.00} ms instead of {quick:0.00} ms");
        }
    }

    [Fact]
    public async Task A_short_queue_is_counted_each_time_and_a_long_one_every_few_seconds()
    {
        const string settled = "UPDATE Cases SET State = 2 WHERE Id = (SELECT MIN(Id) FROM Cases WHERE State = 1 AND Audience = 1)";
        Assert.Equal(Few, (await PageAsync(few, new QueueFilter())).Counts.All);
        await few.SqlAsync(settled);
        Assert.Equal(Few - 1, (await PageAsync(few, new QueueFilter())).Counts.All);
        Assert.True((await PageAsync(many, new QueueFilter())).Counts.IsMore);
        var sent = many.Commands.Listen();
        Assert.True((await PageAsync(many, new QueueFilter())).Counts.IsMore);
        Assert.DoesNotContain(sent, c => c.Sql.Contains("COUNT(", StringComparison.Ordinal));
        // What was remembered is not said of a queue that is through since.
        await many.SqlAsync("UPDATE Cases SET State = 2");
        Assert.Equal(0, (await PageAsync(many, new QueueFilter())).Counts.All);
    }

    [Fact]
    public async Task What_is_remembered_of_a_long_queue_reaches_nobody_of_the_other_circle()
    {
        await many.SqlAsync("UPDATE Cases SET Audience = CASE WHEN Id = (SELECT MIN(Id) FROM Cases) THEN 1 ELSE 3 END");
        Assert.True((await PageAsync(many, new QueueFilter())).Counts.IsMore);
        await OpenAsync(many);
        var brother = await many.BrotherAsync(Role.Moderator);
        foreach (var filter in new[] { new QueueFilter(), new QueueFilter(ThingKind.Post) })
        {
            await using var visit = many.As(brother);
            Assert.Equal(1, await visit.Get<QueueQueries>().OpenAsync(default));
            Assert.Equal(1, (await visit.Get<QueueQueries>().PageAsync(filter, default)).Value.Counts.All);
        }
    }

    [Fact]
    public async Task The_queue_reads_its_index_in_order_and_is_never_scanned_or_sorted()
    {
        foreach (var filter in new[]
        {
            new QueueFilter(), new QueueFilter(ThingKind.Post), new QueueFilter(Circle: Circle.Sisters), new QueueFilter(Rule: Rules.Insult), new QueueFilter(Language: "ar"),
            new QueueFilter(ThingKind.Post, Circle.Sisters, Rules.Spam, "en"),
        })
        {
            await using var visit = many.As(moderator);
            var sent = many.Commands.Listen();
            var next = (await visit.Get<QueueQueries>().PageAsync(filter, default)).Value.Next;
            await visit.Get<QueueQueries>().PageAsync(filter with { After = next }, default);
            await visit.Get<QueueQueries>().OpenAsync(default);
            foreach (var command in sent.Where(c => c.Sql.Contains("\"Cases\"", StringComparison.Ordinal)))
            {
                var plan = await many.PlanAsync(command);
                output.WriteLine($"{filter}: {string.Join(" / ", plan)}");
                Assert.Contains(plan, step => step.Contains("IX_Cases_Queue", StringComparison.Ordinal));
                Assert.DoesNotContain(plan, step => step.StartsWith("SCAN c", StringComparison.Ordinal));
                // The counts group a bounded number of rows; the rows themselves come in order.
                Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Walking_the_pages_shows_each_case_once_in_order()
    {
        var (seen, filter) = (new List<QueueRow>(), new QueueFilter(Language: "ar"));
        QueuePage page;
        do
        {
            page = await PageAsync(many, filter);
            seen.AddRange(page.Rows);
            filter = filter with { After = page.Next };
        }
        while (page.Next is not null);
        Assert.Equal(await many.NumberAsync("SELECT COUNT(*) FROM Cases WHERE Language = 'ar'"), seen.Count);
        Assert.Equal(seen.Count, seen.Select(r => r.Id).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(r => r.Urgency).ThenBy(r => r.OpenedAt).ThenBy(r => r.Id).Select(r => r.Id), seen.Select(r => r.Id));
        Assert.True(page.Counts.IsMore);
    }

    private async Task<QueuePage> PageAsync(ForumFixture forum, QueueFilter filter)
    {
        await using var visit = forum.As(moderator);
        return (await visit.Get<QueueQueries>().PageAsync(filter, default)).Value;
    }

    private async Task OpenAsync(ForumFixture forum)
    {
        await using var visit = forum.As(moderator);
        await visit.Get<QueueQueries>().OpenAsync(default);
    }

    private async Task DecideAsync(ForumFixture forum, long id)
    {
        await using var visit = forum.As(moderator);
        var version = (await visit.Get<CaseQueries>().ShowAsync(id, default)).Value.Version;
        var done = (await visit.Get<DecisionService>().DecideAsync(id, version, new Decision(Act.Removed, Rules.Spam), default)).Value;
        _ = (await visit.Get<DecisionService>().UndoAsync(done.EntryId, default)).Value;
    }

    private static async Task<int> QueriesAsync(ForumFixture forum, Func<ForumFixture, Task> act)
    {
        await act(forum);
        var sent = forum.Commands.Listen();
        await act(forum);
        return sent.Count;
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var start = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>What it takes when nothing else is in the way: the tenth part of the rounds.</summary>
    private static double Lowest(List<double> times) => times.Order().ElementAt(times.Count / 10);
}
