using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Charity;

/// <summary>Something new of a project that the viewer follows.</summary>
/// <param name="State">How the project stands now, whatever happened then.</param>
public sealed record FollowedNews(
    long Id, ProjectEventKind Kind, long? UpdateId, string Words, DateTime At, long ProjectId, string Title, string Slug, string Language, ProjectState State, long FoundationId, string Foundation, string FoundationSlug);

/// <summary>A project that the viewer follows.</summary>
public sealed record FollowedProject(long Id, string Title, string Slug, string Language, ProjectState State, DateTime Since);

/// <summary>Reads what the viewer follows; of others' following nothing is read anywhere.</summary>
public sealed class ProjectFollowQueries(ForumDb db, CurrentViewer viewer)
{
    /// <summary>News on a page of their own, and above the charity feed.</summary>
    public const int PageSize = 30, AboveFeed = 5;

    /// <summary>What is new of the projects that the viewer follows, the newest first.</summary>
    public async Task<Result<Page<FollowedNews>>> NewsAsync(string? after, int size, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var args = new ReadArgs { Me = viewer.Value.MemberId, After = cursor.Value ?? new Cursor(0, long.MaxValue), Take = size + 1 };
        var rows = await CompiledRead.ToListAsync(db, new Shape(size + 1), args, News, cancellation);
        return Page<FollowedNews>.Cut(rows, size, r => new Cursor(0, r.Id));
    }

    /// <summary>The projects that the viewer follows, the newest followed first, in whatever state they are.</summary>
    public async Task<IReadOnlyList<FollowedProject>> MineAsync(CancellationToken cancellation) => await (
        from w in db.ProjectFollows.AsNoTracking()
        where w.MemberId == viewer.Value.MemberId
        join p in db.Projects on w.ProjectId equals p.Id
        orderby w.CreatedAt descending, p.Id
        select new FollowedProject(p.Id, p.Title, p.Slug, p.Language, p.State, w.CreatedAt)).Take(ProjectFollowService.Limit).ToListAsync(cancellation);

    /// <summary>A page of each project's newest, read from its index, and of these the newest: what is sorted is bounded by how many one follows.</summary>
    private static IQueryable<FollowedNews> News(ForumDb db, ReadArgs args, Shape shape) =>
        from w in db.ProjectFollows.AsNoTracking()
        where w.MemberId == args.Me
        from e in db.ProjectEvents
        where db.ProjectEvents.Where(x => x.ProjectId == w.ProjectId && x.Id < args.Id).OrderByDescending(x => x.Id).Select(x => x.Id).Take(shape.Most).Contains(e.Id)
        join p in db.Projects on e.ProjectId equals p.Id
        join f in db.Foundations on p.FoundationId equals f.Id
        orderby e.Id descending
        select new FollowedNews(e.Id, e.Kind, e.UpdateId, e.Words, e.At, p.Id, p.Title, p.Slug, p.Language, p.State, f.Id, f.Name, f.Slug);

    /// <summary>What the form of the query depends on.</summary>
    /// <param name="Most">Rows of each project.</param>
    private readonly record struct Shape(int Most);
}
