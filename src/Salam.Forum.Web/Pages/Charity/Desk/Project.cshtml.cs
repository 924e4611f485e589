using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>A project at the desk: where it stands, what can be done with it, and its news.</summary>
public sealed class ProjectModel(CharityDeskQueries desk, ProjectQueries queries) : ProjectDeskPage(desk, queries)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation) => await OpenProjectAsync(id, cancellation) is { } answer ? answer : Page();
}
