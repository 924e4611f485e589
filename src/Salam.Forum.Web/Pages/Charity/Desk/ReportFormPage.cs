using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>What the pages share that show the form of what came of a project: to tell it, and to see it before.</summary>
public abstract class ReportFormPage(CharityDeskQueries desk, ProjectQueries queries) : ProjectDeskPage(desk, queries)
{
    [BindProperty]
    public string? Report { get; set; }

    /// <summary>The sum, as it was written.</summary>
    [BindProperty]
    public string? Spent { get; set; }

    /// <summary>The words rendered, when asked to see them before.</summary>
    public string? PreviewHtml { get; private set; }

    /// <summary>What the filter says of them, in the preview.</summary>
    public Judged? Judged { get; private set; }

    /// <summary>Finds the project, which is closed. Returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> OpenClosedAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        return Project.State == ProjectState.Closed ? null : RefuseWithoutForm([new Refusal(RefusalKind.Conflict, "ProjectNotClosed")]);
    }

    /// <summary>Renders the preview.</summary>
    protected void ShowPreview(Judged judged) => (PreviewHtml, Judged) = (Markdown.Render(Normalise.Input(Report)).Html, judged);
}
