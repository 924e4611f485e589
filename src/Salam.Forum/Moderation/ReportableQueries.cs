using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>What somebody is about to report, as far as the form shows it.</summary>
/// <param name="Title">The title of the post, or of the one that a comment stands under; empty for a member.</param>
/// <param name="Html">The words of a comment, rendered, safe to show as they are; empty for others.</param>
/// <param name="Severity">How bad the filter found its words.</param>
/// <param name="Found">What it found in them.</param>
/// <param name="Handle">Whoever wrote it, or the member herself.</param>
public sealed record Reportable(ThingKind Kind, long Id, string Title, string Html, string Language, string Handle, long? PostId, string Slug, Audience Audience,
    Severity Severity = Severity.Clean, Categories Found = Categories.None);

/// <summary>Reads what is about to be reported.</summary>
public sealed class ReportableQueries(ForumDb db, Things things)
{
    /// <summary>The thing as the viewer sees it; null when she sees none.</summary>
    public async Task<Reportable?> ShowAsync(ThingKind kind, long id, CancellationToken cancellation)
    {
        if (await things.FindAsync(kind, id, cancellation) is not { } thing)
            return null;
        var handle = await db.Members.Where(m => m.Id == thing.AuthorId).Select(m => m.UserName!).FirstAsync(cancellation);
        if (kind == ThingKind.Member)
            return new Reportable(kind, id, "", "", "", handle, null, "", thing.Audience);
        var post = await db.Posts.WithThreads().Where(p => p.Id == thing.PostId).Select(p => new { p.Title, p.Slug, p.Language, p.Severity, p.Found }).FirstAsync(cancellation);
        if (kind == ThingKind.Post)
            return new Reportable(kind, id, post.Title, "", post.Language, handle, thing.PostId, post.Slug, thing.Audience, post.Severity, post.Found);
        var comment = await db.Comments.Where(c => c.Id == id).Select(c => new { c.BodyHtml, c.Severity, c.Found }).FirstAsync(cancellation);
        return new Reportable(kind, id, post.Title, comment.BodyHtml, thing.Language, handle, thing.PostId, post.Slug, thing.Audience, comment.Severity, comment.Found);
    }
}
