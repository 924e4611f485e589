using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;

namespace Salam.Forum.Posts;

/// <summary>A post as its page shows it.</summary>
/// <param name="Row">What a feed row shows too.</param>
/// <param name="LinkUrl">The address that a link leads to; null for a text.</param>
/// <param name="BodyHtml">The body rendered, safe to show as it is.</param>
/// <param name="Judged">What the filter says of it, for its author; null for everybody else.</param>
/// <param name="SlowMinutes">Minutes that a member waits between two comments under it; 0 for no wait.</param>
/// <param name="CommentRefusal">Why the viewer may not comment; null when she may.</param>
/// <param name="IsMine">Whether the viewer wrote it.</param>
/// <param name="IsFollowed">Whether the viewer follows its author.</param>
public sealed record PostView(FeedRow Row, string? LinkUrl, string BodyHtml, Judged? Judged, int SlowMinutes, Refusal? CommentRefusal, bool IsMine, bool IsFollowed)
{
    /// <summary>The news of a project that it is a thread of; null for a post. Of such a thread nobody is told which member of the staff told the news.</summary>
    public long? UpdateId { get; init; }
}

/// <summary>A post that everybody may see, and whose words nobody has folded, as a list of addresses holds it.</summary>
public sealed record PublicPost(long Id, string Slug, string Language, DateTime ChangedAt);

/// <summary>Reads posts.</summary>
public sealed class PostQueries(ForumDb db, CurrentViewer viewer, Judge judge)
{
    /// <summary>Public posts that are read at once.</summary>
    public const int PublicAtOnce = 1_000;

    /// <summary>A post for its page; null when it is missing or hidden.</summary>
    public async Task<PostView?> ShowAsync(long id, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        var found = (await CompiledRead.ToListAsync(db, new Shape(RowsFor.Of(viewer.Value)), new ReadArgs { Me = me, Of = id, Take = 1 }, Compose, cancellation)).FirstOrDefault();
        if (found.Row is null)
            return null;
        if (found.UpdateId is { } update)
            return new PostView(found.Row with { AuthorId = 0, AuthorHandle = "" }, null, found.BodyHtml, null, found.SlowMinutes, Post.CommentRefusal(viewer.Value, found.Row.Circle, found.Row.Status, found.IsLocked), false, false) { UpdateId = update };
        return new PostView(
            found.Row, found.LinkUrl, found.BodyHtml, found.Source is null ? null : judge.OfPost(found.Row.Title, found.Source, found.LinkUrl, found.PictureWords), found.SlowMinutes, Post.CommentRefusal(viewer.Value, found.Row.Circle, found.Row.Status, found.IsLocked), found.Row.AuthorId == me, found.IsFollowed);
    }

    private static IQueryable<Found> Compose(ForumDb db, ReadArgs args, Shape shape) =>
        from row in PostRows.From(db, args, shape.Reader, db.Posts.WithThreads().AsNoTracking().Where(p => p.Id == args.Of))
        join p in db.Posts on row.Id equals p.Id
        select new Found(row, p.LinkUrl, p.BodyHtml, shape.Reader.ByMember && p.AuthorId == args.Me ? p.Body : null, p.PictureWords, p.SlowMinutes, p.IsLocked, p.UpdateId, shape.Reader.ByMember && db.Follows.Any(f => f.FollowerId == args.Me && f.FolloweeId == p.AuthorId));

    /// <summary>A post as its author wrote it, for the edit and delete pages. Refused: missing, hidden, or somebody else's.</summary>
    public async Task<Result<Post>> OwnAsync(long id, CancellationToken cancellation)
    {
        var post = await db.Posts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (post is null)
            return Refusal.Missing;
        return post.ChangeRefusal(viewer.Value) is { } refusal ? refusal : post;
    }

    private readonly record struct Shape(RowsFor Reader);

    private readonly record struct Found(FeedRow Row, string? LinkUrl, string BodyHtml, string? Source, string PictureWords, int SlowMinutes, bool IsLocked, long? UpdateId, bool IsFollowed);

    /// <summary>Posts that everybody may see, with numbers after <paramref name="after"/> and up to <paramref name="upTo"/>, in order; at most <see cref="PublicAtOnce"/>.</summary>
    public Task<List<PublicPost>> PublicAsync(long after, long upTo, CancellationToken cancellation) =>
        Public().Where(p => p.Id > after && p.Id <= upTo).OrderBy(p => p.Id)
            .Select(p => new PublicPost(p.Id, p.Slug, p.Language, p.EditedAt ?? p.CreatedAt)).Take(PublicAtOnce).ToListAsync(cancellation);

    /// <summary>The greatest number of a post that everybody may see; 0 when there is none.</summary>
    public Task<long> LastPublicAsync(CancellationToken cancellation) =>
        Public().Where(p => p.Id > 0).OrderByDescending(p => p.Id).Select(p => p.Id).FirstOrDefaultAsync(cancellation);

    // An address tells the title, which a fold hides. Said in a form that no index on status fits: SQLite would take it, read every published post
    // and sort them by number.
    private IQueryable<Post> Public() => db.Posts.AsNoTracking().Where(p => (p.Status == Status.Published && p.Audience == Audience.Everyone && p.Severity == Severity.Clean ? p.Id : 0) > 0);
}
