using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Stops a project of one's own for a while, and says why to everybody.</summary>
public sealed class RestProjectModel(CharityDeskQueries desk, ProjectQueries queries, RestService rest) : ProjectDeskPage(desk, queries)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        Asked = new Asked(T["ProjectDesk.RestTitle"], T["ProjectDesk.RestText"], T["ProjectDesk.Rest"], Paths.ProjectDesk(Lang, id)) { Thing = Project.Title, WordsMax = Project.ReasonMax, Label = T["CharityReview.Why"] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        var result = await rest.RestAsync(id, Words, cancellation);
        if (result.Ok)
            return await ToProjectAsync(id, cancellation);
        if (result.Refusals.Any(r => r.Field != "Words"))
            return RefuseStaff(result.Refusals);
        Asked = Asked with { Written = Words, Refusals = result.Refusals };
        return Refuse(result.Refusals);
    }
}
