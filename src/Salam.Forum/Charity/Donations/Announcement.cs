namespace Salam.Forum.Charity.Donations;

/// <summary>What a foundation announces: a donation, or the giving back of one. Nothing else of its message is kept, above all not who gave.</summary>
/// <param name="Name">The number that the foundation gave it.</param>
/// <param name="Project">The project, as it is named.</param>
/// <param name="Amount">In smaller units; below zero for what is given back.</param>
/// <param name="Currency">The currency, as it is named.</param>
/// <param name="Kind">What it is.</param>
/// <param name="GivenOn">The day on which it was given, UTC.</param>
/// <param name="RefundOf">The donation that it gives back.</param>
/// <param name="Reference">What our link to the foundation's page had said.</param>
public sealed record Announcement(string Name, string Project, long Amount, string Currency, GiftKind Kind, DateOnly GivenOn, string? RefundOf = null, string? Reference = null);

/// <summary>An announcement, and whose.</summary>
public readonly record struct Announced(long FoundationId, Announcement What);

/// <summary>What came of an announcement.</summary>
public enum TakenAs
{
    /// <summary>It counts.</summary>
    Accepted,

    /// <summary>The same was said before; nothing has changed.</summary>
    Known,

    /// <summary>It is kept and does not count.</summary>
    Aside,

    /// <summary>It is not kept; the foundation has to settle first what it sent before.</summary>
    Refused,
}

/// <summary>Why an announcement is not kept. What stands beside an announcement is judged with it, so there is only so much of it.</summary>
public enum IntakeLimit
{
    /// <summary>It is.</summary>
    None,

    /// <summary>So much that contradicts each other was announced under its number: <see cref="Donation.VariantsMost"/>.</summary>
    Variants,

    /// <summary>The donation was given back in so many parts: <see cref="Donation.RefundsMost"/>.</summary>
    Refunds,

    /// <summary>So much of the foundation does not count: <see cref="Donation.AsideMost"/>.</summary>
    Aside,
}

/// <summary>What came of an announcement, and how it stands.</summary>
/// <param name="As">What came of it.</param>
/// <param name="State">How what was announced stands.</param>
/// <param name="Reason">Why it does not count.</param>
/// <param name="Limit">Why it is not kept.</param>
public readonly record struct Taken(TakenAs As, DonationState State, AsideReason Reason, IntakeLimit Limit = IntakeLimit.None);

/// <summary>Why a message cannot be read; said to the program that sent it.</summary>
/// <param name="Code">A word for programs.</param>
/// <param name="Sentence">A sentence for those who write them.</param>
public sealed record HookRefusal(string Code, string Sentence);
