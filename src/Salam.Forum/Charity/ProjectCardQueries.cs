using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity;

/// <summary>A project as a post shows it that cites it.</summary>
public sealed record ProjectCard(ProjectRow Row, ProjectMark Mark);

/// <summary>Reads the projects that posts cite.</summary>
public sealed class ProjectCardQueries(ForumDb db, TimeProvider time, ForumOptions options)
{
    /// <summary>
    /// What a post cites, as it stands now, in its order. What was not opened is a card for nobody, not for its staff either: she would take it for seen
    /// by all. Asks for nothing where nothing is cited.
    /// </summary>
    public async Task<IReadOnlyList<ProjectCard>> CitedByAsync(string? link, string html, CancellationToken cancellation)
    {
        var ids = ProjectAddress.CitedBy(link, html, options.PublicUrl);
        if (ids.Count == 0)
            return [];
        var now = time.GetUtcNow().UtcDateTime;
        var found = await (
            from p in db.Projects.AsNoTracking()
            where ids.Contains(p.Id) && p.PublishedAt != null
            join f in db.Foundations on p.FoundationId equals f.Id
            select new
            {
                Row = new ProjectRow(
                    p.Id, p.Title, p.Slug, p.Excerpt, p.Language, p.Goal, p.Raised, p.Donations, p.Currency, p.Category, p.Country, p.Kind, p.State, p.EndsAt, p.FoundationId, f.Name, f.Slug, p.Urgency),
                f.State, f.VettedUntil,
            }).ToListAsync(cancellation);
        return [.. from id in ids join f in found on id equals f.Row.Id select new ProjectCard(f.Row, new ProjectMark(id, f.State, f.VettedUntil, Foundation.IsVetted(f.State, f.VettedUntil, now), 0))];
    }
}
