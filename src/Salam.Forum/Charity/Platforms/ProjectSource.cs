namespace Salam.Forum.Charity.Platforms;

/// <summary>A platform on which foundations raise money, and which says how much.</summary>
public enum Platform : byte
{
    EveryOrg = 1,
    JustGiving = 2,
}

/// <summary>Why a platform could not be believed when it was last asked.</summary>
public enum SourceTrouble : byte
{
    /// <summary>It could.</summary>
    None = 0,

    /// <summary>It did not answer in time, or not at all.</summary>
    NoAnswer = 1,

    /// <summary>It does not know the operator's key.</summary>
    Refused = 2,

    /// <summary>It knows nothing of that name.</summary>
    NotFound = 3,

    /// <summary>It answered what cannot be read.</summary>
    Unreadable = 4,

    /// <summary>It counts in another currency than the project; nothing is converted.</summary>
    OtherCurrency = 5,
}

/// <summary>Where on a platform a project is.</summary>
/// <param name="On">The platform.</param>
/// <param name="Nonprofit">At Every.org the foundation as it is named there; empty elsewhere.</param>
/// <param name="Name">At Every.org the fundraiser, at JustGiving the reference of the gifts.</param>
public sealed record SourcePlace(Platform On, string Nonprofit, string Name)
{
    /// <summary>The most characters of each of its names.</summary>
    public const int NameMax = 100;

    /// <summary>In the form it is kept in: the names of Every.org are of small letters.</summary>
    public static SourcePlace Of(Platform on, string? nonprofit, string? name) => on == Platform.EveryOrg
        ? new SourcePlace(on, (nonprofit ?? "").Trim().ToLowerInvariant(), (name ?? "").Trim().ToLowerInvariant())
        : new SourcePlace(on, "", (name ?? "").Trim());

    /// <summary>Everything that is wrong with it.</summary>
    public IEnumerable<Refusal> Refusals()
    {
        if (On == Platform.EveryOrg && !IsName(Nonprofit))
            yield return Refusal.Invalid("SourceName", nameof(Nonprofit), NameMax);
        if (!IsName(Name))
            yield return Refusal.Invalid("SourceName", nameof(Name), NameMax);
    }

    // They become parts of an address: of what could lead elsewhere nothing is taken.
    private static bool IsName(string text) => text.Length is >= 1 and <= NameMax && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && text.Any(char.IsAsciiLetterOrDigit);
}

/// <summary>That what is given to a project is counted by what a platform says, and what it last said.</summary>
public sealed class ProjectSource
{
    public required long ProjectId { get; init; }
    public required Platform Platform { get; set; }

    /// <summary><see cref="SourcePlace.Nonprofit"/>.</summary>
    public required string Nonprofit { get; set; }

    /// <summary><see cref="SourcePlace.Name"/>.</summary>
    public required string Name { get; set; }

    /// <summary>When it is asked next, UTC: pushed back when a try fails, and while one is under way.</summary>
    public required DateTime DueAt { get; set; }

    /// <summary>Tries since it could last be believed.</summary>
    public int Failures { get; set; }

    /// <summary>When it was last asked, UTC.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>When it was last believed, UTC: only that is shown to everybody.</summary>
    public DateTime? LookedAt { get; set; }

    /// <summary>Why it was not when it was last asked.</summary>
    public SourceTrouble Trouble { get; set; }

    /// <summary>What it last said was given in all, in smaller units of <see cref="Currency"/>; not of the project's where these differ.</summary>
    public long Total { get; set; }

    /// <summary>The currency it said it in; empty until it did.</summary>
    public string Currency { get; set; } = "";

    /// <summary>How many gave (Every.org), or how often was given (JustGiving), where it said so.</summary>
    public long? Givers { get; set; }

    /// <summary>Where the project is.</summary>
    public SourcePlace Place => new(Platform, Nonprofit, Name);
}

/// <summary>
/// What the staff of a project that everybody sees wishes to change of where gifts go, how much is asked for and who counts them. It waits for an administrator;
/// until then everybody sees the old.
/// </summary>
public sealed class ProjectWish
{
    public required long ProjectId { get; init; }

    /// <summary>What it shall ask for, in smaller units of its currency.</summary>
    public required long Goal { get; set; }

    /// <summary>The page on which one shall give.</summary>
    public required string DonateUrl { get; set; }

    /// <summary>Who shall count; null for the foundation's own announcements.</summary>
    public Platform? Platform { get; set; }

    /// <summary><see cref="SourcePlace.Nonprofit"/>.</summary>
    public string Nonprofit { get; set; } = "";

    /// <summary><see cref="SourcePlace.Name"/>.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it was wished, UTC; the concurrency token.</summary>
    public required DateTime WishedAt { get; set; }

    /// <summary>Where the project shall be counted; null for the foundation's own announcements.</summary>
    public SourcePlace? Place => Platform is { } on ? new SourcePlace(on, Nonprofit, Name) : null;
}
