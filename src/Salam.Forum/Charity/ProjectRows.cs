using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity;

/// <summary>What stands beside a project: how its foundation stands, and how many news are awaited longer than was promised.</summary>
/// <param name="At">The moment that is spoken of, UTC.</param>
public sealed record ProjectMark(FoundationState State, DateTime? VettedUntil, DateTime At, int Overdue)
{
    /// <summary>Whether the foundation has the badge at that moment. Said here and not in the rows' query, which would read its columns twice for it.</summary>
    public bool IsVetted => Foundation.IsVetted(State, VettedUntil, At);
}

/// <summary>A project in a list.</summary>
/// <param name="Goal">In smaller units of <paramref name="Currency"/>, as is what was raised.</param>
/// <param name="Mark">What stands beside it.</param>
public sealed record ProjectRow(
    long Id, string Title, string Slug, string Excerpt, string Language, long Goal, long Raised, int Donations, string Currency, ProjectCategory Category, string Country, GiftKind Kind, ProjectState State,
    DateTime EndsAt, long FoundationId, string Foundation, string FoundationSlug, long Urgency, ProjectMark Mark)
{
    /// <summary>The version of title and story; null while not everybody sees them.</summary>
    public DateTime? WordsVersion { get; init; }

    /// <summary>The first of its pictures; null where there are none.</summary>
    public Guid? CoverKey { get; init; }

    /// <summary>Pixels of its widest form; 0 where there is none.</summary>
    public int CoverWidth { get; init; }
}

/// <summary>Makes rows of projects, for every list there is of them.</summary>
internal static class ProjectRows
{
    /// <summary>The rows of the projects, in their order, with all that stands beside them.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="projects">Which.</param>
    /// <param name="args">The present moment, UTC, as <see cref="ReadArgs.Since"/>.</param>
    public static IQueryable<ProjectRow> From(ForumDb db, IQueryable<Project> projects, ReadArgs args) => From(db, WithFoundations(db, projects), args);

    /// <summary>Projects with their foundations, where which of them are asked for depends on both.</summary>
    public static IQueryable<Owned> WithFoundations(ForumDb db, IQueryable<Project> projects) => projects.Join(db.Foundations, p => p.FoundationId, f => f.Id, (p, f) => new Owned { Project = p, Foundation = f });

    /// <inheritdoc cref="From(ForumDb, IQueryable{Project}, ReadArgs)"/>
    public static IQueryable<ProjectRow> From(ForumDb db, IQueryable<Owned> projects, ReadArgs args) =>
        from o in projects
        let p = o.Project
        let f = o.Foundation
        from c in db.ProjectPictures.Where(c => c.ProjectId == p.Id && c.Place == 0).DefaultIfEmpty()
        select new ProjectRow(
            p.Id, p.Title, p.Slug, p.Excerpt, p.Language, p.Goal, p.Raised, p.Donations, p.Currency, p.Category, p.Country, p.Kind, p.State, p.EndsAt, p.FoundationId, f.Name, f.Slug, p.Urgency,
            new ProjectMark(
                f.State, f.VettedUntil, args.Since, db.ProjectUpdates.Count(u => u.ProjectId == p.Id && u.PostedAt == null && u.DueAt < args.Since)))
        {
            WordsVersion = p.PublishedAt == null ? null : p.WordsAt ?? p.CreatedAt, CoverKey = c == null ? null : c.Key, CoverWidth = c == null ? 0 : c.Width,
        };

    /// <summary>A project and its foundation, within a query.</summary>
    public sealed class Owned
    {
        public required Project Project { get; init; }
        public required Foundation Foundation { get; init; }
    }
}
