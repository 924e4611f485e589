using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>What the pages share that act on one project at the desk of its foundation.</summary>
public abstract class ProjectDeskPage(CharityDeskQueries desk, ProjectQueries queries) : DeskAskPage(desk)
{
    public override string Tab => "Foundation";

    /// <summary>The project, once it was found that the viewer acts for its foundation.</summary>
    public Project Project { get; private set; } = null!;

    public IReadOnlyList<Milestone> Milestones { get; private set; } = [];

    /// <summary>Its news, promised and told.</summary>
    public IReadOnlyList<UpdateView> Updates { get; private set; } = [];

    /// <summary>Finds the project and its foundation. Returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> OpenProjectAsync(long id, CancellationToken cancellation)
    {
        var found = await queries.SourceAsync(id, cancellation);
        if (!found.Ok)
            return RefuseStaff(found.Refusals);
        (Project, Milestones) = found.Value;
        if (await OpenAsync(Project.FoundationId, cancellation) is { } answer)
            return answer;
        Updates = (await queries.ShowAsync(id, cancellation))?.Updates ?? [];
        Head.Title = $"{Project.Title} · {Foundation.Name}";
        return null;
    }

    /// <summary>After an act that everybody may see: the project anew.</summary>
    protected async Task<IActionResult> ToProjectAsync(long id, CancellationToken cancellation)
    {
        await HttpContext.RequestServices.GetRequiredService<PageKeeper>().ChangedAsync(Audience.Everyone, cancellation);
        return Redirect(Paths.WithQuery(Paths.ProjectDesk(Lang, id), ("saved", "1")));
    }
}
