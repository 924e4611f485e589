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
        if (request.Kind == FeedKind.Charity)
            return new Page<FeedRow>([], null);
        if (request.Kind == FeedKind.Following && !viewer.Value.IsMember)
            return Refusal.LogIn;
        var rows = await RowsAsync(request, cursor.Value, PageSize + 1, cancellation);
        return Page<FeedRow>.Cut(rows, PageSize, request.Kind switch
        {
            FeedKind.Best => static r => Cursor.Of(r.Rank, r.Id),
            FeedKind.Top => static r => Cursor.Of(r.Score, r.Id),
            _ => static r => Cursor.Of(r.CreatedAt, r.Id),
        });
    }

    /// <summary>The best posts of the last day, for the side column; of all time, and said to be so, while a day has too few.</summary>
    public async Task<BestPosts> BestOfDayAsync(int count, CancellationToken cancellation)
    {
        var ofDay = await RowsAsync(new FeedRequest(FeedKind.Top), null, count, cancellation);
        return ofDay.Count >= count ? new BestPosts(true, ofDay) : new BestPosts(false, await RowsAsync(new FeedRequest(FeedKind.Best), null, count, cancellation));
    }

    private Task<List<FeedRow>> RowsAsync(FeedRequest request, Cursor? after, int count, CancellationToken cancellation)
    {
        var (kind, period) = (request.Kind, request.Kind == FeedKind.Top ? request.Period : Period.All);
        var args = new ReadArgs
        {
            Me = viewer.Value.MemberId,
            Circle = request.Circle ?? default,
            After = after ?? (kind == FeedKind.Following ? Cursor.Of(DateTime.MaxValue, long.MaxValue) : default),
            Since = period == Period.All ? default : time.GetUtcNow().UtcDateTime - Length(period),
            Take = count,
        };
        return CompiledRead.ToListAsync(db, new Shape(kind, period, request.Circle is not null, after is not null, RowsFor.Of(viewer.Value)), args, Compose, cancellation);
    }

    private static IQueryable<FeedRow> Compose(ForumDb db, ReadArgs args, Shape shape) => PostRows.From(db, args, shape.Reader, shape.Kind switch
    {
        FeedKind.Best => Best(db, args, shape),
        FeedKind.Top => Top(db, args, shape),
        FeedKind.Following => Following(db, args, shape),
        _ => Newest(db, args, shape),
    });

    private static IQueryable<Post> Published(ForumDb db, ReadArgs args, Shape shape)
    {
        var posts = db.Posts.AsNoTracking().Where(p => p.Status == Status.Published);
        return shape.OfCircle ? posts.Where(p => p.Circle == args.Circle) : posts;
    }

    // Each order is narrowed by "at most the key, and then less or an earlier id": the first half is a range the index starts at.
    private static IQueryable<Post> Best(ForumDb db, ReadArgs args, Shape shape)
    {
        var posts = Published(db, args, shape);
        if (shape.Continued)
            posts = posts.Where(p => p.Rank <= args.Number && (p.Rank < args.Number || p.Id < args.Id));
        return posts.OrderByDescending(p => p.Rank).ThenByDescending(p => p.Id);
    }

    private static IQueryable<Post> Newest(ForumDb db, ReadArgs args, Shape shape)
    {
        var posts = Published(db, args, shape);
        if (shape.Continued)
            posts = posts.Where(p => p.CreatedAt <= args.Moment && (p.CreatedAt < args.Moment || p.Id < args.Id));
        return posts.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);
    }

    private static IQueryable<Post> Top(ForumDb db, ReadArgs args, Shape shape)
    {
        var posts = Since(db, args, shape);
        if (shape.Continued)
            posts = posts.Where(p => p.Score <= args.Whole && (p.Score < args.Whole || p.Id < args.Id));
        var ordered = posts.OrderByDescending(p => p.Score).ThenByDescending(p => p.Id);
        if (shape.Period is not (Period.Day or Period.Week))
            return ordered;
        return CompiledRead.Among(db.Posts.AsNoTracking(), ordered.Select(p => p.Id), args).OrderByDescending(p => p.Score).ThenByDescending(p => p.Id);
    }

    /// <summary>
    /// A short period is read by time and then weighed; a long one is walked by score, where most rows are within it. What is weighed is no more than
    /// it takes: the rest of a row, its author and the viewer's vote are read for those alone that are on the page.
    /// </summary>
    private static IQueryable<Post> Since(ForumDb db, ReadArgs args, Shape shape)
    {
        var posts = Published(db, args, shape);
        return shape.Period switch
        {
            Period.All => posts,
            Period.Day or Period.Week => posts.Where(p => p.CreatedAt >= args.Since).OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Take(TopWindow),
            // Said in a form that no index on time fits: SQLite would take it, read the whole period and sort it.
            _ => posts.Where(p => (p.CreatedAt >= args.Since ? p.Id : 0) > 0),
        };
    }

    /// <summary>
    /// A page of each followed member's newest posts, read from her index, and of these the newest: the cost is bounded by how many one follows,
    /// never by how many posts lie between two of theirs.
    /// </summary>
    private static IQueryable<Post> Following(ForumDb db, ReadArgs args, Shape shape)
    {
        var candidates =
            from f in db.Follows
            where f.FollowerId == args.Me
            from p in db.Posts
            where db.Posts
                .Where(q => q.AuthorId == f.FolloweeId && q.Status == Status.Published && (!shape.OfCircle || q.Circle == args.Circle)
                    && q.CreatedAt <= args.Moment && (q.CreatedAt < args.Moment || q.Id < args.Id))
                .OrderByDescending(q => q.CreatedAt).ThenByDescending(q => q.Id)
                .Select(q => q.Id).Take(PageSize + 1).Contains(p.Id)
            orderby p.CreatedAt descending, p.Id descending
            select p.Id;
        return CompiledRead.Among(db.Posts.AsNoTracking(), candidates, args).OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id);
    }

    private static TimeSpan Length(Period period) => TimeSpan.FromDays(period switch { Period.Day => 1, Period.Week => 7, Period.Month => 30, _ => 365 });

    /// <summary>What the form of a feed's query depends on.</summary>
    /// <param name="Kind">The feed.</param>
    /// <param name="Period">How far back.</param>
    /// <param name="OfCircle">Whether it is narrowed to a circle.</param>
    /// <param name="Continued">Whether it starts at a cursor.</param>
    /// <param name="Reader">What the rows are made for.</param>
    private readonly record struct Shape(FeedKind Kind, Period Period, bool OfCircle, bool Continued, RowsFor Reader);
}
