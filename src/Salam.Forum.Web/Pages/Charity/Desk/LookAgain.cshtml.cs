using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Has everything that a foundation has aside looked at again.</summary>
public sealed class LookAgainModel(CharityDeskQueries desk, AsideService aside) : FoundationDeskPage(desk)
{
    public override string Tab => "Announcements";

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await aside.AgainAsync(id, cancellation);
        return result.Ok ? ToSaved(id, "announcements") : RefuseStaff(result.Refusals);
    }
}
