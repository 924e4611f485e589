using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Takes the badge away from a foundation, and says why.</summary>
public sealed class WithdrawModel(FoundationQueries foundations, VettingService vetting) : FoundationReviewPage(foundations)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        Asked = new Asked(T["CharityReview.WithdrawTitle"], T["CharityReview.WithdrawText"], T["CharityReview.Withdraw"], ShownAt) { Thing = Foundation.Name, IsGrave = true, WordsMax = VettingCheck.WordsMax, Label = T["CharityReview.Why"] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        var result = await vetting.WithdrawAsync(id, Words, cancellation);
        return result.Ok ? await ToSavedAsync(ShownAt, cancellation) : AskAgain(result.Refusals);
    }
}
