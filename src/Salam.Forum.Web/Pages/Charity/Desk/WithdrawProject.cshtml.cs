using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Gives a project up, after asking.</summary>
public sealed class WithdrawProjectModel(CharityDeskQueries desk, ProjectQueries queries, ProjectService projects) : ProjectDeskPage(desk, queries)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        Asked = new Asked(T["ProjectDesk.WithdrawTitle"], T["ProjectDesk.WithdrawText"], T["ProjectDesk.Withdraw"], Paths.ProjectDesk(Lang, id)) { Thing = Project.Title, IsGrave = true };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await projects.WithdrawAsync(id, cancellation);
        return result.Ok ? await ToProjectAsync(id, cancellation) : RefuseStaff(result.Refusals);
    }
}
