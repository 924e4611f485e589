namespace Salam.Forum.Follows;

/// <summary>One member reads what another one posts.</summary>
public sealed class Follow
{
    /// <summary>Who follows.</summary>
    public required long FollowerId { get; init; }

    /// <summary>Who is followed.</summary>
    public required long FolloweeId { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
