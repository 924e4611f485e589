using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Translation;

/// <summary>Reads what foundations say of their projects as it is translated: what everybody sees alone, drafts never.</summary>
internal static class CharityOriginals
{
    /// <summary>Those among some things that everybody sees.</summary>
    public static async Task<IReadOnlyList<OriginalText>> OfAsync(ForumDb db, ILookup<ThingKind, long> things, bool withWords, CancellationToken cancellation) =>
    [
        .. await ProjectsAsync(db, [.. things[ThingKind.Project]], withWords, cancellation),
        .. await UpdatesAsync(db, [.. things[ThingKind.ProjectUpdate]], withWords, cancellation),
        .. await ReportsAsync(db, [.. things[ThingKind.ProjectReport]], withWords, cancellation),
    ];

    private static async Task<List<OriginalText>> ProjectsAsync(ForumDb db, List<long> ids, bool withWords, CancellationToken cancellation) => ids.Count == 0 ? [] :
        await db.Projects.AsNoTracking().Where(p => ids.Contains(p.Id) && p.PublishedAt != null)
            .Select(p => new OriginalText(-p.Id * 4, withWords ? p.Title : "", withWords ? p.Story : "", p.Language, null, Audience.Everyone, Status.Published, p.WordsAt ?? p.CreatedAt)).ToListAsync(cancellation);

    private static async Task<List<OriginalText>> UpdatesAsync(ForumDb db, List<long> ids, bool withWords, CancellationToken cancellation) => ids.Count == 0 ? [] : await (
        from u in db.ProjectUpdates.AsNoTracking()
        join p in db.Projects on u.ProjectId equals p.Id
        where ids.Contains(u.Id) && u.PostedAt != null && p.PublishedAt != null
        select new OriginalText((-u.Id * 4) - 1, "", withWords ? u.Body : "", p.Language, null, Audience.Everyone, Status.Published, u.PostedAt!.Value)).ToListAsync(cancellation);

    private static async Task<List<OriginalText>> ReportsAsync(ForumDb db, List<long> ids, bool withWords, CancellationToken cancellation) => ids.Count == 0 ? [] :
        await db.Projects.AsNoTracking().Where(p => ids.Contains(p.Id) && p.PublishedAt != null && p.ReportedAt != null)
            .Select(p => new OriginalText((-p.Id * 4) - 2, "", withWords ? p.Report : "", p.Language, null, Audience.Everyone, Status.Published, p.ReportWordsAt ?? p.ReportedAt!.Value)).ToListAsync(cancellation);
}
