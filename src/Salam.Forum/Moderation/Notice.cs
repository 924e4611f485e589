using Salam.Forum.Audiences;

namespace Salam.Forum.Moderation;

/// <summary>What a member is told about a decision that concerns her: shown at her next visit, and mailed. Seen by her alone.</summary>
public sealed class Notice
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>Whom it tells.</summary>
    public required long MemberId { get; init; }

    /// <summary>The entry of the log that it tells of.</summary>
    public required long EntryId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When she saw it, UTC; null before.</summary>
    public DateTime? ReadAt { get; set; }
}

/// <summary>A member's objection to a decision, in her own words; once for each decision, decided by another moderator.</summary>
public sealed class Appeal : IScoped
{
    /// <summary>The most characters of <see cref="Words"/> and <see cref="Answer"/>.</summary>
    public const int WordsMax = 2_000;

    /// <summary>What a member may appeal against: everything that takes something from her.</summary>
    public static readonly IReadOnlyList<Act> Against =
        [Act.Removed, Act.Warned, Act.Silenced, Act.Suspended, Act.Banned, Act.HandleReset, Act.AboutRemoved, Act.EverythingRemoved, Act.CommentsLocked];

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The decision; unique.</summary>
    public required long EntryId { get; init; }

    /// <summary>The member who appeals.</summary>
    public required long MemberId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>Why, in her own words.</summary>
    public required string Words { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Whether it was granted; null while it waits.</summary>
    public bool? Granted { get; set; }

    /// <summary>What the second moderator says.</summary>
    public string Answer { get; set; } = "";

    /// <summary>The entry of the log that decided it; null while it waits.</summary>
    public long? DecidedBy { get; set; }
}

/// <summary>An administrator's look into the other circle, for a reason that its moderators see.</summary>
public sealed class CircleEntry
{
    /// <summary>How long one reason lasts.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The administrator.</summary>
    public required long MemberId { get; init; }

    /// <summary>The circle looked into.</summary>
    public required Circle Circle { get; init; }

    /// <summary>Until when, UTC.</summary>
    public required DateTime Until { get; init; }
}
