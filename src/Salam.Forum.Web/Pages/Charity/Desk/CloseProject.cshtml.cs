using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Has a project ask for nothing any more, after asking.</summary>
public sealed class CloseProjectModel(CharityDeskQueries desk, ProjectQueries queries, ProjectService projects) : ProjectDeskPage(desk, queries)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        Asked = new Asked(T["ProjectDesk.CloseTitle"], T["ProjectDesk.CloseText"], T["ProjectDesk.Close"], Paths.ProjectDesk(Lang, id)) { Thing = Project.Title, IsGrave = true };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await projects.CloseAsync(id, cancellation);
        return result.Ok ? await ToProjectAsync(id, cancellation) : RefuseStaff(result.Refusals);
    }
}
