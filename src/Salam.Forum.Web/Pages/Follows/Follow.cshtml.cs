using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Follows;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Follows;

/// <summary>Follows a member.</summary>
public sealed class FollowModel(FollowService follows) : ForumPage
{
    public IActionResult OnGet(string handle) => Redirect(Paths.Member(Lang, handle));

    public async Task<IActionResult> OnPostAsync(string handle, CancellationToken cancellation)
    {
        var result = await follows.SetAsync(handle, true, cancellation);
        return result.Ok ? Redirect(Paths.Member(Lang, handle)) : RefuseWithoutForm(result.Refusals);
    }
}
