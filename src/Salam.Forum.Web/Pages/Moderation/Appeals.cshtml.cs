using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>The appeals that wait; a moderator grants or denies those that are hers to decide.</summary>
public sealed class AppealsModel(AppealQueries queries, AppealService appeals, PageKeeper pages) : ForumPage
{
    public Page<WaitingAppeal> Appeals { get; private set; } = new([], null);

    /// <summary>Whether an appeal was just decided.</summary>
    public bool Saved { get; private set; }

    /// <summary>The appeal that is decided.</summary>
    [BindProperty]
    public long Appeal { get; set; }

    /// <summary>The state of the case that was seen.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Whether it is granted; null when that was not said.</summary>
    [BindProperty]
    public bool? Grant { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public async Task<IActionResult> OnGetAsync(string? after, bool saved, CancellationToken cancellation)
    {
        Head.Title = T["Moderation.Appeals"];
        Saved = saved;
        var page = await queries.WaitingAsync(after, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Appeals = page.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Viewer.IsModerator)
            return NotFound();
        if (Grant is not { } grant)
            return RefuseWithoutForm([Refusal.Invalid("Choice")]);
        var result = await appeals.DecideAsync(Appeal, Version, grant, Answer, cancellation);
        if (result.Ok)
        {
            await pages.ChangedAsync(result.Value.Changed, cancellation);
            return Redirect(Paths.WithQuery(Paths.Moderation(Lang, "appeals"), ("saved", "true")));
        }
        if (result.Refusals[0].Field is null)
            return RefuseWithoutForm(result.Refusals);
        // The page that begins with the refused one, so that its words are not lost.
        return await OnGetAsync(new Cursor(0, Appeal - 1) is { Id: > 0 } before ? before.ToString() : null, saved: false, cancellation) is PageResult ? Refuse(result.Refusals) : NotFound();
    }
}
