using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>Follows a project.</summary>
public sealed class FollowModel(ProjectFollowService follows) : ForumPage
{
    public IActionResult OnGet() => Redirect(Paths.FollowedProjects(Lang));

    public async Task<IActionResult> OnPostAsync(string? next, CancellationToken cancellation)
    {
        var result = await follows.SetAsync(IdInAddress, true, cancellation);
        return result.Ok ? Redirect(next is null ? Paths.FollowedProjects(Lang) : Paths.Local(next, Lang)) : RefuseWithoutForm(result.Refusals);
    }
}
