using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity.Platforms;
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

    /// <summary>The platform that counts its gifts; null where its foundation announces them.</summary>
    public SourceView? Source { get; init; }

    /// <summary>Whether the viewer follows it.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>Whether it has pictures.</summary>
    public bool HasPictures { get; init; }

    /// <summary>Whether a statement of its foundation says something else than its sums.</summary>
    public bool HasDifferences { get; init; }
}

/// <summary>News of a project as its page shows them.</summary>
public sealed record UpdateView(long Id, DateTime? DueAt, DateTime? PostedAt, string Html, bool IsOverdue, bool WasLate);

/// <summary>Reads projects.</summary>
public sealed class ProjectQueries(ForumDb db, CurrentViewer viewer, TimeProvider time, StaffGate gate)
{
    /// <summary>Projects on one page of a foundation, and news on the page of a project.</summary>
    public const int PageSize = 30, UpdatesShown = 60;

    /// <summary>The project with all its page shows; null when it is missing, or hidden from the viewer. Its sums are kept beside it, and nothing is added up.</summary>
    public async Task<ProjectView?> ShowAsync(long id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var args = new ReadArgs { Of = id, Me = viewer.Value.MemberId, Since = now, Take = 1 };
        if (await CompiledRead.ToListAsync(db, default(Shape), args, Whole, cancellation) is not [var found])
            return null;
        var milestones = await CompiledRead.ToListAsync(db, default(Shape), args with { Take = Milestone.Most }, Milestones, cancellation);
        var views = await CompiledRead.ToListAsync(db, default(Shape), args with { Take = UpdatesShown }, Updates, cancellation);
        var (project, isVetted) = (found.Project, Foundation.IsVetted(found.State, found.VettedUntil, now));
        var asks = isVetted && project.State is (ProjectState.Open or ProjectState.Funded) && project.StartsAt <= now && project.EndsAt > now;
        return new ProjectView(project, found.Foundation, found.FoundationSlug, asks, milestones, views, new ProjectMark(found.State, found.VettedUntil, now, views.Count(v => v.IsOverdue)))
        {
            Source = found.Source is { } source ? SourceView.Of(source) : null, IsFollowed = found.IsFollowed, HasPictures = found.HasPictures, HasDifferences = found.HasDifferences,
        };
    }

    /// <summary>The projects of a foundation that the viewer sees, the newest first.</summary>
    public async Task<Result<Page<ProjectRow>>> OfFoundationAsync(long foundationId, string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var args = new ReadArgs { Of = foundationId, After = cursor.Value ?? new Cursor(0, long.MaxValue), Since = time.GetUtcNow().UtcDateTime, Take = PageSize + 1 };
        return Page<ProjectRow>.Cut(await CompiledRead.ToListAsync(db, default(Shape), args, OfFoundation, cancellation), PageSize, r => new Cursor(0, r.Id));
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
    public Task<List<ProjectRow>> InReviewAsync(CancellationToken cancellation)
    {
        var args = new ReadArgs { Since = time.GetUtcNow().UtcDateTime, Take = PageSize };
        return ProjectRows.From(db, db.Projects.AsNoTracking().Where(p => p.State == ProjectState.InReview && db.ViewerIsAdministrator).OrderBy(p => p.Id), args).Take(args.Take).ToListAsync(cancellation);
    }

    private static IQueryable<WholeProject> Whole(ForumDb db, ReadArgs args, Shape shape) =>
        from p in db.Projects.AsNoTracking()
        where p.Id == args.Of
        join f in db.Foundations on p.FoundationId equals f.Id
        from s in db.ProjectSources.Where(s => s.ProjectId == p.Id).DefaultIfEmpty()
        select new WholeProject(p, f.Name, f.Slug, f.State, f.VettedUntil, s)
        {
            IsFollowed = db.ProjectFollows.Any(w => w.MemberId == args.Me && w.ProjectId == p.Id),
            HasPictures = db.ProjectPictures.Any(c => c.ProjectId == p.Id),
            HasDifferences = db.StatementDifferences.Any(d => d.FoundationId == p.FoundationId && d.SettledAt == null && d.ProjectId == p.Id),
        };

    private static IQueryable<Milestone> Milestones(ForumDb db, ReadArgs args, Shape shape) => db.Milestones.AsNoTracking().Where(m => m.ProjectId == args.Of).OrderBy(m => m.Amount);

    /// <summary>What is awaited, the most urgent first, then what was told, the newest first.</summary>
    private static IQueryable<UpdateView> Updates(ForumDb db, ReadArgs args, Shape shape) =>
        db.ProjectUpdates.AsNoTracking().Where(u => u.ProjectId == args.Of).OrderBy(u => u.PostedAt != null).ThenByDescending(u => u.PostedAt).ThenBy(u => u.DueAt).ThenBy(u => u.Id)
            .Select(u => new UpdateView(u.Id, u.DueAt, u.PostedAt, u.Html, ProjectUpdate.IsOverdue(u.DueAt, u.PostedAt, args.Since), ProjectUpdate.WasLate(u.DueAt, u.PostedAt)));

    private static IQueryable<ProjectRow> OfFoundation(ForumDb db, ReadArgs args, Shape shape) =>
        ProjectRows.From(db, db.Projects.AsNoTracking().Where(p => p.FoundationId == args.Of && p.Id < args.Id).OrderByDescending(p => p.Id), args);

    private readonly record struct Shape;

    private sealed record WholeProject(Project Project, string Foundation, string FoundationSlug, FoundationState State, DateTime? VettedUntil, ProjectSource? Source)
    {
        public bool IsFollowed { get; init; }
        public bool HasPictures { get; init; }
        public bool HasDifferences { get; init; }
    }
}
