using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Posts;

namespace Salam.Forum.Feeds;

/// <summary>Reads feeds, page by page.</summary>
public sealed class FeedQueries(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    /// <summary>For a day or a week, Top weighs at most so many of the newest posts, so that its cost has a bound.</summary>
    private const int TopWindow = 5_000;

    /// <summary>One page of a feed. Refused: a cursor that no page wrote; Following for a guest.</summary>
    public async Task<Result<Page<FeedRow>>> PageAsync(FeedRequest request, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(request.After);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        switch (request.Kind)
        {
            case FeedKind.Best:
                return await CutAsync(Best(request.Circle, cursor.Value), r => Cursor.Of(r.Rank, r.Id), cancellation);
            case FeedKind.New:
                return await CutAsync(Newest(OfCircle(request.Circle), cursor.Value), r => Cursor.Of(r.CreatedAt, r.Id), cancellation);
            case FeedKind.Top:
                return await CutAsync(Top(request, cursor.Value), r => Cursor.Of(r.Score, r.Id), cancellation);
            case FeedKind.Following when !viewer.Value.IsMember:
                return Refusal.LogIn;
            case FeedKind.Following:
                return await CutAsync(Following(request.Circle, cursor.Value), r => Cursor.Of(r.CreatedAt, r.Id), cancellation);
            default:
                return new Page<FeedRow>([], null);
        }
    }

    /// <summary>The best posts of the last day, or of all time while a day has too few, for the side column.</summary>
    public async Task<IReadOnlyList<FeedRow>> BestOfDayAsync(int count, CancellationToken cancellation)
    {
        var ofDay = await PostRows.From(db, Since(Period.Day).OrderByDescending(p => p.Score).ThenByDescending(p => p.Id), viewer.Value.MemberId)
            .Take(count).ToListAsync(cancellation);
        return ofDay.Count >= count ? ofDay : await PostRows.From(db, Best(null, null), viewer.Value.MemberId).Take(count).ToListAsync(cancellation);
    }

    private async Task<Page<FeedRow>> CutAsync(IQueryable<Post> posts, Func<FeedRow, Cursor> cursorOf, CancellationToken cancellation) =>
        Page<FeedRow>.Cut(await PostRows.From(db, posts, viewer.Value.MemberId).Take(PageSize + 1).ToListAsync(cancellation), PageSize, cursorOf);

    private IQueryable<Post> OfCircle(Circle? circle)
    {
        var posts = db.Posts.AsNoTracking().Where(p => p.Status == Status.Published);
        return circle is { } one ? posts.Where(p => p.Circle == one) : posts;
    }

    // Each order is narrowed by "at most the key, and then less or an earlier id": the first half is a range the index starts at.
    private IQueryable<Post> Best(Circle? circle, Cursor? after)
    {
        var posts = OfCircle(circle);
        if (after is { Number: var rank, Id: var id })
            posts = posts.Where(p => p.Rank <= rank && (p.Rank < rank || p.Id < id));
        return posts.OrderByDescending(p => p.Rank).ThenByDescending(p => p.Id);
    }

    private static IQueryable<Post> Newest(IQueryable<Post> posts, Cursor? after)
    {
        if (after is { Moment: var moment, Id: var id })
            posts = posts.Where(p => p.CreatedAt <= moment && (p.CreatedAt < moment || p.Id < id));
        return posts.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);
    }

    private IQueryable<Post> Top(FeedRequest request, Cursor? after)
    {
        var posts = Since(request.Period, request.Circle);
        if (after is { Whole: var score, Id: var id })
            posts = posts.Where(p => p.Score <= score && (p.Score < score || p.Id < id));
        return posts.OrderByDescending(p => p.Score).ThenByDescending(p => p.Id);
    }

    /// <summary>A short period is read by time and then weighed; a long one is walked by score, where most rows are within it.</summary>
    private IQueryable<Post> Since(Period period, Circle? circle = null)
    {
        var posts = OfCircle(circle);
        if (period == Period.All)
            return posts;
        var start = time.GetUtcNow().UtcDateTime - Length(period);
        // The long one is said in a form that no index on time fits: SQLite would take it, read the whole period and sort it.
        return period is Period.Day or Period.Week
            ? posts.Where(p => p.CreatedAt >= start).OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(TopWindow)
            : posts.Where(p => (p.CreatedAt >= start ? p.Id : 0) > 0);
    }

    /// <summary>
    /// A page of each followed member's newest posts, read from her index, and of these the newest: the cost is bounded by how many one follows,
    /// never by how many posts lie between two of theirs.
    /// </summary>
    private IQueryable<Post> Following(Circle? circle, Cursor? after)
    {
        var me = viewer.Value.MemberId;
        var (moment, id) = after is { } cursor ? (cursor.Moment, cursor.Id) : (new Cursor(DateTime.MaxValue.Ticks, 0).Moment, long.MaxValue);
        return
            from f in db.Follows
            where f.FollowerId == me
            from p in db.Posts.AsNoTracking()
            where db.Posts
                .Where(q => q.AuthorId == f.FolloweeId && q.Status == Status.Published && (circle == null || q.Circle == circle)
                    && q.CreatedAt <= moment && (q.CreatedAt < moment || q.Id < id))
                .OrderByDescending(q => q.CreatedAt).ThenByDescending(q => q.Id)
                .Select(q => q.Id).Take(PageSize + 1).Contains(p.Id)
            orderby p.CreatedAt descending, p.Id descending
            select p;
    }

    private static TimeSpan Length(Period period) => TimeSpan.FromDays(period switch { Period.Day => 1, Period.Week => 7, Period.Month => 30, _ => 365 });
}
