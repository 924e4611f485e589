using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Light, dark, or as the device says; and the keyboard shortcuts.</summary>
public sealed class AppearanceModel(MemberService members, Sessions sessions) : SettingsPage
{
    public override string Section => "Appearance";

    [BindProperty]
    public Theme Theme { get; set; }

    /// <summary>Null when neither was chosen.</summary>
    [BindProperty]
    public bool? Keys { get; set; }

    public void OnGet() => (Theme, Keys) = (MemberClaims.ThemeOf(User), MemberClaims.HasKeys(User));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await members.SetAppearanceAsync(Theme, Keys, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return ToSaved();
    }
}
