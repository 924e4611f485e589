using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>What the pages share that show the form of news: to tell them, and to see them before.</summary>
public abstract class NewsFormPage(CharityDeskQueries desk, ProjectQueries queries) : ProjectDeskPage(desk, queries)
{
    [BindProperty]
    public string? Body { get; set; }

    /// <summary>The promise that is kept by it; null where there is none.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Promise { get; set; }

    public UpdateView? Promised { get; private set; }

    /// <summary>The words rendered, when asked to see them before.</summary>
    public string? PreviewHtml { get; private set; }

    /// <summary>What the filter says of them, in the preview.</summary>
    public Judged? Judged { get; private set; }

    /// <summary>Finds the project and the promise. Returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> OpenNewsAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        if (Project.PublishedAt is null)
            return RefuseWithoutForm([new Refusal(RefusalKind.Conflict, "ProjectState")]);
        Promised = Updates.FirstOrDefault(u => u.Id == Promise && u.PostedAt is null);
        return Promise is not null && Promised is null ? NotFound() : null;
    }

    /// <summary>Renders the preview.</summary>
    protected void ShowPreview(Judged judged) => (PreviewHtml, Judged) = (Markdown.Render(Normalise.Input(Body)).Html, judged);
}
