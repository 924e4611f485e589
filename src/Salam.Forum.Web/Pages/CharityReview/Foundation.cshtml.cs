using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>A foundation with everything that was handed in, and the list of what is looked at before it has the badge.</summary>
public sealed class FoundationModel(FoundationQueries foundations) : FoundationReviewPage(foundations)
{
    public bool Saved => Request.Query.ContainsKey("saved");

    /// <summary>Whether every step was taken this time.</summary>
    public bool IsReady => Desk.Checks.Count == Enum.GetValues<VettingStep>().Length;

    /// <summary>Whether its term has so long to go that it cannot be renewed yet.</summary>
    public bool HasLongToGo => Foundation.IsVetted(Now) && Foundation.VettedUntil > Now.AddDays(VettingTerm.RenewableDays);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation) => await OpenAsync(id, cancellation) is { } answer ? answer : Page();
}
