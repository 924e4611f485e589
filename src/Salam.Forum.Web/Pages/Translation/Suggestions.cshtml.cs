using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Feeds;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>What the viewer suggested, and for who may accept what others suggest, what waits for her.</summary>
public sealed class SuggestionsModel(CorrectionQueries queries) : ForumPage
{
    /// <summary>What waits for the viewer; null for who accepts nothing.</summary>
    public Page<SuggestionRow>? Waiting { get; private set; }

    public IReadOnlyList<SuggestionRow> Own { get; private set; } = [];

    /// <summary>Why a moderator may only look at what she suggested herself; null for others.</summary>
    public Refusal? DecideRefusal { get; private set; }

    /// <summary>Whether what waits is shown in all languages, and not only in those that the viewer reads.</summary>
    public bool All { get; private set; }

    /// <summary>Whether a suggestion was just accepted or declined.</summary>
    public bool Saved { get; private set; }

    public async Task<IActionResult> OnGetAsync(bool all, string? after, bool saved, CancellationToken cancellation)
    {
        Head.Title = T["Suggestions.Title"];
        (All, Saved) = (all, saved);
        var own = await queries.OwnAsync(cancellation);
        if (!own.Ok)
            return Refuse(own.Refusals);
        Own = own.Value;
        if (await queries.DecideRefusalAsync(cancellation) is { } refusal)
        {
            DecideRefusal = refusal.Kind == RefusalKind.Missing ? null : refusal;
            return Page();
        }
        var page = await queries.WaitingAsync(all ? null : [.. MemberClaims.WishesOf(User, Lang).Reads], after, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Waiting = page.Value;
        return Page();
    }

    /// <summary>The original, what is shown now, and what is suggested.</summary>
    public SidesView SidesOf(SuggestionRow row) =>
        SidesView.Of(T, Lang, Viewer, row.Thing!, row.Shown, new Side(T["Suggestions.By", row.Handle], null, row.Language, row.Title, row.Html));
}
