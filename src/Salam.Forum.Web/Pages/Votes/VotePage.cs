using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Votes;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Votes;

/// <summary>Votes: up, down, or takes the vote back. The new score for the script, the page itself for whoever has none.</summary>
public abstract class VotePage : ForumPage
{
    public async Task<IActionResult> OnPostAsync()
    {
        var result = await VoteAsync(IdInAddress, await BallotAsync(), HttpContext.RequestAborted);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        return WantsJson ? new JsonResult(new { score = Score.Text(result.Value.Score), mine = result.Value.MyVote }) : Back($"{Anchor}{IdInAddress}");
    }

    /// <summary>What the ids of such things begin with in a page.</summary>
    protected abstract char Anchor { get; }

    /// <summary>Sets the vote: +1, -1, or 0 to take it back.</summary>
    protected abstract Task<Result<VoteOutcome>> VoteAsync(long id, int value, CancellationToken cancellation);

    /// <summary>What was sent, which may be anything; a number that no vote is where it is none.</summary>
    private async Task<int> BallotAsync()
    {
        const int None = int.MinValue;
        try
        {
            return Request.HasFormContentType && int.TryParse((await Request.ReadFormAsync(HttpContext.RequestAborted))["value"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : None;
        }
        // A form that breaks off, or breaks its own boundaries.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return None;
        }
    }
}
