using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>One case, beside the queue.</summary>
public sealed class CaseModel(Desk desk) : DeskPage(desk)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation) => await OpenAsync(id, cancellation) ?? Page();
}
