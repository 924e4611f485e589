using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Charity;

/// <summary>A project as its page shows it.</summary>
/// <param name="AsksNow">Whether one may give: it is open or funded, and its foundation vetted.</param>
/// <param name="Mark">What stands beside it.</param>
public sealed record ProjectView(
    Project Project, string Foundation, string FoundationSlug, bool AsksNow, IReadOnlyList<Milestone> Milestones, IReadOnlyList<UpdateView> Updates, ProjectMark Mark)
{
    /// <summary>Whether its foundation has the badge now.</summary>
    public bool IsVetted => Mark.IsVetted;

    /// <summary>How many news are awaited longer than was promised.</summary>
    public int UpdatesOverdue => Mark.Overdue;
}

/// <summary>News of a project as its page shows them.</summary>
public sealed record UpdateView(long Id, DateTime? DueAt, DateTime? PostedAt, string Html, bool IsOverdue, bool WasLate);

/// <summary>Reads projects.</summary>
public sealed class ProjectQueries(ForumDb db, TimeProvider time, StaffGate gate)
{
    /// <summary>Projects on one page of a foundation, and news on the page of a project.</summary>
    public const int PageSize = 30, UpdatesShown = 60;

    /// <summary>The project with all its page shows; null when it is missing, or hidden from the viewer. Its sums are kept beside it, and nothing is added up.</summary>
    public async Task<ProjectView?> ShowAsync(long id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var found = await (
            from p in db.Projects.AsNoTracking()
            where p.Id == id
            join f in db.Foundations on p.FoundationId equals f.Id
            select new { Project = p, f.Name, f.Slug, f.State, f.VettedUntil }).FirstOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        var milestones = await db.Milestones.AsNoTracking().Where(m => m.ProjectId == id).OrderBy(m => m.Amount).Take(Milestone.Most).ToListAsync(cancellation);
        // What is awaited, the most urgent first, then what was told, the newest first.
        var updates = await db.ProjectUpdates.AsNoTracking().Where(u => u.ProjectId == id).OrderBy(u => u.PostedAt != null).ThenByDescending(u => u.PostedAt).ThenBy(u => u.DueAt).ThenBy(u => u.Id).Take(UpdatesShown)
            .Select(u => new { u.Id, u.DueAt, u.PostedAt, u.Html }).ToListAsync(cancellation);
        var views = updates.ConvertAll(u => new UpdateView(u.Id, u.DueAt, u.PostedAt, u.Html, ProjectUpdate.IsOverdue(u.DueAt, u.PostedAt, now), ProjectUpdate.WasLate(u.DueAt, u.PostedAt)));
        var (project, isVetted) = (found.Project, Foundation.IsVetted(found.State, found.VettedUntil, now));
        var asks = isVetted && project.State is (ProjectState.Open or ProjectState.Funded) && project.StartsAt <= now && project.EndsAt > now;
        return new ProjectView(project, found.Name, found.Slug, asks, milestones, views, new ProjectMark(id, found.State, found.VettedUntil, isVetted, views.Count(v => v.IsOverdue)));
    }

    /// <summary>The projects of a foundation that the viewer sees, the newest first.</summary>
    public async Task<Result<Page<ProjectRow>>> OfFoundationAsync(long foundationId, string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var last = cursor.Value?.Id ?? long.MaxValue;
        var rows = await Rows(db.Projects.AsNoTracking().Where(p => p.FoundationId == foundationId && p.Id < last).OrderByDescending(p => p.Id)).Take(PageSize + 1).ToListAsync(cancellation);
        return Page<ProjectRow>.Cut(rows, PageSize, r => new Cursor(0, r.Id));
    }

    /// <summary>The project as its form shows it, with its milestones, for its staff; missing for others.</summary>
    public async Task<Result<(Project Project, IReadOnlyList<Milestone> Milestones)>> SourceAsync(long id, CancellationToken cancellation)
    {
        if (await db.Projects.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } project)
            return Refusal.Missing;
        if (await gate.RefusalAsync(project.FoundationId, cancellation) is { } closed)
            return closed;
        return (project, await db.Milestones.AsNoTracking().Where(m => m.ProjectId == id).OrderBy(m => m.Amount).Take(Milestone.Most).ToListAsync(cancellation));
    }

    /// <summary>Projects that wait for an administrator, the oldest first; nothing for others.</summary>
    public Task<List<ProjectRow>> InReviewAsync(CancellationToken cancellation) =>
        Rows(db.Projects.AsNoTracking().Where(p => p.State == ProjectState.InReview && db.ViewerIsAdministrator).OrderBy(p => p.Id)).Take(PageSize).ToListAsync(cancellation);

    private IQueryable<ProjectRow> Rows(IQueryable<Project> projects) =>
        from p in projects
        join f in db.Foundations on p.FoundationId equals f.Id
        select new ProjectRow(
            p.Id, p.Title, p.Slug, p.Excerpt, p.Language, p.Goal, p.Raised, p.Donations, p.Currency, p.Category, p.Country, p.Kind, p.State, p.EndsAt, p.FoundationId, f.Name, f.Slug, p.Urgency)
        {
            WordsVersion = p.PublishedAt == null ? null : p.WordsAt ?? p.CreatedAt,
            CoverKey = db.ProjectPictures.Where(c => c.ProjectId == p.Id && c.Place == 0).Select(c => (Guid?)c.Key).FirstOrDefault(),
            CoverWidth = db.ProjectPictures.Where(c => c.ProjectId == p.Id && c.Place == 0).Select(c => c.Width).FirstOrDefault(),
        };
}
