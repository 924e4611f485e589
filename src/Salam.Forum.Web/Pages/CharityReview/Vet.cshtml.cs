using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Gives a foundation the badge for a term, or renews it.</summary>
public sealed class VetModel(VettingService vetting) : CharityReviewPage
{
    /// <summary>The foundation as it was read.</summary>
    [BindProperty]
    public long Version { get; set; }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await vetting.VetAsync(id, Version, cancellation);
        return result.Ok ? await ToSavedAsync(Paths.FoundationReview(Lang, id), cancellation) : RefuseWithoutForm(result.Refusals);
    }
}
