using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>How translations fare: engines, figures by pair of languages, and what members find wrong, which a moderator settles.</summary>
public sealed class TranslationModel(TranslationDeskQueries queries, TranslationReportService reports, PageKeeper pages) : ForumPage
{
    /// <summary>How many days back the figures may reach, and their names.</summary>
    public static readonly IReadOnlyList<(int Days, string Name)> Spans = [(1, "Today"), (Usual, "Week"), (30, "Month")];

    /// <summary>How many days are shown unless others are asked for.</summary>
    public const int Usual = 7;

    public TranslationDesk Desk { get; private set; } = null!;

    /// <summary>How many days back the figures reach.</summary>
    public int Days { get; private set; }

    /// <summary>Whether a report was just settled.</summary>
    public bool Saved { get; private set; }

    /// <summary>The translation that is settled.</summary>
    [BindProperty]
    public long Text { get; set; }

    /// <summary>When the words came that were read.</summary>
    [BindProperty]
    public long Shown { get; set; }

    /// <summary>Whether it is taken away; null when that was not said.</summary>
    [BindProperty]
    public bool? Withdraw { get; set; }

    public async Task<IActionResult> OnGetAsync(int? days, bool saved, CancellationToken cancellation)
    {
        Head.Title = T["Moderation.Translation"];
        (Days, Saved) = (Spans.Any(s => s.Days == days) ? days!.Value : Usual, saved);
        var desk = await queries.ShowAsync(Days, cancellation);
        if (!desk.Ok)
            return RefuseWithoutForm(desk.Refusals);
        Desk = desk.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Viewer.IsModerator)
            return NotFound();
        if (Withdraw is not { } withdraw)
            return RefuseWithoutForm([Refusal.Invalid("Choice")]);
        var result = await reports.SettleAsync(Text, Shown, withdraw, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        await pages.ChangedAsync(result.Value, cancellation);
        return Redirect(Paths.WithQuery(Paths.Moderation(Lang, "translation"), ("saved", "true")));
    }
}
