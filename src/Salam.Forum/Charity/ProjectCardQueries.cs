using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity;

/// <summary>Reads the projects that posts cite.</summary>
public sealed class ProjectCardQueries(ForumDb db, TimeProvider time, ForumOptions options)
{
    /// <summary>
    /// What a post cites, as it stands now, in its order. What was not opened is a card for nobody, not for its staff either: she would take it for seen
    /// by all. Asks for nothing where nothing is cited.
    /// </summary>
    public async Task<IReadOnlyList<ProjectRow>> CitedByAsync(string? link, string html, CancellationToken cancellation)
    {
        var ids = ProjectAddress.CitedBy(link, html, options.PublicUrl);
        if (ids.Count == 0)
            return [];
        var args = new ReadArgs { Since = time.GetUtcNow().UtcDateTime, Take = ids.Count };
        var found = await ProjectRows.From(db, db.Projects.AsNoTracking().Where(p => ids.Contains(p.Id) && p.PublishedAt != null), args).ToListAsync(cancellation);
        return [.. from id in ids join row in found on id equals row.Id select row];
    }
}
