using Salam.Forum.Audiences;

namespace Salam.Forum.Votes;

/// <summary>One member's vote on one thing: +1 or -1. No vote is no row.</summary>
public abstract class Vote : IScoped
{
    /// <summary>Who voted.</summary>
    public required long MemberId { get; init; }

    /// <summary>+1 or -1.</summary>
    public required short Value { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; set; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }
}

/// <summary>A vote on a post.</summary>
public sealed class PostVote : Vote
{
    /// <summary>The post.</summary>
    public required long PostId { get; init; }
}

/// <summary>A vote on a comment.</summary>
public sealed class CommentVote : Vote
{
    /// <summary>The comment.</summary>
    public required long CommentId { get; init; }
}
