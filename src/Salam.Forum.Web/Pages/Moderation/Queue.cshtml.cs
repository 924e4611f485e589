using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>The queue of a moderator.</summary>
public sealed class QueueModel(Desk desk) : DeskPage(desk)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await OpenAsync(null, cancellation) ?? Page();
}
