namespace Salam.Forum.Charity;

/// <summary>Where a project stands.</summary>
public enum ProjectState : byte
{
    /// <summary>Its staff writes it.</summary>
    Draft = 1,

    /// <summary>It waits for an administrator.</summary>
    InReview = 2,

    /// <summary>It asks for gifts.</summary>
    Open = 3,

    /// <summary>A moderator stopped it, or its staff, and said why.</summary>
    Paused = 4,

    /// <summary>Its goal is reached.</summary>
    Funded = 5,

    /// <summary>It asks for nothing any more.</summary>
    Closed = 6,

    /// <summary>It was given up.</summary>
    Withdrawn = 7,
}

/// <summary>What a gift is in the law of Islam.</summary>
public enum GiftKind : byte
{
    /// <summary>The alms that are a duty.</summary>
    Zakat = 1,

    /// <summary>A gift of free will.</summary>
    Sadaqah = 2,

    /// <summary>Zakat al-fitr, due before the prayer of the feast.</summary>
    Fitr = 3,

    /// <summary>An endowment.</summary>
    Waqf = 4,

    /// <summary>Nothing that one gives: what a platform says was given there in all, whatever its givers meant. Only lines and sums of the ledger are of this kind.</summary>
    PlatformTotal = 5,
}

/// <summary>The eight to whom zakat is due (Qur'an 9:60).</summary>
[Flags]
public enum ZakatRecipients : byte
{
    None = 0,
    Poor = 1,
    Needy = 2,
    Collectors = 4,
    Hearts = 8,
    Captives = 16,
    Debtors = 32,
    InGodsWay = 64,
    Travellers = 128,
}

/// <summary>The schools of law that accept a project for zakat, as its foundation says.</summary>
[Flags]
public enum Schools : byte
{
    None = 0,
    Hanafi = 1,
    Maliki = 2,
    Shafii = 4,
    Hanbali = 8,
    Jafari = 16,
}

/// <summary>What a project is for.</summary>
public enum ProjectCategory : byte
{
    Water = 1,
    Food = 2,
    Health = 3,
    Education = 4,
    Orphans = 5,
    Shelter = 6,
    Emergency = 7,
    Mosque = 8,
    Livelihood = 9,
    Other = 10,
}

/// <summary>One fundraiser of a foundation. Its money goes to the foundation's own page; what was given, the foundation announces to us.</summary>
public sealed class Project
{
    /// <summary>The fewest and most characters of a title.</summary>
    public const int TitleMin = 5, TitleMax = 150;

    /// <summary>The fewest and most characters of a story, a report and an update.</summary>
    public const int StoryMin = 50, StoryMax = 40_000;

    /// <summary>The most characters of what is said about fees, and of an address.</summary>
    public const int FeesMax = 500, LinkMax = 500;

    /// <summary>The most characters of why it was paused or sent back.</summary>
    public const int ReasonMax = 1_000;

    /// <summary>The longest that a project asks, in days.</summary>
    public const int DaysMax = 730;

    /// <summary>By how much sooner a project to which nobody has given yet stands in the feed, as if it ended so much earlier.</summary>
    private static readonly TimeSpan NeedWeighs = TimeSpan.FromDays(30);

    /// <summary>What one can ask for and give.</summary>
    public static IReadOnlyList<GiftKind> Kinds { get; } = [GiftKind.Zakat, GiftKind.Sadaqah, GiftKind.Fitr, GiftKind.Waqf];

    public long Id { get; init; }
    public required long FoundationId { get; init; }
    public required string Title { get; set; }

    /// <summary>The title in its address.</summary>
    public required string Slug { get; set; }

    /// <summary>The code of the language it is written in.</summary>
    public required string Language { get; set; }

    /// <summary>Its story, Markdown.</summary>
    public required string Story { get; set; }

    /// <summary>The story rendered, safe to show as it is.</summary>
    public required string StoryHtml { get; set; }

    /// <summary>The first words of the story, plain.</summary>
    public required string Excerpt { get; set; }

    /// <summary>What it asks for, in smaller units of <see cref="Currency"/>.</summary>
    public required long Goal { get; set; }

    /// <summary>ISO 4217; not changed once the project was open.</summary>
    public required string Currency { get; set; }

    /// <summary>What was given and not given back: the sum of its lines of the ledger.</summary>
    public long Raised { get; init; }

    /// <summary>How many donations were accepted and not given back whole. Donations, not people: nobody knows who gave.</summary>
    public int Donations { get; init; }

    public required ProjectCategory Category { get; set; }

    /// <summary>Where it is done (<see cref="Countries"/>).</summary>
    public required string Country { get; set; }

    public required GiftKind Kind { get; set; }

    /// <summary>To whom of the eight it goes; none unless it is zakat.</summary>
    public ZakatRecipients Recipients { get; set; }

    /// <summary>The schools that accept it as zakat; none unless it is zakat.</summary>
    public Schools Schools { get; set; }

