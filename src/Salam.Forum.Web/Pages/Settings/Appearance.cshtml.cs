using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Light, dark, or as the device says.</summary>
public sealed class AppearanceModel(MemberService members, Sessions sessions) : SettingsPage
{
    public override string Section => "Appearance";

    [BindProperty]
    public Theme Theme { get; set; }

    public void OnGet() => Theme = MemberClaims.ThemeOf(User);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await members.SetThemeAsync(Theme, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return ToSaved();
    }
}
