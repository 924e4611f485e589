using Salam.Forum.Audiences;

namespace Salam.Forum.Charity;

/// <summary>Where a foundation stands.</summary>
public enum FoundationState : byte
{
    /// <summary>It has applied and waits for an administrator.</summary>
    Applied = 1,

    /// <summary>An administrator vetted it; whether that still holds, the term says.</summary>
    Vetted = 2,

    /// <summary>An administrator said no, and why.</summary>
    Rejected = 3,

    /// <summary>An administrator took the badge away.</summary>
    Withdrawn = 4,
}

/// <summary>A charity that raises money through the forum, which never touches that money.</summary>
public sealed class Foundation
{
    /// <summary>The fewest and most characters of a name.</summary>
    public const int NameMin = 3, NameMax = 120;

    /// <summary>The most characters of the name of a register, of a number in it, and of the words that tell how it is reached.</summary>
    public const int RegisterMax = 120, NumberMax = 60, ContactMax = 200;

    /// <summary>The most characters of an address on the web.</summary>
    public const int SiteMax = 500;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>Its name, as the register has it.</summary>
    public required string Name { get; set; }

    /// <summary>The name in its address.</summary>
    public required string Slug { get; set; }

    /// <summary>Where it is registered (<see cref="Countries"/>).</summary>
    public required string Country { get; set; }

    /// <summary>The register.</summary>
    public required string Register { get; set; }

    /// <summary>Its number there.</summary>
    public required string RegisterNumber { get; set; }

    /// <summary>Its site.</summary>
    public required string Site { get; set; }

    /// <summary>How it is reached; for administrators alone.</summary>
    public required string Contact { get; set; }

    /// <summary>The version of its zakat policy (<see cref="ZakatPolicy"/>); 0 while it has none.</summary>
    public int PolicyVersion { get; set; }

    /// <summary>Where it stands.</summary>
    public FoundationState State { get; set; } = FoundationState.Applied;

    /// <summary>Which time it is vetted; the steps of each time are checked anew.</summary>
    public int Round { get; set; } = 1;

    /// <summary>The member who applied for it.</summary>
    public required long AppliedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime AppliedAt { get; init; }

    /// <summary>Since when it has been vetted, UTC; null while it never was, and nobody but its staff and administrators sees it.</summary>
    public DateTime? VettedAt { get; set; }

    /// <summary>What vetted it last was.</summary>
    public Role? VettedBy { get; set; }

    /// <summary>Until when that holds, UTC.</summary>
    public DateTime? VettedUntil { get; set; }

    /// <summary>When it was last changed, UTC; the concurrency token.</summary>
    public DateTime? EditedAt { get; set; }

    /// <summary>Whether it has the badge: vetted, for a term that has not ended.</summary>
    public bool IsVetted(DateTime now) => IsVetted(State, VettedUntil, now);

    /// <summary>The rule of <see cref="IsVetted(DateTime)"/> for a foundation of which only these facts were read.</summary>
    public static bool IsVetted(FoundationState state, DateTime? until, DateTime now) => state == FoundationState.Vetted && until > now;
}

/// <summary>A member who acts for a foundation, with two-step log-in.</summary>
public sealed class FoundationStaff
{
    /// <summary>The most members of one foundation.</summary>
    public const int Most = 20;

    /// <summary>The foundation.</summary>
    public required long FoundationId { get; init; }

    /// <summary>The member.</summary>
    public required long MemberId { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTime AddedAt { get; init; }
}

/// <summary>What a foundation says of how it handles zakat. A version is never changed: projects name the one they were opened under.</summary>
public sealed class ZakatPolicy
{
    /// <summary>The most characters.</summary>
    public const int TextMax = 20_000;

    /// <summary>The foundation.</summary>
    public required long FoundationId { get; init; }

    /// <summary>Counted from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The words, Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>The words rendered, safe to show as they are.</summary>
    public required string Html { get; init; }

    /// <summary>The renderer that made it.</summary>
    public int RendererVersion { get; init; }

    /// <summary>Since when it holds, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}

/// <summary>What a document is.</summary>
public enum DocumentKind : byte
{
    /// <summary>An extract of the register.</summary>
    Registration = 1,

    /// <summary>The report of a year, which everybody may read.</summary>
    AnnualReport = 2,

    /// <summary>Anything else that an administrator asks for.</summary>
    Other = 3,
}

/// <summary>A paper of a foundation: a PDF as it was sent, or a picture written anew. Reports of a year are public, the others for its staff and administrators.</summary>
public sealed class FoundationDocument
{
    /// <summary>The most documents of a foundation.</summary>
    public const int Most = 10;

    /// <summary>The most bytes of a PDF.</summary>
    public const int BytesMax = 10 << 20;

    /// <summary>The most characters of its name.</summary>
    public const int NameMax = 200;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The foundation.</summary>
    public required long FoundationId { get; init; }

    /// <summary>In its address; random, so that nobody can guess it.</summary>
    public required Guid Key { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>The year that a report is about.</summary>
    public int? Year { get; init; }

    /// <summary>What its sender calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Pixels of the widest form of a picture; 0 for a PDF.</summary>
    public int Width { get; init; }

    /// <summary>When it came, UTC.</summary>
    public required DateTime AddedAt { get; init; }
}
