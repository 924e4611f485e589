using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Opens a project as the administrator read it.</summary>
public sealed class PublishModel(ProjectReviewService review) : CharityReviewPage
{
    /// <summary>The state of the project that was read.</summary>
    [BindProperty]
    public long Version { get; set; }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await review.PublishAsync(id, Version, cancellation);
        return result.Ok ? await ToSavedAsync(Paths.ProjectReview(Lang, id), cancellation) : RefuseWithoutForm(result.Refusals);
    }
}
