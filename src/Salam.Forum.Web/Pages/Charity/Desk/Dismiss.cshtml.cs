using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Feeds;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Says of an announcement that it shall never count, after asking.</summary>
public sealed class DismissModel(CharityDeskQueries desk, DonationQueries donations, AsideService aside) : DeskAskPage(desk)
{
    public override string Tab => "Announcements";

    public async Task<IActionResult> OnGetAsync(long id, long donation, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        // The page of the list that begins with it.
        var rows = await donations.PageAsync(id, DonationState.Aside, donation is > 0 and < long.MaxValue ? new Cursor(0, donation + 1).ToString() : null, cancellation);
        if (!rows.Ok || rows.Value.Items.FirstOrDefault(d => d.Id == donation) is not { } row)
            return NotFound();
        Asked = new Asked(T["Announcements.DismissTitle"], T["Announcements.DismissText"], T["Announcements.Dismiss"], Paths.FoundationDesk(Lang, id, "announcements"))
        {
            Thing = $"{row.Name} · {Money.Text(row.Amount, row.Currency)}", IsGrave = true,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, long donation, CancellationToken cancellation)
    {
        var result = await aside.DismissAsync(id, donation, cancellation);
        return result.Ok ? ToSaved(id, "announcements") : RefuseStaff(result.Refusals);
    }
}
