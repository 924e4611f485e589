using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Sends a project back to its staff, and says why.</summary>
public sealed class ReturnModel(ProjectQueries projects, ProjectReviewService review) : ProjectReviewPage(projects)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        Asked = new Asked(T["CharityReview.ReturnTitle"], T["CharityReview.ReturnText"], T["CharityReview.Return"], ShownAt) { Thing = Project.Title, IsGrave = true, WordsMax = Project.ReasonMax, Label = T["CharityReview.Why"] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        var result = await review.ReturnAsync(id, Words, cancellation);
        return result.Ok ? await ToSavedAsync(ShownAt, cancellation) : AskAgain(result.Refusals);
    }
}
