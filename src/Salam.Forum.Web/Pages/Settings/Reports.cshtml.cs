using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>What one reported, and what became of it.</summary>
public sealed class ReportsModel(OwnReportQueries queries) : SettingsPage
{
    public override string Section => "Reports";

    public Page<OwnReport> Reports { get; private set; } = new([], null);

    public async Task<IActionResult> OnGetAsync(string? after, CancellationToken cancellation)
    {
        var page = await queries.PageAsync(after, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Reports = page.Value;
        return Page();
    }
}
