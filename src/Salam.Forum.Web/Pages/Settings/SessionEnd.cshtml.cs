using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Ends one of the viewer's sessions.</summary>
public sealed class SessionEndModel(SessionService sessions) : SettingsPage
{
    public override string Section => "Sessions";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await sessions.EndAsync(IdInAddress, cancellation);
        return result.Ok ? Redirect(Paths.WithQuery(Paths.Settings(Lang, "sessions"), ("ended", "1"))) : RefuseWithoutForm(result.Refusals);
    }
}
