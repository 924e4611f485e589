using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Removes a passkey, after asking for the password.</summary>
public sealed class PasskeyRemoveModel(PasskeyService passkeys) : SettingsPage
{
    public override string Section => "Passkeys";

    /// <summary>Which one.</summary>
    public string Key => InAddress("key")!;

    /// <summary>What it is called.</summary>
    public string Name { get; private set; } = "";

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var shown = await passkeys.ShowAsync(Key, cancellation);
        if (!shown.Ok)
            return Refuse(shown.Refusals);
        Name = shown.Value.Name;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await passkeys.RemoveAsync(Key, Password, cancellation);
        if (result.Ok)
            return ToSaved();
        var shown = await OnGetAsync(cancellation);
        return shown is Microsoft.AspNetCore.Mvc.RazorPages.PageResult ? Refuse(result.Refusals) : shown;
    }
}
