using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Charity;

/// <summary>Which projects are asked for; all that are open where nothing is said.</summary>
public sealed record CharityRequest(GiftKind? Kind = null, string? Country = null, ProjectCategory? Category = null, string? Currency = null, string? After = null);

/// <summary>A project in a list.</summary>
/// <param name="Goal">In smaller units of <paramref name="Currency"/>, as is what was raised.</param>
public sealed record ProjectRow(
    long Id, string Title, string Slug, string Excerpt, string Language, long Goal, long Raised, int Donations, string Currency, ProjectCategory Category, string Country, GiftKind Kind, ProjectState State,
    DateTime EndsAt, long FoundationId, string Foundation, string FoundationSlug, long Urgency)
{
    /// <summary>The version of title and story; null while not everybody sees them.</summary>
    public DateTime? WordsVersion { get; init; }

    /// <summary>The first of its pictures; null where there are none.</summary>
    public Guid? CoverKey { get; init; }

    /// <summary>Pixels of its widest form; 0 where there is none.</summary>
    public int CoverWidth { get; init; }
}

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
        var now = time.GetUtcNow().UtcDateTime;
        var projects = Narrowed(db.Projects.AsNoTracking().Where(p => p.State == ProjectState.Open), request);
        if (cursor.Value is { Bits: var urgency, Id: var id })
            projects = projects.Where(p => p.Urgency >= urgency && (p.Urgency > urgency || p.Id > id));
        var rows = await (
            from p in projects
            where p.EndsAt > now && p.StartsAt <= now
            orderby p.Urgency, p.Id
            join f in db.Foundations on p.FoundationId equals f.Id
            where f.State == FoundationState.Vetted && f.VettedUntil > now
            select new ProjectRow(
                p.Id, p.Title, p.Slug, p.Excerpt, p.Language, p.Goal, p.Raised, p.Donations, p.Currency, p.Category, p.Country, p.Kind, p.State, p.EndsAt, p.FoundationId, f.Name, f.Slug, p.Urgency)
            {
                WordsVersion = p.PublishedAt == null ? null : p.WordsAt ?? p.CreatedAt,
                CoverKey = db.ProjectPictures.Where(c => c.ProjectId == p.Id && c.Place == 0).Select(c => (Guid?)c.Key).FirstOrDefault(),
                CoverWidth = db.ProjectPictures.Where(c => c.ProjectId == p.Id && c.Place == 0).Select(c => c.Width).FirstOrDefault(),
            })
            .Take(PageSize + 1).ToListAsync(cancellation);
        return Page<ProjectRow>.Cut(rows, PageSize, r => new Cursor(r.Urgency, r.Id));
    }

    private static IQueryable<Project> Narrowed(IQueryable<Project> projects, CharityRequest request)
    {
        if (request.Kind is { } kind)
            projects = projects.Where(p => p.Kind == kind);
        if (request.Country is { } country)
            projects = projects.Where(p => p.Country == country);
        if (request.Category is { } category)
            projects = projects.Where(p => p.Category == category);
        return request.Currency is { } currency ? projects.Where(p => p.Currency == currency) : projects;
    }
}
