using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>Decides on a case, and leads on to the next one. What weighs heavily is asked about once more.</summary>
public sealed class DecideModel(Desk desk, DecisionService decisions, PageKeeper pages) : DeskPage(desk)
{
    private static readonly Act[] Grave = [Act.Banned, Act.HandleReset, Act.EverythingRemoved];

    [BindProperty]
    public Act Act { get; set; }

    [BindProperty]
    public Rules Rule { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public int? Days { get; set; }

    [BindProperty]
    public int? Minutes { get; set; }

    /// <summary>The state of the case that was seen.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Whether she was asked once more.</summary>
    [BindProperty]
    public bool Sure { get; set; }

    /// <summary>The case to go on to.</summary>
    [BindProperty]
    public long? Then { get; set; }

    public IActionResult OnGet(long id) => Viewer.IsModerator ? Redirect(Paths.Case(Lang, id, Filter)) : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var decision = new Decision(Act, Rule, Words, Days, Minutes);
        if (!Sure && Grave.Contains(Act))
        {
            if (await OpenAsync(id, cancellation) is { } nothing)
                return nothing;
            if (Case!.Version == Version && Case.Acts.Contains(Act) && decision.Refusals(Case.Kind).Count == 0)
            {
                Asked = decision;
                return Page();
            }
        }
        var result = await decisions.DecideAsync(id, Version, decision, cancellation);
        if (!result.Ok)
        {
            Sent = decision;
            return await OpenAsync(id, cancellation) ?? Refuse(result.Refusals);
        }
        await pages.ChangedAsync(result.Value.Changed, cancellation);
        var (did, goesOn) = (result.Value.EntryId, result.Value.Settled);
        if (!goesOn)
            return Redirect(Paths.Case(Lang, id, Filter, did));
        return Redirect(Then is { } next && await IsThereAsync(next, cancellation) ? Paths.Case(Lang, next, Filter, did) : Paths.Queue(Lang, Filter with { After = null }, did));
    }
}
