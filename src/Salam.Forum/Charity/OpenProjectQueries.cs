using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity;

/// <summary>What the charity feed can be narrowed by: of what nobody asks for, no choice is offered.</summary>
public sealed record CharityChoices(IReadOnlyList<string> Countries, IReadOnlyList<string> Currencies);

/// <summary>A public page of charity: a project, or a foundation where <paramref name="IsProject"/> is false.</summary>
public sealed record PublicCharity(bool IsProject, long Id, string Slug, string Language, DateTime? ChangedAt);

/// <summary>Reads what is said of all projects together.</summary>
public sealed class OpenProjectQueries(ForumDb db)
{
    private const int ChoicesMost = 300, PublicMost = 5_000;

    /// <summary>The countries and currencies of the projects that are open.</summary>
    public async Task<CharityChoices> ChoicesAsync(CancellationToken cancellation)
    {
        var open = db.Projects.AsNoTracking().Where(p => p.State == ProjectState.Open);
        var countries = await open.Select(p => p.Country).Distinct().OrderBy(c => c).Take(ChoicesMost).ToListAsync(cancellation);
        return new CharityChoices(countries, await open.Select(p => p.Currency).Distinct().OrderBy(c => c).Take(ChoicesMost).ToListAsync(cancellation));
    }

    /// <summary>The pages that search engines are led to: foundations that were vetted and projects that were opened, the newest of each.</summary>
    public async Task<IReadOnlyList<PublicCharity>> PublicAsync(CancellationToken cancellation)
    {
        var projects = await db.Projects.AsNoTracking().Where(p => p.PublishedAt != null && p.State != ProjectState.Withdrawn).OrderByDescending(p => p.Id).Take(PublicMost)
            .Select(p => new PublicCharity(true, p.Id, p.Slug, p.Language, p.EditedAt ?? p.PublishedAt)).ToListAsync(cancellation);
        var foundations = await db.Foundations.AsNoTracking().Where(f => f.VettedAt != null).OrderByDescending(f => f.Id).Take(PublicMost)
            .Select(f => new PublicCharity(false, f.Id, f.Slug, "", f.EditedAt ?? f.VettedAt)).ToListAsync(cancellation);
        return [.. projects, .. foundations];
    }
}
