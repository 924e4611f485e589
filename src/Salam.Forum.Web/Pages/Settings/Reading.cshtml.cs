using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Which languages one reads, which circle's feed opens first, and the language of the interface.</summary>
public sealed class ReadingModel(MemberService members, Sessions sessions) : SettingsPage
{
    public override string Section => "Reading";

    [BindProperty]
    public List<string> Languages { get; set; } = [];

    /// <summary>Null for all.</summary>
    [BindProperty]
    public Circle? OpeningCircle { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var settings = await members.SettingsAsync(cancellation);
        if (!settings.Ok)
            return Refuse(settings.Refusals);
        (Languages, OpeningCircle) = ([.. settings.Value.Languages], settings.Value.OpeningCircle);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await members.SetReadingAsync(Languages, OpeningCircle, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return ToSaved();
    }
}
