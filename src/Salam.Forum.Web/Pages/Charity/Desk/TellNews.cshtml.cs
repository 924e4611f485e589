using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Tells news of a project: those that were promised, or unasked.</summary>
public sealed class TellNewsModel(CharityDeskQueries desk, ProjectQueries queries, ProjectNewsService news) : NewsFormPage(desk, queries)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation) => await OpenNewsAsync(id, cancellation) ?? Page();

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OpenNewsAsync(id, cancellation) is { } answer)
            return answer;
        var result = await news.TellAsync(id, Promise, Body, cancellation);
        return result.Ok ? await ToProjectAsync(id, cancellation) : Refuse(result.Refusals);
    }
}
