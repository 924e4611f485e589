using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Makes new recovery codes in place of the old ones.</summary>
public sealed class RecoveryCodesModel(TwoFactorService twoFactor) : SettingsPage
{
    public override string Section => "TwoFactor";

    /// <summary>The recovery codes, shown only in the answer that made them.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    [BindProperty]
    public string? Password { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await twoFactor.RenewCodesAsync(Password, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        Codes = result.Value;
        return Page();
    }
}
