using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>What moderators decided about one's words and account. Whoever sees it has read it.</summary>
public sealed class NoticesModel(NoticeQueries queries, NoticeService notices, Sessions sessions) : SettingsPage
{
    public override string Section => "Notices";

    /// <inheritdoc/>
    public override int NewNotices => 0;

    public Page<NoticeRow> Notices { get; private set; } = new([], null);

    /// <summary>Whether an appeal was just sent.</summary>
    public bool Appealed { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? after, bool appealed, CancellationToken cancellation)
    {
        var page = await queries.PageAsync(after, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        (Notices, Appealed) = (page.Value, appealed);
        if (Notices.Items.Any(n => n.IsNew))
        {
            await notices.ReadAsync(Notices.Items[^1].Id, Notices.Items[0].Id, cancellation);
            await sessions.RenewAsync(User);
        }
        return Page();
    }
}
