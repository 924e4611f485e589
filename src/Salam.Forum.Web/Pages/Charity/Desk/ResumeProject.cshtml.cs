using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Lets a project go on that its staff had stopped.</summary>
public sealed class ResumeProjectModel(CharityDeskQueries desk, ProjectQueries queries, RestService rest) : ProjectDeskPage(desk, queries)
{
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await rest.EndAsync(id, cancellation);
        return result.Ok ? await ToProjectAsync(id, cancellation) : RefuseStaff(result.Refusals);
    }
}
