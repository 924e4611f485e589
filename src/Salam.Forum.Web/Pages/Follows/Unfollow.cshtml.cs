using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Follows;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Follows;

/// <summary>Stops following a member.</summary>
public sealed class UnfollowModel(FollowService follows) : ForumPage
{
    public IActionResult OnGet(string? handle) => handle is null ? NotFound() : Redirect(Paths.Member(Lang, handle));

    public async Task<IActionResult> OnPostAsync(string? handle, string? next, CancellationToken cancellation)
    {
        // A name of blanks reaches the page as none.
        if (handle is null)
            return NotFound();
        var result = await follows.SetAsync(handle, false, cancellation);
        return result.Ok ? Redirect(next is null ? Paths.Member(Lang, handle) : Paths.Local(next, Lang)) : RefuseWithoutForm(result.Refusals);
    }
}
