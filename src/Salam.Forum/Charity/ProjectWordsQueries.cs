using Microsoft.EntityFrameworkCore;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>A project to whose words the filter objects by its lists of now.</summary>
/// <param name="FoundAt">Since when, UTC.</param>
/// <param name="Words">The words, by the fields they stand in.</param>
public sealed record MetProject(long Id, string Title, string Language, string Foundation, DateTime FoundAt, string Words);

/// <summary>What the filter objects to in one project.</summary>
/// <param name="EntryId">The entry of the log that says so; whoever has looked at it names it.</param>
/// <param name="FoundAt">Since when, UTC.</param>
/// <param name="Words">The words as they were met then.</param>
/// <param name="Marked">The places where it would object to what everybody reads now; none where that was changed.</param>
public sealed record MetWords(long EntryId, DateTime FoundAt, string Words, IReadOnlyList<MarkedText> Marked);

/// <summary>Reads which words of projects the filter objects to since its lists changed, until an administrator has looked at them; nothing for others.</summary>
public sealed class ProjectWordsQueries(ForumDb db, Gate gate, LiveFilter filter)
{
    private const int ListMost = 100;

    /// <summary>The last entry of each project that says that something was met, where nobody has looked at it yet.</summary>
    internal static IQueryable<LogEntry> Unseen(ForumDb db) => db.ModerationLog.AsNoTracking().Where(e => e.Kind == ThingKind.Project && e.Act == Act.ProjectWordsMet && !db.ModerationLog.Any(later =>
        later.Kind == ThingKind.Project && later.ThingId == e.ThingId && later.Id > e.Id && (later.Act == Act.ProjectWordsMet || (later.Act == Act.ProjectWordsSeen && later.About == e.Id))));

    /// <summary>The projects, those found first first.</summary>
    public async Task<Result<IReadOnlyList<MetProject>>> ListAsync(CancellationToken cancellation)
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        return await (
            from e in Unseen(db)
            join p in db.Projects on e.ThingId equals p.Id
            join f in db.Foundations on p.FoundationId equals f.Id
            orderby e.Id
            select new MetProject(p.Id, p.Title, p.Language, f.Name, e.At, e.Words)).Take(ListMost).ToListAsync(cancellation);
    }

    /// <summary>What was met in one project, marked in its words of now; null where nothing waits.</summary>
    public async Task<Result<MetWords?>> OfAsync(long projectId, CancellationToken cancellation)
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        var entry = await Unseen(db).Where(e => e.ThingId == projectId).Select(e => new { e.Id, e.At, e.Words }).FirstOrDefaultAsync(cancellation);
        return entry is null ? (MetWords?)null : new MetWords(entry.Id, entry.At, entry.Words, await MarkedAsync(projectId, cancellation));
    }

    private async Task<List<MarkedText>> MarkedAsync(long id, CancellationToken cancellation)
    {
        var project = await db.Projects.AsNoTracking().Where(p => p.Id == id).Select(p => new { p.Title, p.Story, p.Fees, p.Report }).FirstAsync(cancellation);
        var pictures = await db.ProjectPictures.Where(p => p.ProjectId == id).OrderBy(p => p.Place).Select(p => p.Alt).ToListAsync(cancellation);
        var milestones = await db.Milestones.Where(m => m.ProjectId == id).OrderBy(m => m.Amount).Select(m => m.Title).ToListAsync(cancellation);
        var news = await db.ProjectUpdates.Where(u => u.ProjectId == id && u.PostedAt != null).OrderBy(u => u.Id).Select(u => u.Body).ToListAsync(cancellation);
        (string Field, string Text)[] parts =
        [
            (nameof(ProjectDraft.Title), project.Title), (nameof(ProjectDraft.Story), project.Story), (PictureService.Field, ProjectText.Lines(pictures)), (nameof(ProjectDraft.Fees), project.Fees),
            (nameof(ProjectDraft.Milestones), ProjectText.Lines(milestones)), .. news.Select(n => (nameof(PostDraft.Body), n)), (nameof(Project.Report), project.Report),
        ];
        return [.. parts.Where(p => p.Text.Length > 0).Select(p => Grave(p.Field, p.Text) ?? Grave(p.Field, ReadText.Of(p.Text))).OfType<MarkedText>()];
    }

    /// <summary>Marks a text where it could not be told now; null where it could.</summary>
    private MarkedText? Grave(string field, string text) =>
        MarkedText.Of(field, text, filter.Current) is { } marked && marked.Stretches.Any(s => s.Severity >= Severity.Indecent) ? marked : null;
}
