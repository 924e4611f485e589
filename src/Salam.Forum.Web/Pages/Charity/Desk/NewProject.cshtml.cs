using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Begins a project, as a draft.</summary>
[TakesPictures]
public sealed class NewProjectModel(CharityDeskQueries desk, ProjectService projects) : ProjectFormPage(desk)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        Begin();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        if ((await TakeFilesAsync(cancellation)).Refusals is { Count: > 0 } bad)
            return Refuse(bad);
        var result = await projects.CreateAsync(id, Draft, cancellation);
        return result.Ok ? Redirect(Paths.ProjectDesk(Lang, result.Value)) : Refuse(result.Refusals);
    }
}
