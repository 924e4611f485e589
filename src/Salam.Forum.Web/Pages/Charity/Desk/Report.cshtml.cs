using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Tells what came of a project, and what was spent.</summary>
public sealed class ReportModel(CharityDeskQueries desk, ProjectQueries queries, ProjectService projects) : ReportFormPage(desk, queries)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenClosedAsync(id, cancellation) is { } answer)
            return answer;
        Report = Project.Report;
        Spent = Project.Spent is { } spent ? Money.Field(spent, Project.Currency) : "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        // What is no sum is none that could be spent.
        var result = await projects.ReportAsync(id, Report, Money.Read(Spent, Project.Currency) ?? -1, cancellation);
        if (result.Ok)
            return await ToProjectAsync(id, cancellation);
        return result.Refusals[0].Field is null ? RefuseWithoutForm(result.Refusals) : Refuse(result.Refusals);
    }
}
