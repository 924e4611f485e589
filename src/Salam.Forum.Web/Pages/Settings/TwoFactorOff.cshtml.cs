using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Switches the second factor off, after asking for the password.</summary>
public sealed class TwoFactorOffModel(TwoFactorService twoFactor, Sessions sessions) : SettingsPage
{
    public override string Section => "TwoFactor";

    [BindProperty]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await twoFactor.DisableAsync(Password, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return ToSaved();
    }
}
