using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Feeds;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>What a foundation announced: above all what does not count, why, and what can be done.</summary>
public sealed class AnnouncementsModel(CharityDeskQueries desk, DonationQueries donations) : FoundationDeskPage(desk)
{
    public override string Tab => "Announcements";

    public Page<DonationRow> Rows { get; private set; } = new([], null);

    /// <summary>Which of them are shown.</summary>
    public DonationState State { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, string? state, string? after, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        State = state switch { "accepted" => DonationState.Accepted, "dismissed" => DonationState.Dismissed, _ => DonationState.Aside };
        var page = await donations.PageAsync(id, State, after, cancellation);
        if (!page.Ok)
            return RefuseStaff(page.Refusals);
        Rows = page.Value;
        return Page();
    }
}
