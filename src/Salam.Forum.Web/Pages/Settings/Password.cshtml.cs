using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Changes the password; other sessions end, this one goes on.</summary>
public sealed class PasswordModel(AccountService accounts, Sessions sessions) : SettingsPage
{
    public override string Section => "Password";

    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await accounts.ChangePasswordAsync(Current, Password, Lang, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return ToSaved();
    }
}
