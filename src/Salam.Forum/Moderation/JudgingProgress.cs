namespace Salam.Forum.Moderation;

/// <summary>How far the filter has judged anew everything of one kind since its lists changed; a pass that was broken off goes on from here.</summary>
public sealed class JudgingProgress
{
    /// <summary>Posts, comments, members, or words of projects.</summary>
    public required ThingKind Kind { get; init; }

    /// <summary>The lists that judge (<see cref="ContentFilter.WordFilter.Version"/>).</summary>
    public required string JudgedBy { get; set; }

    /// <summary>The number of the last thing that was judged.</summary>
    public long LastId { get; set; }

    /// <summary>The number of the last thing there was when the pass began.</summary>
    public long UpTo { get; set; }
}
