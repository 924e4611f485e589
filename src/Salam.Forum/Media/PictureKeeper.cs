using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Outbox;
using Salam.Forum.Posts;

namespace Salam.Forum.Media;

/// <summary>Puts pictures to posts and comments and takes them away; always inside the transaction of the act. Their files go after the commit.</summary>
public sealed class PictureKeeper(ForumDb db, CurrentViewer viewer, OutboxQueue outbox)
{
    /// <summary>
    /// Gives a post the pictures of its draft, in that order: new ones of the viewer's, and those it has. The ones that the draft does not name any
    /// more are thrown away. Refused where one is neither.
    /// </summary>
    /// <param name="post">The post, which has its number.</param>
    /// <param name="drafts">What the form names.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<Refusal?> SetAsync(Post post, IReadOnlyList<PictureDraft> drafts, CancellationToken cancellation)
    {
        var has = post.PictureCount == 0 ? [] : await OfPost(post.Id).AsTracking().ToListAsync(cancellation);
        if (drafts.Count == 0 && has.Count == 0)
            return null;
        var (me, keys) = (viewer.Value.MemberId, drafts.Select(d => d.Key).ToList());
        var sent = await db.PictureUploads.AsTracking().Where(u => u.MemberId == me && keys.Contains(u.Key)).ToListAsync(cancellation);
        foreach (var (place, draft) in drafts.Index())
        {
            if (has.Find(p => p.Key == draft.Key) is { } old)
                (old.Place, old.Alt) = (place, draft.Alt);
            else if (sent.Find(u => u.Key == draft.Key) is { } upload)
                Take(upload, post, place, draft.Alt);
            else
                return Refusal.Invalid("PictureGone", PictureService.Field);
        }
        foreach (var gone in has.Where(p => !keys.Contains(p.Key)))
        {
            db.Pictures.Remove(gone);
            await ThrowAwayAsync(gone.Key, cancellation);
        }
        Show(post, has, sent, drafts);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>The pictures of a post, as a form names them.</summary>
    internal async Task<List<PictureDraft>> ShownAsync(Post post, CancellationToken cancellation) =>
        post.PictureCount == 0 ? [] : await OfPost(post.Id).OrderBy(p => p.Place).Select(p => new PictureDraft(p.Key, p.Alt)).ToListAsync(cancellation);

    /// <summary>Throws away the pictures of a post whose words are wiped.</summary>
    internal async Task RemoveAsync(Post post, CancellationToken cancellation)
    {
        if (post.PictureCount == 0)
            return;
        foreach (var key in await OfPost(post.Id).Select(p => p.Key).ToListAsync(cancellation))
            await ThrowAwayAsync(key, cancellation);
        await OfPost(post.Id).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>
    /// Gives a comment the picture of its form: a new one of the viewer's, the one it has, or none; one that it had instead is thrown away. Refused where it
    /// is neither. The caller saves the comment.
    /// </summary>
    internal async Task<Refusal?> SetAsync(Comment comment, PictureDraft? draft, CancellationToken cancellation)
    {
        if (draft?.Key == comment.PictureKey)
        {
            if (draft is { Key: var key, Alt: var alt })
                comment.Show(new PictureView(key, comment.PictureWidth, comment.PictureHeight, alt, comment.PicturePlaceholder));
            return null;
        }
        PictureView? shown = null;
        if (draft is { } named)
        {
            var me = viewer.Value.MemberId;
            if (await db.PictureUploads.AsTracking().FirstOrDefaultAsync(u => u.MemberId == me && u.Key == named.Key, cancellation) is not { } upload)
                return Refusal.Invalid("PictureGone", PictureService.Field);
            db.PictureUploads.Remove(upload);
            shown = new PictureView(upload.Key, upload.Width, upload.Height, named.Alt, upload.Placeholder);
        }
        await RemoveAsync(comment, cancellation);
        comment.Show(shown);
        return null;
    }

    /// <summary>Throws away the picture of a comment, if it has one. The caller saves the comment.</summary>
    internal async Task RemoveAsync(Comment comment, CancellationToken cancellation)
    {
        if (comment.PictureKey is { } key)
            await ThrowAwayAsync(key, cancellation);
        comment.Show(null);
    }

    private Task ThrowAwayAsync(Guid key, CancellationToken cancellation) =>
        outbox.AddAsync(BlobRemoval.Name, new BlobRemoval.Payload(BlobNames.OfPicture(key)), cancellation, OutboxLane.Blobs);

    // Whoever acts on a post acts on its pictures; a moderator of the other circle who wipes for a leaving member, too.
    private IQueryable<Picture> OfPost(long postId) => db.Pictures.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(p => p.PostId == postId);

    private static void Show(Post post, List<Picture> has, List<PictureUpload> sent, IReadOnlyList<PictureDraft> drafts)
    {
        var cover = drafts.Count == 0 ? (Guid?)null : drafts[0].Key;
        (post.PictureCount, post.CoverKey, post.AreBlurred) = (drafts.Count, cover, post.AreBlurred && drafts.Count > 0);
        post.CoverWidth = cover is null ? 0 : PictureSizes.Smallest(has.Find(p => p.Key == cover)?.Width ?? sent.First(u => u.Key == cover).Width);
        post.PictureWords = PostDraft.WordsOf(drafts);
    }

    private void Take(PictureUpload upload, Post post, int place, string alt)
    {
        db.PictureUploads.Remove(upload);
        db.Pictures.Add(new Picture
        {
            Key = upload.Key, PostId = post.Id, Audience = post.Audience, Place = place, Width = upload.Width, Height = upload.Height, Alt = alt, Placeholder = upload.Placeholder,
        });
    }
}
