using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Ends the session on this device.</summary>
public sealed class LogOutModel(Sessions sessions) : ForumPage
{
    public void OnGet() => Head.Title = T["LogOut.Title"];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await sessions.LogOutAsync(cancellation);
        return Redirect(Paths.WithQuery(Paths.LogIn(Lang), ("notice", "out")));
    }
}
