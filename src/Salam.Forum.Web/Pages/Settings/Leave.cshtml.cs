using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Leaves the forum for good, after saying what happens and asking for the password.</summary>
public sealed class LeaveModel(LeaveService leaving, Sessions sessions, PageKeeper pages) : SettingsPage
{
    public override string Section => "Data";

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Whether one's words stay; null when that was not said.</summary>
    [BindProperty]
    public bool? KeepWords { get; set; }

    public void OnGet() => Head.Title = T["Leave.Title"];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        OnGet();
        var result = await leaving.LeaveAsync(Password, KeepWords, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await pages.ChangedAsync(Audience.Everyone, cancellation);
        await sessions.LogOutAsync(cancellation);
        return Redirect(Paths.WithQuery(Paths.LogIn(Lang), ("notice", "left")));
    }
}
