using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Translation.Corrections;

/// <summary>A post or comment whose translation somebody looks at, as she sees it.</summary>
/// <param name="PostId">The post that it is, or stands under.</param>
/// <param name="Slug">That post's.</param>
/// <param name="Title">The title as written; empty for a comment.</param>
/// <param name="Source">The body as written.</param>
/// <param name="Html">The body rendered, safe to show as it is.</param>
/// <param name="Version">Of its words (<see cref="TranslatedText.Version"/>).</param>
/// <param name="Severity">How bad the filter found its words.</param>
/// <param name="Found">What it found in them.</param>
public sealed record CorrectedThing(
    ThingKind Kind, long Id, long PostId, string Slug, long AuthorId, string Title, string Source, string Html, string Language, Audience Audience, DateTime Version, Severity Severity, Categories Found)
{
    /// <summary>Its key among translations.</summary>
    public long Key => TranslatedText.KeyOf(Kind, Id);

    /// <summary>The most characters of a translation of its body: twice those of an original, since what is short in Chinese is long elsewhere.</summary>
    public int BodyMax => 2 * (Kind == ThingKind.Post ? Posts.Post.BodyMax : Comments.Comment.BodyMax);

    /// <summary>Keeps the words from being changed or deleted until the transaction ends; false where they were, or are not published any more.</summary>
    internal async Task<bool> HoldAsync(ForumDb db, CancellationToken cancellation) => 1 == (Kind == ThingKind.Post
        ? await db.Posts.Where(p => p.Id == Id && p.Status == Status.Published && (p.EditedAt ?? p.CreatedAt) == Version).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, Status.Published), cancellation)
        : await db.Comments.Where(c => c.Id == Id && c.Status == Status.Published && (c.EditedAt ?? c.CreatedAt) == Version).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, Status.Published), cancellation));

    /// <summary>Reads those that are published, by key, as the viewer sees them; what she does not see is not there.</summary>
    internal static async Task<Dictionary<long, CorrectedThing>> OfAsync(ForumDb db, IEnumerable<long> things, CancellationToken cancellation)
    {
        var byKind = things.Distinct().Select(TranslatedText.Of).ToLookup(t => t.Kind, t => t.Id);
        var (postIds, commentIds) = (byKind[ThingKind.Post].ToList(), byKind[ThingKind.Comment].ToList());
        var posts = postIds.Count == 0 ? [] : await db.Posts.AsNoTracking().Where(p => postIds.Contains(p.Id) && p.Status == Status.Published)
            .Select(p => new CorrectedThing(ThingKind.Post, p.Id, p.Id, p.Slug, p.AuthorId, p.Title, p.Body, p.BodyHtml, p.Language, p.Audience, p.EditedAt ?? p.CreatedAt, p.Severity, p.Found)).ToListAsync(cancellation);
        var comments = commentIds.Count == 0 ? [] : await (
            from c in db.Comments.WithThreads().AsNoTracking()
            join p in db.Posts on c.PostId equals p.Id
            where commentIds.Contains(c.Id) && c.Status == Status.Published && p.Status == Status.Published
            select new CorrectedThing(ThingKind.Comment, c.Id, p.Id, p.Slug, c.AuthorId, "", c.Body, c.BodyHtml, c.Language, c.Audience, c.EditedAt ?? c.CreatedAt, c.Severity, c.Found)).ToListAsync(cancellation);
        return posts.Concat(comments).ToDictionary(t => t.Key);
    }

    /// <summary>Reads one; null where the viewer sees none.</summary>
    internal static async Task<CorrectedThing?> OfAsync(ForumDb db, ThingKind kind, long id, CancellationToken cancellation) =>
        kind is ThingKind.Post or ThingKind.Comment ? (await OfAsync(db, [TranslatedText.KeyOf(kind, id)], cancellation)).Values.FirstOrDefault() : null;
}
