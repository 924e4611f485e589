using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>Ticks off a step of vetting a foundation, with what was found.</summary>
public sealed class CheckStepModel(FoundationQueries foundations, VettingService vetting) : FoundationReviewPage(foundations)
{
    public async Task<IActionResult> OnGetAsync(long id, string step, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        var taken = Enum.Parse<VettingStep>(step, ignoreCase: true);
        Asked = new Asked(T["VettingStep." + taken], T[$"VettingStep.{taken}.About"], T["CharityReview.Check"], ShownAt)
        {
            Thing = Foundation.Name, WordsMax = VettingCheck.WordsMax, Label = T["CharityReview.Found"], Written = Desk.Checks.FirstOrDefault(c => c.Step == taken)?.Words,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string step, CancellationToken cancellation)
    {
        if (await OnGetAsync(id, step, cancellation) is not PageResult and var answer)
            return answer;
        var result = await vetting.CheckAsync(id, Enum.Parse<VettingStep>(step, ignoreCase: true), Words, cancellation);
        return result.Ok ? await ToSavedAsync(ShownAt, cancellation) : AskAgain(result.Refusals);
    }
}
