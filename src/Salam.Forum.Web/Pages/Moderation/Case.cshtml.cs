using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>One case, beside the queue.</summary>
public sealed class CaseModel(QueueQueries queue, CaseQueries cases, ClaimService claims) : DeskPage(queue, cases, claims)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation) => await OpenAsync(id, cancellation) ?? Page();
}
