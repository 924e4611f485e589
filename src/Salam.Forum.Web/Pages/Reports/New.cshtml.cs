using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Reports;

/// <summary>Reports a post, a comment or a member.</summary>
public sealed class NewModel(ReportableQueries queries, ReportService reports, PageKeeper pages) : ForumPage
{
    public Reportable Thing { get; private set; } = null!;

    /// <summary>Whether the viewer reported it before.</summary>
    public bool IsReported { get; private set; }

    /// <summary>Whether its words are folded for the viewer, who never reports her own.</summary>
    public bool IsFolded => Viewer.Folds(Thing.Severity, authorId: 0);

    [BindProperty]
    public Rules Rule { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Where the thing is read.</summary>
    public string ThingHref => Thing.Kind switch
    {
        ThingKind.Post => Paths.Post(Lang, Thing.Id, Thing.Slug),
        ThingKind.Comment => Paths.Comment(Lang, Thing.PostId!.Value, Thing.Slug, Thing.Id),
        _ => Paths.Member(Lang, Thing.Handle),
    };

    public async Task<IActionResult> OnGetAsync(string kind, long id, CancellationToken cancellation)
    {
        var may = await reports.MayAsync(KindOf(kind), id, cancellation);
        IsReported = may.IsConflict;
        if (!may.Ok && !IsReported)
            return RefuseWithoutForm(may.Refusals);
        return await ShowAsync(kind, id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string kind, long id, CancellationToken cancellation)
    {
        // Read before: three reports hide a thing, also from whoever sent the third.
        if (!await ShowAsync(kind, id, cancellation))
            return NotFound();
        var result = await reports.SendAsync(KindOf(kind), id, Rule, Words, cancellation);
        if (!result.Ok)
            return result.Refusals[0].Field is null ? RefuseWithoutForm(result.Refusals) : Refuse(result.Refusals);
        await pages.ChangedAsync(Thing.Audience, cancellation);
        return Redirect($"/{Lang}/report/sent");
    }

    private static ThingKind KindOf(string kind) => Enum.Parse<ThingKind>(kind, ignoreCase: true);

    private async Task<bool> ShowAsync(string kind, long id, CancellationToken cancellation)
    {
        if (await queries.ShowAsync(KindOf(kind), id, cancellation) is not { } thing)
            return false;
        Thing = thing;
        Head.Title = T["Report.Title." + thing.Kind];
        return true;
    }
}
