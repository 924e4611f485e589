using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Shows the story of a project as it would look, before it is kept; keeps nothing.</summary>
[TakesPictures]
public sealed class PreviewProjectModel(CharityDeskQueries desk, ProjectQueries queries) : ProjectFormPage(desk)
{
    public IActionResult OnGet(long id) => Redirect(Paths.FoundationDesk(Lang, id, "projects/new"));

    public async Task<IActionResult> OnPostAsync(long id, long? project, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        if (project is { } edited)
        {
            if (await queries.SourceAsync(edited, cancellation) is not { Ok: true, Value: var found } || found.Project.FoundationId != id)
                return NotFound();
            Mark(found.Project);
        }
        var story = Normalise.Input(Story);
        if (TextRules.CheckMarkdown(story, nameof(Story), 0, Project.StoryMax).ToList() is { Count: > 0 } refusals)
            return Refuse(refusals);
        // Sent without script, files come with whatever the form asks for.
        if ((await TakeFilesAsync(cancellation)).Refusals is { Count: > 0 } bad)
            return Refuse(bad);
        ShowPreview();
        return Page();
    }
}
