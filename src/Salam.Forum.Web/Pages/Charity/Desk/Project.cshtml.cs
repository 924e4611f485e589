using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>A project at the desk: where it stands, what can be done with it, and its news.</summary>
public sealed class ProjectModel(CharityDeskQueries desk, ProjectQueries queries, SourceQueries sources, ForumOptions options) : ProjectDeskPage(desk, queries)
{
    /// <summary>What of it waits for an administrator.</summary>
    public WishView? Wish { get; private set; }

    /// <summary>The platform that counts its gifts; null where its foundation announces them.</summary>
    public SourceDetail? Source { get; private set; }

    /// <summary>Whether there is a choice of who counts them.</summary>
    public bool HasPlatforms => Source is not null || options.Platforms.Allowed.Count > 0;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        (Wish, Source) = (await sources.WishAsync(id, cancellation) is { Ok: true, Value: var wish } ? wish : null, await sources.DetailAsync(id, cancellation) is { Ok: true, Value: var source } ? source : null);
        return Page();
    }
}
