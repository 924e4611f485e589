using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>Undoes one's own act; the case is back in the queue, and opened.</summary>
public sealed class UndoModel(Desk desk, DecisionService decisions, PageKeeper pages) : DeskPage(desk)
{
    public IActionResult OnGet() => Viewer.IsModerator ? Redirect(Paths.Queue(Lang, Filter)) : NotFound();

    public async Task<IActionResult> OnPostAsync(long entry, CancellationToken cancellation)
    {
        var result = await decisions.UndoAsync(entry, cancellation);
        if (result.Ok)
        {
            await pages.ChangedAsync(result.Value.Changed, cancellation);
            return Redirect(Paths.Case(Lang, result.Value.CaseId, Filter, result.Value.EntryId));
        }
        return result.Refusals[0].Kind == RefusalKind.Missing ? NotFound() : await OpenAsync(null, cancellation) ?? Refuse(result.Refusals);
    }
}
