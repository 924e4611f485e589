using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>Mails before the odd nights of the last ten of Ramadan: asked for, and stopped.</summary>
public sealed class NightsModel(NightReminderService reminders) : ForumPage
{
    [BindProperty]
    public int Hour { get; set; } = NightReminder.UsualHour;

    [BindProperty]
    public int Offset { get; set; } = NightReminder.UsualOffset;

    [BindProperty]
    public bool Stop { get; set; }

    /// <summary>Whether the viewer gets them.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>By how much a clock is ahead of UTC, written.</summary>
    public static string Clock(int offset) => string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < 0 ? '-' : '+')}{Math.Abs(offset) / 60:00}:{Math.Abs(offset) % 60:00}");

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Head.Title = T["Nights.Title"];
        if (await reminders.MineAsync(cancellation) is { } mine)
            (IsAsked, Hour, Offset) = (true, mine.Hour, mine.Offset);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Head.Title = T["Nights.Title"];
        if (!ModelState.IsValid)
            return Refuse([Refusal.Invalid("FormIncomplete")]);
        var result = Stop ? await reminders.StopMineAsync(cancellation) : await reminders.SetAsync(Hour, Offset, Lang, cancellation);
        return result.Ok ? Redirect(Paths.Nights(Lang)) : Refuse(result.Refusals);
    }
}
