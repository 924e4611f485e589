using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Says to the browser what a new passkey shall be like, after asking for the password.</summary>
public sealed class PasskeyOptionsModel(Hosting.Passkeys passkeys) : SettingsPage
{
    public override string Section => "Passkeys";

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var asked = await passkeys.AskToAddAsync(Name, Password, cancellation);
        return asked.Ok ? Content(asked.Value, "application/json") : RefuseWithoutForm(asked.Refusals);
    }
}
