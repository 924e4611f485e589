using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Charity;

/// <summary>Which projects are asked for; all that are open where nothing is said.</summary>
public sealed record CharityRequest(GiftKind? Kind = null, string? Country = null, ProjectCategory? Category = null, string? Currency = null, string? After = null);

/// <summary>Reads the charity feed.</summary>
public sealed class CharityFeedQueries(ForumDb db, TimeProvider time)
{
    /// <summary>Projects on one page.</summary>
    public const int PageSize = 20;

    /// <summary>
    /// Projects that ask now, those first that end soon and lack much (<see cref="Project.UrgencyOf"/>). Of foundations whose badge has lapsed there are
    /// none. Read from an index in its order, whichever one filter there is.
    /// </summary>
    public async Task<Result<Page<ProjectRow>>> PageAsync(CharityRequest request, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(request.After);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var args = new ReadArgs { After = cursor.Value ?? default, Since = time.GetUtcNow().UtcDateTime, Take = PageSize + 1 };
        var shape = new Shape(request.Kind, request.Category, cursor.Value is not null);
        // There are too many countries and currencies to keep a query for each.
        var rows = request is { Country: null, Currency: null }
            ? await CompiledRead.ToListAsync(db, shape, args, Compose, cancellation)
            : await ProjectRows.From(db, Narrowed(Asking(db, args, shape), request), args).Take(args.Take).ToListAsync(cancellation);
        return Page<ProjectRow>.Cut(rows, PageSize, r => new Cursor(r.Urgency, r.Id));
    }

    private static IQueryable<ProjectRow> Compose(ForumDb db, ReadArgs args, Shape shape) => ProjectRows.From(db, Asking(db, args, shape), args);

    private static IQueryable<Project> Asking(ForumDb db, ReadArgs args, Shape shape)
    {
        var projects = db.Projects.AsNoTracking().Where(p => p.State == ProjectState.Open);
        if (shape.Kind is { } kind)
            projects = projects.Where(p => p.Kind == kind);
        if (shape.Category is { } category)
            projects = projects.Where(p => p.Category == category);
        if (shape.Continued)
            projects = projects.Where(p => p.Urgency >= args.Bits && (p.Urgency > args.Bits || p.Id > args.Id));
        return projects.Where(p => p.EndsAt > args.Since && p.StartsAt <= args.Since && db.Foundations.Any(f => f.Id == p.FoundationId && f.State == FoundationState.Vetted && f.VettedUntil > args.Since))
            .OrderBy(p => p.Urgency).ThenBy(p => p.Id);
    }

    private static IQueryable<Project> Narrowed(IQueryable<Project> projects, CharityRequest request)
    {
        if (request.Country is { } country)
            projects = projects.Where(p => p.Country == country);
        return request.Currency is { } currency ? projects.Where(p => p.Currency == currency) : projects;
    }

    /// <summary>What the form of the query depends on.</summary>
    private readonly record struct Shape(GiftKind? Kind, ProjectCategory? Category, bool Continued);
}
