using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Sets a new password by the link that was mailed.</summary>
public sealed class ResetModel(AccountService accounts, Sessions sessions) : ForumPage
{
    [BindProperty]
    public string? Password { get; set; }

    public void OnGet() => Head.Title = T["Reset.Title"];

    // From the address alone: the field that seals the form is called token too.
    public async Task<IActionResult> OnPostAsync([FromQuery] long id, [FromQuery] string? token, CancellationToken cancellation)
    {
        Head.Title = T["Reset.Title"];
        var result = await accounts.ResetAsync(id, token, Password, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.LogOutAsync(cancellation);
        return Redirect(Paths.WithQuery(Paths.LogIn(Lang), ("notice", "reset")));
    }
}
