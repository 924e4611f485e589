namespace Salam.Forum.Charity.Donations;

/// <summary>What became of something that a foundation announced.</summary>
public enum DonationState : byte
{
    /// <summary>It counts, and has a line in the ledger.</summary>
    Accepted = 1,

    /// <summary>It is kept and does not count, for a reason that the foundation sees.</summary>
    Aside = 2,

    /// <summary>It was kept aside, and the foundation has said that it shall never count.</summary>
    Dismissed = 3,
}

/// <summary>Why something that was announced does not count.</summary>
public enum AsideReason : byte
{
    /// <summary>It does.</summary>
    None = 0,

    /// <summary>The foundation has no project of that number.</summary>
    UnknownProject = 1,

    /// <summary>The project was never opened.</summary>
    NotPublished = 2,

    /// <summary>No currency has that code.</summary>
    UnknownCurrency = 3,

    /// <summary>The project counts in another currency.</summary>
    OtherCurrency = 4,

    /// <summary>The donation that it gives back has not arrived, or does not count.</summary>
    RefundWithoutDonation = 5,

    /// <summary>More would be given back than was given, by this alone or by all that is given back together.</summary>
    RefundTooLarge = 6,

    /// <summary>It names another project, currency or kind than the donation that it gives back.</summary>
    RefundDiffers = 7,

    /// <summary>Something else was announced under the same number too; none of it counts until the foundation has dismissed what is wrong.</summary>
    Conflict = 8,

    /// <summary>It was given on a day on which the foundation was not vetted.</summary>
    NotVetted = 9,

    /// <summary>The sum would be larger than programs can count.</summary>
    TotalTooLarge = 10,

    /// <summary>What is given to the project is counted by what a platform says.</summary>
    CountedByPlatform = 11,
}

/// <summary>
/// A donation, or the giving back of one, as a foundation announced it. Who gave is never told, and of when only the day is kept: the second of a gift,
/// beside a bank's statement, names the giver.
/// </summary>
public sealed class Donation
{
    /// <summary>The most characters of the number that a foundation gives it, and of a reference.</summary>
    public const int NameMax = 100, ReferenceMax = 64;

    /// <summary>The most announcements under one number, and parts in which one donation is given back.</summary>
    public const int VariantsMost = 20, RefundsMost = 100;

    /// <summary>The most announcements of one foundation that do not count.</summary>
    public const int AsideMost = 10_000;

    /// <summary>The most characters of the name of a project and of a currency that may not exist.</summary>
    public const int ProjectMax = 40, CurrencyMax = 8;

    public long Id { get; init; }
    public required long FoundationId { get; init; }

    /// <summary>The number that the foundation gave it.</summary>
    public required string Name { get; init; }

    /// <summary>Tells those apart that were announced under one name and contradict each other. None of them counts while there are several; one that counts has 0.</summary>
    public int Variant { get; init; }

    /// <summary>The project as it was named.</summary>
    public required string Project { get; init; }

    /// <summary>In smaller units; below zero for what is given back.</summary>
    public required long Amount { get; init; }

    /// <summary>The currency as it was named.</summary>
    public required string Currency { get; init; }

    public required GiftKind Kind { get; init; }

    /// <summary>The day on which it was given, UTC.</summary>
    public required DateOnly GivenOn { get; init; }

    /// <summary>The <see cref="Name"/> of the donation that it gives back.</summary>
    public string? RefundOf { get; init; }

    /// <summary>What our link to the foundation's page had said, if it came back; for its staff alone.</summary>
    public string? Reference { get; init; }

    /// <summary>When it arrived, UTC.</summary>
    public required DateTime ArrivedAt { get; init; }

    public DonationState State { get; set; } = DonationState.Aside;
    public AsideReason Reason { get; set; }

    /// <summary>The project it counts for, once it does.</summary>
    public long? ProjectId { get; set; }

    /// <summary>The number of its line in the ledger, once it has one.</summary>
    public long? LedgerNumber { get; set; }

    /// <summary>What of it was given back, in smaller units.</summary>
    public long Refunded { get; set; }

    /// <summary>Whether it was accepted when the foundation was vetted no more, because it was given before.</summary>
    public bool IsLate { get; set; }

    /// <summary>Whether the same was announced: all that concerns the money.</summary>
    public bool Says(Announcement said) =>
        Amount == said.Amount && GivenOn == said.GivenOn && Kind == said.Kind && Project == said.Project && Currency == said.Currency && RefundOf == said.RefundOf;
}
