using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Ticks off what the filter objects to in the words of a project.</summary>
public sealed class SeeWordsModel(ProjectReviewService review) : CharityReviewPage
{
    /// <summary>The entry of the log that was read.</summary>
    [BindProperty]
    public long Entry { get; set; }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await review.SeeWordsAsync(id, Entry, cancellation);
        return result.Ok ? Redirect(Paths.WithQuery(Paths.ProjectReview(Lang, id), ("saved", "1"))) : RefuseWithoutForm(result.Refusals);
    }
}
