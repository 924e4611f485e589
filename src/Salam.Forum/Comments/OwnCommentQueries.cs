using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Media;

namespace Salam.Forum.Comments;

/// <summary>A comment as its author is asked whether to delete it.</summary>
/// <param name="Id">The number in its address.</param>
/// <param name="PostId">The post it stands under.</param>
/// <param name="PostSlug">The slug of the post; empty when the author does not see the post any more.</param>
/// <param name="BodyHtml">The body rendered, safe to show as it is.</param>
/// <param name="Language">The code of the language it is written in.</param>
/// <param name="HasReplies">Whether answers stand below it that the author sees.</param>
/// <param name="Picture">Its picture; null without one, or where the post above is gone, and with it the picture's address.</param>
public sealed record OwnComment(long Id, long PostId, string PostSlug, string BodyHtml, string Language, bool HasReplies, PictureView? Picture);

/// <summary>A comment under a post that its author does not see any more.</summary>
public sealed record StrandedComment(long Id, string BodyHtml, string Language, DateTime CreatedAt);

/// <summary>
/// Reads the viewer's own comments, so that she can take her words away whatever became of the post above them. Of the post, and of what others
/// wrote under it, nothing is told that she does not see elsewhere.
/// </summary>
public sealed class OwnCommentQueries(ForumDb db, CurrentViewer viewer)
{
    /// <summary>A comment of the viewer's. Refused: missing, or hidden and somebody else's; seen, but not hers.</summary>
    public async Task<Result<OwnComment>> ToDeleteAsync(long id, CancellationToken cancellation)
    {
        var found = await (
            from c in db.Comments.WithThreads().AsNoTracking().Where(c => c.Id == id && c.Status != Status.Deleted)
            join p in db.Posts on c.PostId equals p.Id into posts
            from post in posts.DefaultIfEmpty()
            select new { Comment = c, Slug = (string?)post.Slug, HasReplies = db.Comments.Any(below => below.ParentId == c.Id) }).FirstOrDefaultAsync(cancellation);
        if (found?.Comment.DeleteRefusal(viewer.Value, seesPost: found.Slug is not null) is { } refusal)
            return refusal;
        return found is null
            ? Refusal.Missing
            : new OwnComment(id, found.Comment.PostId, found.Slug ?? "", found.Comment.BodyHtml, found.Comment.Language, found.HasReplies && found.Slug is not null,
                found is { Slug: not null, Comment.PictureKey: { } key } ? new PictureView(key, found.Comment.PictureWidth, found.Comment.PictureHeight, found.Comment.PictureAlt, found.Comment.PicturePlaceholder) : null);
    }

    /// <summary>The viewer's comments under posts that she does not see any more, newest first. Costs what she has written, so it is read only when asked for.</summary>
    public async Task<Result<Page<StrandedComment>>> StrandedAsync(string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var me = viewer.Value.MemberId;
        var comments = db.Comments.WithThreads().AsNoTracking().Where(c => c.AuthorId == me && c.Status != Status.Deleted && !db.Posts.Any(p => p.Id == c.PostId));
        if (cursor.Value is { Moment: var moment, Id: var id })
            comments = comments.Where(c => c.CreatedAt <= moment && (c.CreatedAt < moment || c.Id < id));
        var rows = await comments.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
            .Select(c => new StrandedComment(c.Id, c.BodyHtml, c.Language, c.CreatedAt)).Take(FeedQueries.PageSize + 1).ToListAsync(cancellation);
        return Page<StrandedComment>.Cut(rows, FeedQueries.PageSize, r => Cursor.Of(r.CreatedAt, r.Id));
    }
}
