using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Posts;

namespace Salam.Forum.Feeds;

/// <summary>The feeds.</summary>
public enum FeedKind
{
    /// <summary>By time-decayed rank.</summary>
    Best = 1,

    /// <summary>Newest first.</summary>
    New,

    /// <summary>By score within a period.</summary>
    Top,

    /// <summary>Posts of members one follows, newest first.</summary>
    Following,

    /// <summary>Fundraisers of vetted foundations.</summary>
    Charity,
}

/// <summary>How far back Top looks.</summary>
public enum Period
{
    /// <summary>The last 24 hours.</summary>
    Day = 1,

    /// <summary>The last 7 days.</summary>
    Week,

    /// <summary>The last 30 days.</summary>
    Month,

    /// <summary>The last 365 days.</summary>
    Year,

    /// <summary>From the beginning.</summary>
    All,
}

/// <summary>Which page of which feed.</summary>
/// <param name="Kind">The feed.</param>
/// <param name="Circle">Posts by members of that circle alone; null for all.</param>
/// <param name="Period">How far back, for Top.</param>
/// <param name="After">The cursor of the page before.</param>
public sealed record FeedRequest(FeedKind Kind, Circle? Circle = null, Period Period = Period.Day, string? After = null);

/// <summary>A post as a row of a feed.</summary>
public sealed record FeedRow
{
    public required long Id { get; init; }
    public required string Slug { get; init; }
    public required string Title { get; init; }
    public required string Excerpt { get; init; }
    public required string? LinkHost { get; init; }

    /// <summary>Who published what a link leads to, as that says; null when it is not known.</summary>
    public string? Publisher { get; init; }

    public required string Language { get; init; }
    public required Circle Circle { get; init; }
    public required Audience Audience { get; init; }
    public required Status Status { get; init; }
    public required Severity Severity { get; init; }
    public required Categories Found { get; init; }
    public required long AuthorId { get; init; }
    public required string AuthorHandle { get; init; }
    public int PictureCount { get; init; }

    /// <summary>The first picture, or without any that of what a link leads to; null when there is none.</summary>
    public Guid? CoverKey { get; init; }

    /// <summary>Pixels of its narrowest form.</summary>
    public int CoverWidth { get; init; }

    /// <summary>Whether pictures are blurred until the reader wants to see them.</summary>
    public bool AreBlurred { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime? EditedAt { get; init; }
    public required int Score { get; init; }
    public required double Rank { get; init; }
    public required int CommentCount { get; init; }

    /// <summary>The viewer's own vote: +1, -1, or 0 for none.</summary>
    public required int MyVote { get; init; }
}

/// <summary>The posts of the side column.</summary>
/// <param name="OfDay">Whether they are those of the last day; else of all time.</param>
public sealed record BestPosts(bool OfDay, IReadOnlyList<FeedRow> Rows);
