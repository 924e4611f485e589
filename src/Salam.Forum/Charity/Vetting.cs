using Salam.Forum.Audiences;

namespace Salam.Forum.Charity;

/// <summary>What an administrator looks at before a foundation has the badge; all of it, each time.</summary>
public enum VettingStep : byte
{
    /// <summary>The register was looked up, and says the same.</summary>
    Register = 1,

    /// <summary>The site answers and is the foundation's.</summary>
    Site = 2,

    /// <summary>The documents were read.</summary>
    Documents = 3,

    /// <summary>Somebody known vouches for it.</summary>
    FirstReference = 4,

    /// <summary>Somebody else does too.</summary>
    SecondReference = 5,
}

/// <summary>A step that was taken, by whom, and what was found.</summary>
public sealed class VettingCheck
{
    /// <summary>The fewest and most characters of <see cref="Words"/>.</summary>
    public const int WordsMin = 3, WordsMax = 1_000;

    /// <summary>The foundation.</summary>
    public required long FoundationId { get; init; }

    /// <summary>Which time it was vetted.</summary>
    public required int Round { get; init; }

    /// <summary>The step.</summary>
    public required VettingStep Step { get; init; }

    /// <summary>What was found; for administrators alone.</summary>
    public required string Words { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>The administrator.</summary>
    public required long ByMember { get; set; }
}

/// <summary>A span of time in which a foundation had the badge. What was given in it counts, whenever we hear of it.</summary>
public sealed class VettingTerm
{
    /// <summary>How many months a term lasts.</summary>
    public const int Months = 12;

    /// <summary>How many days before its end a term may be renewed.</summary>
    public const int RenewableDays = 60;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The foundation.</summary>
    public required long FoundationId { get; init; }

    /// <summary>From when, UTC.</summary>
    public required DateTime From { get; init; }

    /// <summary>Until when, UTC; sooner than it was set where the badge was taken away.</summary>
    public required DateTime Until { get; set; }

    /// <summary>What the one who set it was.</summary>
    public required Role By { get; init; }

    /// <summary>Whether something given on that day was given within the term. By days, since of a gift only the day is kept.</summary>
    public bool Covers(DateOnly day) => DateOnly.FromDateTime(From) <= day && day <= DateOnly.FromDateTime(Until);
}
