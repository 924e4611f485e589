using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>Accepts or declines what a member suggested.</summary>
public sealed class DecideModel(SuggestionService suggestions, PageKeeper pages) : ForumPage
{
    /// <summary>Whether it is accepted; null when that was not said.</summary>
    [BindProperty]
    public bool? Accept { get; set; }

    /// <summary>When the words were sent that were read.</summary>
    [BindProperty]
    public long Sent { get; set; }

    /// <summary>When the translation came that was shown beside them.</summary>
    [BindProperty]
    public long Shown { get; set; }

    public async Task<IActionResult> OnPostAsync(long id, bool all, CancellationToken cancellation)
    {
        if (Accept is not { } accept)
            return RefuseWithoutForm([Refusal.Invalid("Choice")]);
        var result = await suggestions.DecideAsync(new SuggestionDecision(id, Sent, Shown, accept), cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        await pages.ChangedAsync(result.Value, cancellation);
        return Redirect(Paths.WithQuery(Paths.Suggestions(Lang), ("all", all ? "true" : null), ("saved", "true")));
    }
}
