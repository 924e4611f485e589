using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Closes a difference between a statement and the ledger that was explained.</summary>
public sealed class CloseDifferenceModel(StatementService statements) : CharityReviewPage
{
    /// <summary>The state of the difference that was read.</summary>
    [BindProperty]
    public long Version { get; set; }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await statements.CloseAsync(id, Version, cancellation);
        return result.Ok ? await ToSavedAsync(Paths.CharityReview(Lang), cancellation) : RefuseWithoutForm(result.Refusals);
    }
}
