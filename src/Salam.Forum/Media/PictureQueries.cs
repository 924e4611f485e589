using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Media;

/// <summary>Reads pictures.</summary>
public sealed class PictureQueries(ForumDb db, CurrentViewer viewer, Gate gate)
{
    /// <summary>
    /// The name of the file of a picture in one of its widths; null when it is missing or hidden, which its post decides, or its comment and the post above, or its project; also
    /// of that of a link card. One that waits to be posted is there for whoever sent it, and one of a case for whoever reviews that.
    /// </summary>
    public async Task<string?> FindAsync(Guid key, int width, CancellationToken cancellation)
    {
        var widest = await db.Pictures.AsNoTracking().Where(p => p.Key == key && db.Posts.Any(post => post.Id == p.PostId)).Select(p => (int?)p.Width).FirstOrDefaultAsync(cancellation);
        widest ??= await db.Comments.WithThreads().AsNoTracking().Where(c => c.PictureKey == key && c.Status != Status.Deleted && db.Posts.Any(post => post.Id == c.PostId)).Select(c => (int?)c.PictureWidth).FirstOrDefaultAsync(cancellation);
        widest ??= await db.ProjectPictures.AsNoTracking().Where(p => p.Key == key && db.Projects.Any(project => project.Id == p.ProjectId)).Select(p => (int?)p.Width).FirstOrDefaultAsync(cancellation);
        if (widest is null && viewer.Value.IsMember)
            widest = await db.PictureUploads.AsNoTracking().Where(u => u.Key == key).Select(u => (int?)u.Width).FirstOrDefaultAsync(cancellation);
        widest ??= await db.LinkCards.AsNoTracking().Where(c => c.Key == key && c.PictureWidth > 0 && db.Posts.Any(post => post.Id == c.PostId)).Select(c => (int?)c.PictureWidth).FirstOrDefaultAsync(cancellation);
        widest ??= await OfCaseAsync(key, cancellation);
        return widest is { } known && PictureSizes.Of(known).Contains(width) ? BlobNames.OfPicture(key, width) : null;
    }

    /// <summary>
    /// How wide a picture is that a case of the circle shows which the viewer, an administrator, has entered: of its post or that one's link, of its comment, or of the one
    /// above that. Not of her own circle's cases: who sees those is asked by the filters, and these queries look past them.
    /// </summary>
    private async Task<int?> OfCaseAsync(Guid key, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is not null || await gate.EnteredAsync(cancellation) is not { } entered)
            return null;
        var cases = gate.Cases(entered);
        return await OfPostInCaseAsync(key, cases, cancellation) ?? await OfLinkInCaseAsync(key, cases, cancellation) ?? await OfCommentInCaseAsync(key, cases, cancellation);
    }

    private Task<int?> OfLinkInCaseAsync(Guid key, IQueryable<Case> cases, CancellationToken cancellation) =>
        Things.AllCards(db).Where(c => c.Key == key && c.PictureWidth > 0 && cases.Any(x => x.PostId == c.PostId) && Things.AllPosts(db).Any(post => post.Id == c.PostId && post.Status != Status.Deleted))
            .Select(c => (int?)c.PictureWidth).FirstOrDefaultAsync(cancellation);

    private Task<int?> OfPostInCaseAsync(Guid key, IQueryable<Case> cases, CancellationToken cancellation) =>
        Things.AllPictures(db).Where(p => p.Key == key && cases.Any(c => c.PostId == p.PostId) && Things.AllPosts(db).Any(post => post.Id == p.PostId && post.Status != Status.Deleted)).Select(p => (int?)p.Width).FirstOrDefaultAsync(cancellation);

    private Task<int?> OfCommentInCaseAsync(Guid key, IQueryable<Case> cases, CancellationToken cancellation)
    {
        var all = Things.AllComments(db);
        return all.Where(c => c.PictureKey == key && c.Status != Status.Deleted && Things.AllPosts(db).Any(post => post.Id == c.PostId && post.Status != Status.Deleted)
            && cases.Any(x => x.Kind == ThingKind.Comment && x.PostId == c.PostId && (x.ThingId == c.Id || all.Any(below => below.Id == x.ThingId && below.ParentId == c.Id))))
            .Select(c => (int?)c.PictureWidth).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The pictures of a post that the viewer sees, in their order.</summary>
    public Task<List<PictureView>> OfPostAsync(long postId, CancellationToken cancellation) =>
        db.Pictures.AsNoTracking().Where(p => p.PostId == postId && db.Posts.Any(post => post.Id == p.PostId)).OrderBy(p => p.Place)
            .Select(p => new PictureView(p.Key, p.Width, p.Height, p.Alt, p.Placeholder)).ToListAsync(cancellation);

    /// <summary>The pictures of a project that the viewer sees, in their order.</summary>
    public Task<List<PictureView>> OfProjectAsync(long projectId, CancellationToken cancellation) =>
        db.ProjectPictures.AsNoTracking().Where(p => p.ProjectId == projectId && db.Projects.Any(project => project.Id == p.ProjectId)).OrderBy(p => p.Place)
            .Select(p => new PictureView(p.Key, p.Width, p.Height, p.Alt, p.Placeholder)).ToListAsync(cancellation);

    /// <summary>Those that a form of the viewer's names, in its order and with its words: they wait to be posted, or are in a post or a comment of hers, or in a project of her foundation.</summary>
    public async Task<List<PictureView>> NamedAsync(IReadOnlyList<PictureDraft> drafts, CancellationToken cancellation)
    {
        if (drafts.Count == 0)
            return [];
        var (me, keys) = (viewer.Value.MemberId, drafts.Take(Picture.PerPost * 2).Select(d => d.Key).ToList());
        var waiting = await db.PictureUploads.AsNoTracking().Where(u => keys.Contains(u.Key)).Select(u => new PictureView(u.Key, u.Width, u.Height, "", u.Placeholder)).ToListAsync(cancellation);
        var posted = waiting.Count == keys.Count ? [] : await db.Pictures.AsNoTracking().Where(p => keys.Contains(p.Key) && db.Posts.Any(post => post.Id == p.PostId && post.AuthorId == me))
            .Select(p => new PictureView(p.Key, p.Width, p.Height, "", p.Placeholder)).ToListAsync(cancellation);
        var said = waiting.Count + posted.Count == keys.Count ? [] : await db.Comments.AsNoTracking().Where(c => c.AuthorId == me && c.PictureKey != null && keys.Contains(c.PictureKey.Value))
            .Select(c => new PictureView(c.PictureKey!.Value, c.PictureWidth, c.PictureHeight, "", c.PicturePlaceholder)).ToListAsync(cancellation);
        var asked = waiting.Count + posted.Count + said.Count == keys.Count ? [] : await db.ProjectPictures.AsNoTracking()
            .Where(p => keys.Contains(p.Key) && db.Projects.Any(project => project.Id == p.ProjectId && db.FoundationStaff.Any(s => s.FoundationId == project.FoundationId && s.MemberId == me)))
            .Select(p => new PictureView(p.Key, p.Width, p.Height, "", p.Placeholder)).ToListAsync(cancellation);
        return [.. drafts.Join([.. waiting, .. posted, .. said, .. asked], d => d.Key, v => v.Key, (d, v) => v with { Alt = d.Alt })];
    }
}
