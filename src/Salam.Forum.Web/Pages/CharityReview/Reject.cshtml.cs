using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Refuses a foundation that applied, and says why.</summary>
public sealed class RejectModel(FoundationQueries foundations, VettingService vetting) : FoundationReviewPage(foundations)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        Asked = new Asked(T["CharityReview.RejectTitle"], T["CharityReview.RejectText"], T["CharityReview.Reject"], ShownAt) { Thing = Foundation.Name, IsGrave = true, WordsMax = VettingCheck.WordsMax, Label = T["CharityReview.Why"] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        var result = await vetting.RejectAsync(id, Words, cancellation);
        return result.Ok ? await ToSavedAsync(ShownAt, cancellation) : AskAgain(result.Refusals);
    }
}
