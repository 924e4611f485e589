using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Posts;

namespace Salam.Forum.Charity;

/// <summary>News of a project as their own page shows them.</summary>
/// <param name="Threads">The posts that are its threads, by circle.</param>
public sealed record NewsView(
    long ProjectId, string Title, string Slug, string Language, long FoundationId, string Foundation, string FoundationSlug, ProjectMark Mark, UpdateView Update, IReadOnlyDictionary<Circle, long> Threads);

/// <summary>How many comments stand in the thread of a circle under news.</summary>
public sealed record NewsCount(long UpdateId, Circle Circle, int Comments);

/// <summary>The page on which news stand.</summary>
public sealed record NewsPlace(long ProjectId, string Slug, long UpdateId);

/// <summary>Reads news with the threads under them.</summary>
public sealed class NewsThreadQueries(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>News that were told, of a project that the viewer sees; null when there are none.</summary>
    public async Task<NewsView?> ShowAsync(long projectId, long updateId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var found = await (
            from u in db.ProjectUpdates.AsNoTracking()
            where u.Id == updateId && u.ProjectId == projectId && u.PostedAt != null
            join p in db.Projects on u.ProjectId equals p.Id
            join f in db.Foundations on p.FoundationId equals f.Id
            select new
            {
                Update = u, p.Title, p.Slug, p.Language, p.FoundationId, f.Name, FoundationSlug = f.Slug, f.State, f.VettedUntil,
                Overdue = db.ProjectUpdates.Count(o => o.ProjectId == projectId && o.PostedAt == null && o.DueAt < now),
            }).FirstOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        var threads = await db.Posts.WithThreads().Where(p => p.UpdateId == updateId).Select(p => new { p.Circle, p.Id }).ToDictionaryAsync(p => p.Circle, p => p.Id, cancellation);
        var mark = new ProjectMark(found.State, found.VettedUntil, now, found.Overdue);
        var update = new UpdateView(updateId, found.Update.DueAt, found.Update.PostedAt, found.Update.Html, IsOverdue: false, ProjectUpdate.WasLate(found.Update.DueAt, found.Update.PostedAt));
        return new NewsView(projectId, found.Title, found.Slug, found.Language, found.FoundationId, found.Name, found.FoundationSlug, mark, update, threads);
    }

    /// <summary>The comments under the news of a project that its page shows.</summary>
    public Task<List<NewsCount>> CountsAsync(long projectId, CancellationToken cancellation)
    {
        var args = new ReadArgs { Of = projectId, Take = ProjectQueries.UpdatesShown * 2 };
        return CompiledRead.ToListAsync(db, new Shape(RowsFor.Of(viewer.Value).CountsComments), args, Counts, cancellation);
    }

    /// <summary>Where news stand; null when the viewer does not see their project.</summary>
    public Task<NewsPlace?> PlaceAsync(long updateId, CancellationToken cancellation) => (
        from u in db.ProjectUpdates.AsNoTracking()
        where u.Id == updateId
        join p in db.Projects on u.ProjectId equals p.Id
        select new NewsPlace(p.Id, p.Slug, u.Id)).FirstOrDefaultAsync(cancellation);

    private static IQueryable<NewsCount> Counts(ForumDb db, ReadArgs args, Shape shape) =>
        from u in db.ProjectUpdates.AsNoTracking().Where(u => u.ProjectId == args.Of && u.PostedAt != null).OrderByDescending(u => u.PostedAt).ThenBy(u => u.Id).Take(ProjectQueries.UpdatesShown).WithThreads()
        join p in db.Posts on (long?)u.Id equals p.UpdateId
        select new NewsCount(u.Id, p.Circle, shape.Counts ? db.Comments.Count(c => c.PostId == p.Id && c.Status == Status.Published) : p.CommentCount);

    /// <summary>What the form of the query depends on.</summary>
    /// <param name="Counts">Whether comments are counted for the viewer, who sees others than most do.</param>
    private readonly record struct Shape(bool Counts);
}
