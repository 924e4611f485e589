using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Shows news as they would look, before they are told and cannot be changed; keeps nothing.</summary>
public sealed class PreviewNewsModel(CharityDeskQueries desk, ProjectQueries queries, ProjectNewsService news) : NewsFormPage(desk, queries)
{
    public IActionResult OnGet(long id) => Redirect(Paths.WithQuery(Paths.ProjectDesk(Lang, id, "update"), ("promise", Promise?.ToString(CultureInfo.InvariantCulture))));

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (await OpenNewsAsync(id, cancellation) is { } answer)
            return answer;
        if (TextRules.CheckMarkdown(Normalise.Input(Body), nameof(Body), 0, Project.StoryMax).ToList() is { Count: > 0 } refusals)
            return Refuse(refusals);
        ShowPreview(news.Preview(Body));
        return Page();
    }
}
