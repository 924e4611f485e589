using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>Stops the mails before odd nights. Programs that look into mails open links, so opening it does nothing yet.</summary>
public sealed class NightsStopModel(NightReminderService reminders) : ForumPage
{
    /// <summary>Whether they are stopped now.</summary>
    public bool IsStopped { get; private set; }

    public void OnGet() => Head.Title = T["Nights.Title"];

    public async Task<IActionResult> OnPostAsync([FromQuery] Guid key, CancellationToken cancellation)
    {
        Head.Title = T["Nights.Title"];
        var result = await reminders.StopAsync(key, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        IsStopped = true;
        return Page();
    }
}
