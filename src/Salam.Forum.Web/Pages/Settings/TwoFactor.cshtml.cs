using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Shows where the second factor stands, and switches it on.</summary>
public sealed class TwoFactorModel(TwoFactorService twoFactor, Sessions sessions) : SettingsPage
{
    public override string Section => "TwoFactor";

    public TwoFactorState State { get; private set; } = null!;

    /// <summary>The recovery codes, shown only in the answer that made them.</summary>
    public IReadOnlyList<string> Codes { get; private set; } = [];

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var state = await twoFactor.StateAsync(cancellation);
        if (!state.Ok)
            return Refuse(state.Refusals);
        State = state.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await twoFactor.EnableAsync(Code, cancellation);
        if (result.Ok)
        {
            await sessions.RenewAsync(User);
            Codes = result.Value;
        }
        var shown = await OnGetAsync(cancellation);
        return result.Ok ? shown : Refuse(result.Refusals);
    }
}
