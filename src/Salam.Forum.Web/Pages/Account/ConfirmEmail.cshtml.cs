using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Confirms a changed address. Programs that look into mails open links, so opening it does nothing yet.</summary>
public sealed class ConfirmEmailModel(AccountService accounts, Sessions sessions) : ForumPage
{
    /// <summary>The address to be confirmed.</summary>
    public string? Email { get; private set; }

    public void OnGet(string? email)
    {
        Email = email;
        Head.Title = T["ConfirmEmail.Title"];
    }

    // From the address alone: the field that seals the form is called token too.
    public async Task<IActionResult> OnPostAsync([FromQuery] long id, [FromQuery] string? email, [FromQuery] string? token, CancellationToken cancellation)
    {
        OnGet(email);
        var result = await accounts.ChangeEmailAsync(id, email, token, Lang, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        if (Viewer.MemberId != id)
            return Redirect(Paths.WithQuery(Paths.LogIn(Lang), ("notice", "email")));
        await sessions.RenewAsync(User);
        return Redirect(Paths.WithQuery(Paths.Settings(Lang, "email"), ("saved", "1")));
    }
}
