using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Lists the passkeys, and adds the one that the browser has made.</summary>
public sealed class PasskeysModel(PasskeyService list, Hosting.Passkeys passkeys) : SettingsPage
{
    public override string Section => "Passkeys";

    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    /// <summary>What a new one is called, unless she writes something else.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>What the browser answered, as JSON.</summary>
    [BindProperty]
    public string? Proof { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var (browser, device) = SeenDevice.Of(Request);
        Name ??= SeenDevice.Say(T, browser, device);
        var mine = await list.MineAsync(cancellation);
        if (!mine.Ok)
            return Refuse(mine.Refusals);
        Passkeys = mine.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await passkeys.AddAsync(Proof, Name, Lang, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        var saved = ToSaved();
        return WantsJson ? new JsonResult(new { next = saved.Url }) : saved;
    }
}