    /// <summary>The version of the foundation's zakat policy that it was opened under; 0 unless it is zakat.</summary>
    public int PolicyVersion { get; set; }

    /// <summary>What of a gift is spent on the work itself of raising it.</summary>
    public required string Fees { get; set; }

    /// <summary>The foundation's own page, where one gives.</summary>
    public required string DonateUrl { get; set; }

    /// <summary>From when it asks, UTC.</summary>
    public required DateTime StartsAt { get; set; }

    /// <summary>Until when, UTC.</summary>
    public required DateTime EndsAt { get; set; }

    public ProjectState State { get; set; } = ProjectState.Draft;

    /// <summary>Why it was paused or sent back; empty otherwise.</summary>
    public string Reason { get; set; } = "";

    /// <summary>When its own staff stopped it, UTC; null unless it did, and only then may it let it go on.</summary>
    public DateTime? RestedAt { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was first opened, UTC; null while nobody but its staff and administrators sees it.</summary>
    public DateTime? PublishedAt { get; set; }

    /// <summary>When it was last changed, UTC; the concurrency token.</summary>
    public DateTime? EditedAt { get; set; }

    /// <summary>When title, story or language were last changed, UTC; null while they are as they were first written.</summary>
    public DateTime? WordsAt { get; set; }

    /// <summary>The version of title and story: what has another is no translation of these.</summary>
    public DateTime WordsVersion => WordsAt ?? CreatedAt;

    /// <summary>The renderer that made <see cref="StoryHtml"/>.</summary>
    public int RendererVersion { get; set; }

    /// <summary>The place in the feed: the smallest first (<see cref="UrgencyOf"/>).</summary>
    public long Urgency { get; set; }

    /// <summary>What came of it, Markdown; empty until it is told.</summary>
    public string Report { get; set; } = "";

    /// <summary>The report rendered.</summary>
    public string ReportHtml { get; set; } = "";

    /// <summary>The renderer that made it.</summary>
    public int ReportRendererVersion { get; set; }

    /// <summary>When the words of the report were last changed, UTC; null until they are told.</summary>
    public DateTime? ReportWordsAt { get; set; }

    /// <summary>What was spent by then, in smaller units; null until it is told.</summary>
    public long? Spent { get; set; }

    /// <summary>When the report came, UTC.</summary>
    public DateTime? ReportedAt { get; set; }

    /// <summary>
    /// The place in the feed: the second in which the project ends, and up to 30 days sooner the more of its goal is missing. It changes with the sum
    /// and the end alone, so nothing has to be ordered anew as time passes.
    /// </summary>
    public static long UrgencyOf(DateTime endsAt, long goal, long raised)
    {
        var missing = goal <= 0 ? 0 : Math.Clamp(1 - (double)raised / goal, 0, 1);
        return (endsAt.Ticks - (long)(missing * NeedWeighs.Ticks)) / TimeSpan.TicksPerSecond;
    }

    /// <summary>Why its staff may not change its words now; null when they may. While it is in review they stay as the administrator reads them.</summary>
    public Refusal? ChangeRefusal() => State switch
    {
        ProjectState.InReview => new Refusal(RefusalKind.Conflict, "ProjectInReview"),
        ProjectState.Closed or ProjectState.Withdrawn => new Refusal(RefusalKind.Conflict, "ProjectOver"),
        _ => null,
    };
}

/// <summary>What a part of the goal pays for.</summary>
public sealed class Milestone
{
    /// <summary>The most of one project.</summary>
    public const int Most = 12;

    public long Id { get; init; }
    public required long ProjectId { get; init; }

    /// <summary>The sum it takes, in smaller units; reached once so much is raised.</summary>
    public required long Amount { get; init; }

    public required string Title { get; init; }
}

/// <summary>News of a project, promised for a day or told unasked.</summary>
public sealed class ProjectUpdate
{
    /// <summary>The most that are promised of one project.</summary>
    public const int PromisedMost = 60;

    /// <summary>The most news that one project tells on a day unasked.</summary>
    public const int DayMost = 10;

    public long Id { get; init; }
    public required long ProjectId { get; init; }

    /// <summary>Until when it was promised, UTC; null for what was told unasked.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>When it was told, UTC; null while it is awaited.</summary>
    public DateTime? PostedAt { get; set; }

    /// <summary>The words, Markdown.</summary>
    public string Body { get; set; } = "";

    /// <summary>The words rendered, safe to show as they are.</summary>
    public string Html { get; set; } = "";

    /// <summary>The renderer that made it.</summary>
    public int RendererVersion { get; set; }

    /// <summary>Whether it is awaited longer than was promised.</summary>
    public static bool IsOverdue(DateTime? dueAt, DateTime? postedAt, DateTime now) => postedAt is null && dueAt < now;

    /// <summary>Whether it was told later than was promised.</summary>
    public static bool WasLate(DateTime? dueAt, DateTime? postedAt) => dueAt is not null && postedAt > dueAt;
}
