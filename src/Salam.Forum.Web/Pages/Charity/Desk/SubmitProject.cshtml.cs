using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Hands a draft to the administrators.</summary>
public sealed class SubmitProjectModel(CharityDeskQueries desk, ProjectService projects) : FoundationDeskPage(desk)
{
    public override string Tab => "Foundation";

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await projects.SubmitAsync(id, cancellation);
        return result.Ok ? Redirect(Paths.WithQuery(Paths.ProjectDesk(Lang, id), ("saved", "1"))) : RefuseStaff(result.Refusals);
    }
}
