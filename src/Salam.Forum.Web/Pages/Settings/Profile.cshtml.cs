using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>The words about oneself that one's page shows.</summary>
public sealed class ProfileModel(MemberService members) : SettingsPage
{
    public override string Section => "Profile";

    [BindProperty]
    public string? About { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var settings = await members.SettingsAsync(cancellation);
        if (!settings.Ok)
            return Refuse(settings.Refusals);
        About = settings.Value.About;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await members.SetAboutAsync(About, cancellation);
        return result.Ok ? ToSaved() : Refuse(result.Refusals);
    }
}
