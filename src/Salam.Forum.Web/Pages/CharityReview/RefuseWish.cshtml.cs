using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Leaves a project as it is, and says why to its staff, which wished otherwise.</summary>
public sealed class RefuseWishModel(ProjectQueries projects, WishService wishes) : ProjectReviewPage(projects)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (!Viewer.IsAdministrator)
            return NotFound();
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        Asked = new Asked(T["ProjectWish.RefuseTitle"], T["ProjectWish.RefuseText"], T["ProjectWish.Refuse"], ShownAt) { Thing = Project.Title, WordsMax = Project.ReasonMax, Label = T["CharityReview.Why"] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        var result = await wishes.RefuseAsync(id, Words, cancellation);
        return result.Ok ? await ToSavedAsync(ShownAt, cancellation) : AskAgain(result.Refusals);
    }
}
