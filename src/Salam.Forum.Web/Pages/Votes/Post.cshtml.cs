using Salam.Forum.Votes;

namespace Salam.Forum.Web.Pages.Votes;

/// <summary>Votes on a post.</summary>
public sealed class PostModel(VoteService votes) : VotePage
{
    /// <inheritdoc/>
    protected override char Anchor => 'p';

    /// <inheritdoc/>
    protected override Task<Result<VoteOutcome>> VoteAsync(long id, int value, CancellationToken cancellation) => votes.OnPostAsync(id, value, cancellation);
}
