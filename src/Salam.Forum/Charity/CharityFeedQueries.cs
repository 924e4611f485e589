using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Charity;

/// <summary>Which projects are asked for; all that are open where nothing is said.</summary>
public sealed record CharityRequest(GiftKind? Kind = null, string? Country = null, ProjectCategory? Category = null, string? Currency = null, string? After = null);

/// <summary>A page of the charity feed.</summary>
/// <param name="Projects">The projects.</param>
/// <param name="MayFollow">False where it is known that the viewer follows no project at all, so that nobody needs to look for news.</param>
public sealed record CharityPage(Page<ProjectRow> Projects, bool MayFollow);

/// <summary>Reads the charity feed.</summary>
public sealed class CharityFeedQueries(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>Projects on one page.</summary>
    public const int PageSize = 20;

    /// <summary>
    /// Projects that ask now, those first that end soon and lack much (<see cref="Project.UrgencyOf"/>). Of foundations whose badge has lapsed there are
    /// none. Read from an index in its order, whichever one filter there is.
    /// </summary>
    public async Task<Result<CharityPage>> PageAsync(CharityRequest request, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(request.After);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var args = new ReadArgs { Me = viewer.Value.MemberId, After = cursor.Value ?? default, Since = time.GetUtcNow().UtcDateTime, Take = PageSize + 1 };
        var shape = new Shape(request.Kind, request.Category, cursor.Value is not null, viewer.Value.IsMember);
        // There are too many countries and currencies to keep a query for each.
        var rows = request is { Country: null, Currency: null }
            ? await CompiledRead.ToListAsync(db, shape, args, Compose, cancellation)
            : await Rows(db, Narrowed(Asking(db, args, shape), request), args, shape).Take(args.Take).ToListAsync(cancellation);
        var mayFollow = viewer.Value.IsMember && (rows.Count == 0 || rows[0].Follows);
        return new CharityPage(Page<ProjectRow>.Cut(rows.ConvertAll(r => r.Row), PageSize, r => new Cursor(r.Urgency, r.Id)), mayFollow);
    }

    private static IQueryable<AskingRow> Compose(ForumDb db, ReadArgs args, Shape shape) => Rows(db, Asking(db, args, shape), args, shape);

    /// <summary>Most members follow no project. Whether one does is asked with the rows, once for all of them, which costs a tenth of asking for her news.</summary>
    private static IQueryable<AskingRow> Rows(ForumDb db, IQueryable<ProjectRows.Owned> projects, ReadArgs args, Shape shape) => shape.IsMember
        ? ProjectRows.From(db, projects, args).Select(r => new AskingRow(r, db.ProjectFollows.Any(w => w.MemberId == args.Me)))
        : ProjectRows.From(db, projects, args).Select(r => new AskingRow(r, false));

    private static IQueryable<ProjectRows.Owned> Asking(ForumDb db, ReadArgs args, Shape shape)
    {
        var projects = db.Projects.AsNoTracking().Where(p => p.State == ProjectState.Open);
        if (shape.Kind is { } kind)
            projects = projects.Where(p => p.Kind == kind);
        if (shape.Category is { } category)
            projects = projects.Where(p => p.Category == category);
        if (shape.Continued)
            projects = projects.Where(p => p.Urgency >= args.Bits && (p.Urgency > args.Bits || p.Id > args.Id));
        return ProjectRows.WithFoundations(db, projects.Where(p => p.EndsAt > args.Since && p.StartsAt <= args.Since))
            .Where(o => o.Foundation.State == FoundationState.Vetted && o.Foundation.VettedUntil > args.Since)
            .OrderBy(o => o.Project.Urgency).ThenBy(o => o.Project.Id);
    }

    private static IQueryable<ProjectRows.Owned> Narrowed(IQueryable<ProjectRows.Owned> projects, CharityRequest request)
    {
        if (request.Country is { } country)
            projects = projects.Where(o => o.Project.Country == country);
        return request.Currency is { } currency ? projects.Where(o => o.Project.Currency == currency) : projects;
    }

    /// <summary>What the form of the query depends on.</summary>
    private readonly record struct Shape(GiftKind? Kind, ProjectCategory? Category, bool Continued, bool IsMember);

    private sealed record AskingRow(ProjectRow Row, bool Follows);
}
