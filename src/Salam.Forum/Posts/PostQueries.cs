using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Posts;

/// <summary>A post as its page shows it.</summary>
/// <param name="Row">What a feed row shows too.</param>
/// <param name="BodyHtml">The body rendered, safe to show as it is.</param>
/// <param name="CommentRefusal">Why the viewer may not comment; null when she may.</param>
/// <param name="IsMine">Whether the viewer wrote it.</param>
/// <param name="IsFollowed">Whether the viewer follows its author.</param>
public sealed record PostView(FeedRow Row, string BodyHtml, Refusal? CommentRefusal, bool IsMine, bool IsFollowed);

/// <summary>Reads posts.</summary>
public sealed class PostQueries(ForumDb db, CurrentViewer viewer)
{
    /// <summary>A post for its page; null when it is missing or hidden.</summary>
    public async Task<PostView?> ShowAsync(long id, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        var posts = db.Posts.AsNoTracking().Where(p => p.Id == id);
        var found = await (
            from row in PostRows.From(db, posts, me)
            join p in db.Posts on row.Id equals p.Id
            select new { row, p.BodyHtml, Followed = me != 0 && db.Follows.Any(f => f.FollowerId == me && f.FolloweeId == p.AuthorId) })
            .FirstOrDefaultAsync(cancellation);
        return found is null ? null : new PostView(
            found.row, found.BodyHtml, Post.CommentRefusal(viewer.Value, found.row.Circle, found.row.Status), found.row.AuthorId == me, found.Followed);
    }

    /// <summary>A post as its author wrote it, for the edit and delete pages. Refused: missing, hidden, or somebody else's.</summary>
    public async Task<Result<Post>> OwnAsync(long id, CancellationToken cancellation)
    {
        var post = await db.Posts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (post is null)
            return Refusal.Missing;
        return post.ChangeRefusal(viewer.Value) is { } refusal ? refusal : post;
    }
}
