using Salam.Forum.Votes;

namespace Salam.Forum.Web.Pages.Votes;

/// <summary>Votes on a comment.</summary>
public sealed class CommentModel(VoteService votes) : VotePage
{
    /// <inheritdoc/>
    protected override char Anchor => 'c';

    /// <inheritdoc/>
    protected override Task<Result<VoteOutcome>> VoteAsync(long id, int value, CancellationToken cancellation) => votes.OnCommentAsync(id, value, cancellation);
}
