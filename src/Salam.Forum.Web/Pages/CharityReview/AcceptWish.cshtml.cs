using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Has a project be as its staff wishes, as the administrator read it.</summary>
public sealed class AcceptWishModel(WishService wishes) : CharityReviewPage
{
    /// <summary>The state of the wish that was read.</summary>
    [BindProperty]
    public long Version { get; set; }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await wishes.AcceptAsync(id, Version, cancellation);
        return result.Ok ? await ToSavedAsync(Paths.ProjectReview(Lang, id), cancellation) : RefuseWithoutForm(result.Refusals);
    }
}
