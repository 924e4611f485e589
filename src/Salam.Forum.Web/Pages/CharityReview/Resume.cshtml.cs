using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Lets a project go on that was stopped.</summary>
public sealed class ResumeModel(ProjectReviewService review) : CharityReviewPage
{
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await review.ResumeAsync(id, cancellation);
        return result.Ok ? await ToSavedAsync(Paths.ProjectReview(Lang, id), cancellation) : RefuseWithoutForm(result.Refusals);
    }
}
