using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Ends the sessions on other devices.</summary>
public sealed class SessionsModel(AccountService accounts, Hosting.Sessions sessions) : SettingsPage
{
    public override string Section => "Sessions";

    [BindProperty]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await accounts.EndSessionsAsync(Password, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return ToSaved();
    }
}
