namespace Salam.Forum.Charity.Donations;

/// <summary>A foundation's own sums of a month, signed as its donations are. What they say is kept where it differs from ours.</summary>
public sealed class Statement
{
    public long Id { get; init; }
    public required long FoundationId { get; init; }

    /// <summary>The month, as <see cref="DonationMonth.Month"/>.</summary>
    public required int Month { get; init; }

    public required DateTime ArrivedAt { get; init; }

    /// <summary>How many sums it held.</summary>
    public required int Lines { get; init; }

    /// <summary>How many of them, or of ours that it did not hold, differ.</summary>
    public required int Differences { get; init; }
}

/// <summary>A sum that a foundation's statement and our ledger do not agree on; public until it is explained and closed, or they agree.</summary>
public sealed class StatementDifference
{
    /// <summary>The fewest and most characters of an explanation.</summary>
    public const int WordsMin = 10, WordsMax = 1_000;

    public long Id { get; init; }
    public required long FoundationId { get; init; }
    public required int Month { get; init; }
    public required long ProjectId { get; init; }
    public required string Currency { get; init; }

    /// <summary>The kind that the statement told apart; null where it did not.</summary>
    public required GiftKind? Kind { get; init; }

    public long TheirAmount { get; set; }
    public long TheirCount { get; set; }
    public long OurAmount { get; set; }
    public long OurCount { get; set; }
    public required DateTime FoundAt { get; init; }

    /// <summary>What the foundation says of it; public.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>When both agreed, or an administrator found the explanation to be one, UTC; null while it is shown.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>When it was last changed, UTC; the concurrency token.</summary>
    public DateTime? EditedAt { get; set; }
}
