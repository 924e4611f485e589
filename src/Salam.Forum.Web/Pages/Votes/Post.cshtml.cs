using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Votes;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Votes;

/// <summary>Votes on a post: up, down, or takes the vote back.</summary>
public sealed class PostModel(VoteService votes) : ForumPage
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] int? value, CancellationToken cancellation)
    {
        var result = await votes.OnPostAsync(id, value ?? int.MinValue, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        return WantsJson ? new JsonResult(new { score = Score.Text(result.Value.Score), mine = result.Value.MyVote }) : Back("p" + id);
    }
}
