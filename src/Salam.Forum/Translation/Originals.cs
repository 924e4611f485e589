using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation;

/// <summary>Words of a member or a foundation as they are translated.</summary>
/// <param name="Thing">Whose key (<see cref="TranslatedText.KeyOf"/>).</param>
/// <param name="Title">The title, as written; empty for a comment.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Language">The code of the language.</param>
/// <param name="Circle">The author's circle; null for a foundation, which has none.</param>
/// <param name="Audience">Who may see it.</param>
/// <param name="Status">Where it stands; a comment no better than its post.</param>
/// <param name="Version">Of the words.</param>
internal sealed record OriginalText(long Thing, string Title, string Body, string Language, Circle? Circle, Audience Audience, Status Status, DateTime Version)
{
    /// <summary>How its author speaks of herself or himself.</summary>
    public Voice Voice => Circle switch { Audiences.Circle.Sisters => Voice.Female, Audiences.Circle.Brothers => Voice.Male, _ => Voice.Unknown };

    /// <inheritdoc cref="Original.IsPrivate"/>
    public bool IsPrivate => Original.IsKept(Audience, Status);
}

/// <summary>Reads what is to be translated, of all audiences: for work that shows it to nobody.</summary>
internal static class Originals
{
    /// <summary>Those among some things that are not deleted, by key: moderators read what is held and removed, too. Without their words where only is asked whether they are there.</summary>
    public static async Task<Dictionary<long, OriginalText>> OfAsync(ForumDb db, IEnumerable<long> things, bool withWords, CancellationToken cancellation)
    {
        var byKind = things.Distinct().Select(TranslatedText.Of).ToLookup(t => t.Kind, t => t.Id);
        var (postIds, commentIds) = (byKind[ThingKind.Post].ToList(), byKind[ThingKind.Comment].ToList());
        var posts = postIds.Count == 0 ? [] : await db.Posts.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking().Where(p => postIds.Contains(p.Id) && p.Status != Status.Deleted)
            .Select(p => new OriginalText(p.Id * 2, withWords ? p.Title : "", withWords ? p.Body : "", p.Language, p.Circle, p.Audience, p.Status, p.EditedAt ?? p.CreatedAt)).ToListAsync(cancellation);
        var comments = commentIds.Count == 0 ? [] : await (
            from c in db.Comments.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking()
            join p in db.Posts.IgnoreQueryFilters(Visibility.OnWordsAndThreads) on c.PostId equals p.Id
            where commentIds.Contains(c.Id) && c.Status != Status.Deleted && p.Status != Status.Deleted
            select new OriginalText((c.Id * 2) + 1, "", withWords ? c.Body : "", c.Language, p.Circle, c.Audience, p.Status == Status.Published ? c.Status : p.Status, c.EditedAt ?? c.CreatedAt)).ToListAsync(cancellation);
        return posts.Concat(comments).Concat(await CharityOriginals.OfAsync(db, byKind, withWords, cancellation)).ToDictionary(o => o.Thing);
    }
}
