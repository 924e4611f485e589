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

    /// <summary>The version of the words that were seen.</summary>
    [BindProperty]
    public long? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(string kind, long id, CancellationToken cancellation)
    {
        Head.Title = T["Suggest.Title"];
        if (await ReadAsync(kind, id, cancellation) is { } nothing)
            return nothing;
        Version = About.Thing.Version.Ticks;
        // What she wrote last, or what stands there, is easier to better than to write anew.
        (Title, Body) = About.Mine is { } mine ? (mine.Title, mine.Body) : About.Shown is { } shown ? (shown.Title, shown.Source) : ("", "");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string kind, long id, CancellationToken cancellation)
    {
        Head.Title = T["Suggest.Title"];
        var result = await suggestions.SendAsync(KindOf(kind), id, Lang, new SuggestionDraft(Title, Body, Version), cancellation);
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
