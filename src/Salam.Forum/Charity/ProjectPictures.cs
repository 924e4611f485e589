using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Outbox;

namespace Salam.Forum.Charity;

/// <summary>Puts pictures to projects and takes them away; always inside the transaction of the act. Their files go after the commit.</summary>
public sealed class ProjectPictures(ForumDb db, CurrentViewer viewer, OutboxQueue outbox)
{
    /// <summary>
    /// Gives a project the pictures of its draft, in that order: new ones of the viewer's, and those it has. The ones that the draft does not name any
    /// more are thrown away. Refused where one is neither.
    /// </summary>
    /// <param name="projectId">The project.</param>
    /// <param name="drafts">What the form names.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<Refusal?> SetAsync(long projectId, IReadOnlyList<PictureDraft> drafts, CancellationToken cancellation)
    {
        var has = await db.ProjectPictures.AsTracking().Where(p => p.ProjectId == projectId).ToListAsync(cancellation);
        if (drafts.Count == 0 && has.Count == 0)
            return null;
        var (me, keys) = (viewer.Value.MemberId, drafts.Select(d => d.Key).ToList());
        var sent = await db.PictureUploads.AsTracking().Where(u => u.MemberId == me && keys.Contains(u.Key)).ToListAsync(cancellation);
        foreach (var (place, draft) in drafts.Index())
        {
            if (has.Find(p => p.Key == draft.Key) is { } old)
                (old.Place, old.Alt) = (place, draft.Alt);
            else if (sent.Find(u => u.Key == draft.Key) is { } upload)
                Take(upload, projectId, place, draft.Alt);
            else
                return Refusal.Invalid("PictureGone", PictureService.Field);
        }
        foreach (var gone in has.Where(p => !keys.Contains(p.Key)))
        {
            db.ProjectPictures.Remove(gone);
            await outbox.AddAsync(BlobRemoval.Name, new BlobRemoval.Payload(BlobNames.OfPicture(gone.Key)), cancellation, OutboxLane.Blobs);
        }
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>What the pictures of a project show, as one text for whoever judges it.</summary>
    internal async Task<string> WordsAsync(long projectId, CancellationToken cancellation) =>
        string.Join("\n\n", await db.ProjectPictures.Where(p => p.ProjectId == projectId && p.Alt != "").OrderBy(p => p.Place).Select(p => p.Alt).ToListAsync(cancellation));

    private void Take(PictureUpload upload, long projectId, int place, string alt)
    {
        db.PictureUploads.Remove(upload);
        db.ProjectPictures.Add(new ProjectPicture
        {
            Key = upload.Key, ProjectId = projectId, Place = place, Width = upload.Width, Height = upload.Height, Alt = alt, Placeholder = upload.Placeholder,
        });
    }
}
