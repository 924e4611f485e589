using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Follows;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Follows;

/// <summary>Follows a member.</summary>
public sealed class FollowModel(FollowService follows) : ForumPage
{
    public IActionResult OnGet(string? handle) => handle is null ? NotFound() : Redirect(Paths.Member(Lang, handle));

    public async Task<IActionResult> OnPostAsync(string? handle, CancellationToken cancellation)
    {
        // A name of blanks reaches the page as none.
        if (handle is null)
            return NotFound();
        var result = await follows.SetAsync(handle, true, cancellation);
        return result.Ok ? Redirect(Paths.Member(Lang, handle)) : RefuseWithoutForm(result.Refusals);
    }
}
