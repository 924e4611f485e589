using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Gives a passkey another name.</summary>
public sealed class PasskeyRenameModel(PasskeyService passkeys) : SettingsPage
{
    public override string Section => "Passkeys";

    /// <summary>Which one.</summary>
    public string Key => InAddress("key")!;

    [BindProperty]
    public string? Name { get; set; }

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
        var result = await passkeys.RenameAsync(Key, Name, cancellation);
        return result.Ok ? ToSaved() : Refuse(result.Refusals);
    }
}
