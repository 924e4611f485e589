using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Votes;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Votes;

/// <summary>Votes on a comment: up, down, or takes the vote back.</summary>
public sealed class CommentModel(VoteService votes) : ForumPage
{
    public async Task<IActionResult> OnPostAsync(long id, [FromForm] int? value, CancellationToken cancellation)
    {
        var result = await votes.OnCommentAsync(id, value ?? int.MinValue, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        return WantsJson ? new JsonResult(new { score = Score.Text(result.Value.Score), mine = result.Value.MyVote }) : Back("c" + id);
    }
}
