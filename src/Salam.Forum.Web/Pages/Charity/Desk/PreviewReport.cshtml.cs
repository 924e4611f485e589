using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Shows what came of a project as it would look, before it is told; keeps nothing.</summary>
public sealed class PreviewReportModel(CharityDeskQueries desk, ProjectQueries queries, ProjectService projects) : ReportFormPage(desk, queries)
{
    public IActionResult OnGet(long id) => Redirect(Paths.ProjectDesk(Lang, id, "report"));

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OpenClosedAsync(id, cancellation) is { } answer)
            return answer;
        if (TextRules.CheckMarkdown(Normalise.Input(Report), nameof(Report), 0, Project.StoryMax).ToList() is { Count: > 0 } refusals)
            return Refuse(refusals);
        ShowPreview(projects.PreviewReport(Report));
        return Page();
    }
}
