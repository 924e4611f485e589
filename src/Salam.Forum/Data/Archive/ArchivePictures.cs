using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.Media;
using Salam.Forum.Posts;

namespace Salam.Forum.Data.Archive;

/// <summary>The pictures of posts and comments in an archive. It names them; their files are copied as they are.</summary>
internal static class ArchivePictures
{
    /// <summary>What is wrong with the pictures of a line; null when nothing is.</summary>
    public static async Task<Refusal?> BadAsync(ForumDb db, IReadOnlyList<ArchivePicture>? pictures, CancellationToken cancellation)
    {
        foreach (var picture in pictures ?? [])
        {
            if (!Guid.TryParseExact(picture?.Key, "n", out var key))
                return Refusal.Invalid($"the key of a picture, \"{picture?.Key}\", is none");
            if (picture!.Width is < 1 or > PictureSizes.WidthMax || picture.Height is < 1 or > PictureSizes.HeightMax)
                return Refusal.Invalid($"the picture {picture.Key} has no size that a picture can have");
            if (picture.Placeholder is { } placeholder && (placeholder.Length > Picture.PlaceholderMax || !Convert.TryFromBase64String(placeholder, new byte[Picture.PlaceholderMax], out _)))
                return Refusal.Invalid($"the placeholder of the picture {picture.Key} is none");
            if (await db.Pictures.IgnoreQueryFilters([Visibility.AudienceFilter]).AnyAsync(p => p.Key == key, cancellation)
                || await db.Comments.IgnoreQueryFilters(Visibility.OnWords).AnyAsync(c => c.PictureKey == key, cancellation)
                || await db.ProjectPictures.AnyAsync(p => p.Key == key, cancellation) || await db.FoundationDocuments.AnyAsync(d => d.Key == key, cancellation))
                return Refusal.Invalid($"the picture {picture.Key} is in another post, comment, project or document");
        }
        return null;
    }

    /// <summary>The picture of a comment's line, in which nothing is wrong; null without one.</summary>
    public static PictureView? OfComment(ArchiveLine line) => line.Pictures is [{ } of]
        ? new PictureView(Guid.ParseExact(of.Key!, "n"), of.Width, of.Height, new PictureDraft(default, of.Alt ?? "").Normalised().Alt, of.Placeholder ?? "")
        : null;

    /// <summary>The picture of a comment, as a line names it.</summary>
    public static List<ArchivePicture>? LineOf(Comment comment) => comment.PictureKey is { } key ? [Named(key, comment.PictureWidth, comment.PictureHeight, comment.PictureAlt, comment.PicturePlaceholder)] : null;

    /// <summary>The pictures of a post, as a line names them.</summary>
    public static List<ArchivePicture>? LineOf(IReadOnlyCollection<Picture> pictures) =>
        pictures.Count == 0 ? null : [.. pictures.Select(p => Named(p.Key, p.Width, p.Height, p.Alt, p.Placeholder))];

    /// <summary>The pictures of a project, as a line names them.</summary>
    public static List<ArchivePicture>? LineOf(IEnumerable<ProjectPicture> pictures) =>
        pictures.Select(p => Named(p.Key, p.Width, p.Height, p.Alt, p.Placeholder)).ToList() is { Count: > 0 } named ? named : null;

    private static ArchivePicture Named(Guid key, int width, int height, string alt, string placeholder) =>
        new(key.ToString("n"), width, height, alt.Length == 0 ? null : alt, placeholder.Length == 0 ? null : placeholder);

    /// <summary>Adds the pictures of a project that is there.</summary>
    public static void Add(ForumDb db, long projectId, IReadOnlyList<PictureDraft> drafts, IReadOnlyList<ArchivePicture>? pictures) =>
        db.AddRange(drafts.Index().Select(d => new ProjectPicture
        {
            Key = d.Item.Key, ProjectId = projectId, Place = d.Index, Width = pictures![d.Index].Width, Height = pictures[d.Index].Height, Alt = d.Item.Alt, Placeholder = pictures[d.Index].Placeholder ?? "",
        }));

    /// <summary>Adds the pictures of a post that is there.</summary>
    public static async Task AddAsync(ForumDb db, Post post, IReadOnlyList<PictureDraft> drafts, IReadOnlyList<ArchivePicture>? pictures, CancellationToken cancellation)
    {
        foreach (var (place, draft) in drafts.Index())
        {
            var of = pictures![place];
            db.Add(new Picture { Key = draft.Key, PostId = post.Id, Audience = post.Audience, Place = place, Width = of.Width, Height = of.Height, Alt = draft.Alt, Placeholder = of.Placeholder ?? "" });
        }
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }
}
