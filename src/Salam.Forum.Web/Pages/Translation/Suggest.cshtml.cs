using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>Suggests a better translation of a post or comment into the language of the page.</summary>
public sealed class SuggestModel(CorrectionQueries queries, SuggestionService suggestions) : CorrectPage(queries)
{
    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    /// <summary>What the viewer is told of what she suggested; null for nothing: what was accepted and is not shown any more.</summary>
    public SuggestionState? Told => About.Mine is { } mine && (mine.State != SuggestionState.Accepted || About.Shown?.TranslatorId == mine.MemberId) ? mine.State : null;

    /// <summary>The version of the words that were seen.</summary>
    [BindProperty]
    public long? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(string kind, long id, CancellationToken cancellation)
    {
        Head.Title = T["Suggest.Title"];
        if (await ReadAsync(kind, id, cancellation) is { } nothing)
            return nothing;
        Version = About.Thing.Version.Ticks;
        // What waits of hers, or else what stands there, is easier to better than to write anew.
        (Title, Body) = (About.Mine, About.Shown) switch
        {
            ({ State: SuggestionState.Waiting } mine, _) => (mine.Title, mine.Body),
            (_, { } shown) => (shown.Title, shown.Source),
            ({ } mine, _) => (mine.Title, mine.Body),
            _ => ("", ""),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string kind, long id, CancellationToken cancellation)
    {
        Head.Title = T["Suggest.Title"];
        var result = await suggestions.SendAsync(KindOf(kind), id, Lang, new SuggestionDraft(Title, Body, Version ?? 0), cancellation);
        if (result.Ok)
            return Redirect(Paths.Suggest(Lang, KindOf(kind), id));
        if (await ReadAsync(kind, id, cancellation) is { } nothing)
            return nothing;
        // Told that the original was changed, she may send her words once more.
        if (result.IsConflict)
            Version = About.Thing.Version.Ticks;
        return Refuse(result.Refusals);
    }
}
