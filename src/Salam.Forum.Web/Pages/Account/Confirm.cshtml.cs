using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Confirms the address of a new account. Programs that look into mails open links, so opening it does nothing yet.</summary>
public sealed class ConfirmModel(AccountService accounts) : ForumPage
{
    public void OnGet() => Head.Title = T["Confirm.Title"];

    // From the address alone: the field that seals the form is called token too.
    public async Task<IActionResult> OnPostAsync([FromQuery] long id, [FromQuery] string? token, CancellationToken cancellation)
    {
        Head.Title = T["Confirm.Title"];
        var result = await accounts.ConfirmAsync(id, token, cancellation);
        return result.Ok ? Redirect(Paths.WithQuery(Paths.LogIn(Lang), ("notice", "confirmed"))) : Refuse(result.Refusals);
    }
}
