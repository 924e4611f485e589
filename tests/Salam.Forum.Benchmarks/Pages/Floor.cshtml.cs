using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Benchmarks.Floors;

namespace Salam.Forum.Benchmarks.Pages;

/// <summary>The floor of a page: a list from one keyset query, no layout, no sign-in.</summary>
public sealed class FloorModel(FloorDb db) : PageModel
{
    public IReadOnlyList<FloorPost> Posts { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Posts = await db.Posts.AsNoTracking().Where(p => p.Status == 1 && p.Audience == 1).OrderByDescending(p => p.Rank).ThenByDescending(p => p.Id).Take(FloorDb.Items).ToListAsync(cancellation);
}
