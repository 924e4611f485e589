using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Tells news of a project: those that were promised, or unasked.</summary>
public sealed class TellNewsModel(CharityDeskQueries desk, ProjectQueries queries, ProjectNewsService news) : ProjectDeskPage(desk, queries)
{
    [BindProperty]
    public string? Body { get; set; }

    /// <summary>The promise that is kept by it; null where there is none.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Promise { get; set; }

    public UpdateView? Promised { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenProjectAsync(id, cancellation) is { } answer)
            return answer;
        if (Project.PublishedAt is null)
            return RefuseWithoutForm([new Refusal(RefusalKind.Conflict, "ProjectState")]);
        Promised = Updates.FirstOrDefault(u => u.Id == Promise && u.PostedAt is null);
        return Promise is not null && Promised is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OnGetAsync(id, cancellation) is not PageResult and var answer)
            return answer;
        var result = await news.TellAsync(id, Promise, Body, cancellation);
        return result.Ok ? await ToProjectAsync(id, cancellation) : Refuse(result.Refusals);
    }
}
