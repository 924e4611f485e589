using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Takes a changed address back. Programs that look into mails open links, so opening it does nothing yet.</summary>
public sealed class UndoEmailModel(EmailUndo undo, Sessions sessions) : ForumPage
{
    /// <summary>The address that comes back.</summary>
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? token, CancellationToken cancellation)
    {
        Head.Title = T["UndoEmail.Title"];
        var address = await undo.AddressAsync(token, cancellation);
        if (!address.Ok)
            return Refuse(address.Refusals);
        Email = address.Value;
        return Page();
    }

    // From the address alone: the field that seals the form is called token too.
    public async Task<IActionResult> OnPostAsync([FromQuery] string? token, CancellationToken cancellation)
    {
        Head.Title = T["UndoEmail.Title"];
        var result = await undo.UndoAsync(token, Lang, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.LogOutAsync(cancellation);
        return Redirect(Paths.WithQuery(Paths.LogIn(Lang), ("notice", "undone")));
    }
}
