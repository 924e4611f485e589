using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Appeals against a decision that concerns oneself.</summary>
public sealed class AppealModel(NoticeQueries queries, AppealService appeals) : SettingsPage
{
    public override string Section => "Notices";

    public NoticeRow Decision { get; private set; } = null!;

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(long entry, CancellationToken cancellation) =>
        !await FindAsync(entry, cancellation) ? NotFound()
        : Decision.Appealed is not null ? RefuseWithoutForm([new Refusal(RefusalKind.Conflict, "AppealedAlready")])
        : Decision.MayAppeal ? Page()
        : NotFound();

    public async Task<IActionResult> OnPostAsync(long entry, CancellationToken cancellation)
    {
        if (!await FindAsync(entry, cancellation))
            return NotFound();
        var result = await appeals.SendAsync(entry, Words, cancellation);
        if (result.Ok)
            return Redirect(Paths.WithQuery(Paths.Settings(Lang, "notices"), ("appealed", "true")));
        return result.IsConflict ? RefuseWithoutForm(result.Refusals) : Refuse(result.Refusals);
    }

    private async Task<bool> FindAsync(long entry, CancellationToken cancellation)
    {
        if (await queries.OfEntryAsync(entry, cancellation) is not { } found)
            return false;
        Decision = found;
        Head.Title = T["Appeal.Title"];
        return true;
    }
}
