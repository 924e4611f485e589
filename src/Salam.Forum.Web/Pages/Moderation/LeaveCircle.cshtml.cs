using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>Leaves the other circle before its time is over.</summary>
public sealed class LeaveCircleModel(CircleService circles) : ForumPage
{
    public IActionResult OnGet() => Viewer.Role == Role.Administrator ? Redirect(Paths.Moderation(Lang)) : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await circles.LeaveAsync(cancellation);
        return result.Ok ? Redirect(Paths.Moderation(Lang)) : RefuseWithoutForm(result.Refusals);
    }
}
