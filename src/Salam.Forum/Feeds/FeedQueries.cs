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

    /// <summary>How far back Following looks at first.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(30);

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
                return await FollowingAsync(request.Circle, cursor.Value, cancellation);
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
        var recent = posts.Where(p => p.CreatedAt >= start);
        return period is Period.Day or Period.Week
            ? recent.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(TopWindow)
            // Says nothing about the rows, and makes SQLite start at the index by score, not at the one by time, whose rows it would then sort.
            : recent.Where(p => p.Score <= int.MaxValue);
    }

    /// <summary>
    /// The posts of each followed member are read from the index of her posts and sorted. Recent ones first: they fill a page where many are
    /// followed, and where they do not there are few to sort in all.
    /// </summary>
    private async Task<Page<FeedRow>> FollowingAsync(Circle? circle, Cursor? after, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        // Not "==": that would lead SQLite to the index of all posts by time, of which a reader of few members would have to walk thousands.
        var posts = db.Posts.AsNoTracking().Where(p => p.Status <= Status.Published && db.Follows.Where(f => f.FollowerId == me).Select(f => f.FolloweeId).Contains(p.AuthorId));
        if (circle is { } one)
            posts = posts.Where(p => p.Circle == one);
        posts = Newest(posts, after);
        var newest = after?.Moment ?? time.GetUtcNow().UtcDateTime;
        var start = new DateTime(Math.Max(0, newest.Ticks - Recent.Ticks), DateTimeKind.Utc);
        var page = await CutAsync(posts.Where(p => p.CreatedAt >= start), r => Cursor.Of(r.CreatedAt, r.Id), cancellation);
        return page.Next is null ? await CutAsync(posts, r => Cursor.Of(r.CreatedAt, r.Id), cancellation) : page;
    }

    private static TimeSpan Length(Period period) => TimeSpan.FromDays(period switch { Period.Day => 1, Period.Week => 7, Period.Month => 30, _ => 365 });
}
