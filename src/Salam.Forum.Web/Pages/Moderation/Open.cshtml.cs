using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>Leads a moderator from a thing to its case.</summary>
public sealed class OpenModel(CaseService cases) : ForumPage
{
    public IActionResult OnGet() => Viewer.IsModerator ? Redirect(Paths.Moderation(Lang)) : NotFound();

    public async Task<IActionResult> OnPostAsync(string kind, long id, CancellationToken cancellation)
    {
        var result = await cases.OpenAsync(Enum.Parse<ThingKind>(kind, ignoreCase: true), id, cancellation);
        return result.Ok ? Redirect(Paths.Case(Lang, result.Value, new QueueFilter())) : RefuseWithoutForm(result.Refusals);
    }
}
