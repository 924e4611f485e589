using Salam.Forum.Audiences;

namespace Salam.Forum.Moderation;

/// <summary>What was done.</summary>
public enum Act : byte
{
    /// <summary>Held until a person decides, because of reports or of what the filter found. Nobody's act.</summary>
    Held = 1,

    /// <summary>Found to be right as it is.</summary>
    Approved = 2,

    /// <summary>Taken away.</summary>
    Removed = 3,

    /// <summary>Put back.</summary>
    Restored = 4,

    /// <summary>No more comments under a post.</summary>
    CommentsLocked = 5,

    /// <summary>Comments again.</summary>
    CommentsUnlocked = 6,

    /// <summary>So many minutes between two comments of one member under a post; 0 ends it.</summary>
    SlowModeSet = 7,

    /// <summary>A word to the author.</summary>
    Warned = 8,

    /// <summary>May not write for a while.</summary>
    Silenced = 9,

    /// <summary>May only read, appeal, take her data and leave, for a while.</summary>
    Suspended = 10,

    /// <summary>The same for good.</summary>
    Banned = 11,

    /// <summary>A silence, suspension or ban was lifted.</summary>
    Released = 12,

    /// <summary>The handle was taken away and replaced.</summary>
    HandleReset = 13,

    /// <summary>Everything that a spammer wrote was taken away.</summary>
    EverythingRemoved = 14,

    /// <summary>An earlier act was undone by whoever did it.</summary>
    Undone = 15,

    /// <summary>An appeal was granted, and the act undone.</summary>
    AppealGranted = 16,

    /// <summary>An appeal was denied.</summary>
    AppealDenied = 17,

    /// <summary>Somebody became moderator or administrator.</summary>
    RoleGranted = 18,

    /// <summary>Somebody is a member like others again.</summary>
    RoleWithdrawn = 19,

    /// <summary>An administrator looks into the other circle.</summary>
    CircleEntered = 20,

    /// <summary>A member's words about herself were taken away.</summary>
    AboutRemoved = 21,

    /// <summary>An administrator took a step of vetting a foundation.</summary>
    FoundationChecked = 40,

    /// <summary>A foundation was vetted for a term.</summary>
    FoundationVetted = 41,

    /// <summary>A foundation was not vetted.</summary>
    FoundationRejected = 42,

    /// <summary>The badge was taken away from a foundation.</summary>
    FoundationWithdrawn = 43,

    /// <summary>A project was opened.</summary>
    ProjectPublished = 44,

    /// <summary>A project was sent back to its staff.</summary>
    ProjectReturned = 45,

    /// <summary>A project was stopped.</summary>
    ProjectPaused = 46,

    /// <summary>A project goes on.</summary>
    ProjectResumed = 47,

    /// <summary>A foundation made a key to sign donations with.</summary>
    HookKeyAdded = 48,

    /// <summary>A foundation retired such a key.</summary>
    HookKeyRetired = 49,

    /// <summary>Somebody acts for a foundation.</summary>
    StaffAdded = 50,

    /// <summary>Somebody acts for a foundation no more.</summary>
    StaffRemoved = 51,

    /// <summary>An administrator closed a difference between a statement and the ledger.</summary>
    DifferenceClosed = 52,

    /// <summary>A project was given up.</summary>
    ProjectWithdrawn = 53,

    /// <summary>The staff of a project that everybody sees changed its title.</summary>
    ProjectRetitled = 60,

    /// <summary>It changed the story.</summary>
    ProjectRetold = 61,

    /// <summary>It wishes to change where gifts go, how much is asked for, or who counts them.</summary>
    ProjectChangeWished = 62,

    /// <summary>An administrator accepted that.</summary>
    ProjectChangeAccepted = 63,

    /// <summary>An administrator refused that.</summary>
    ProjectChangeRefused = 64,

    /// <summary>The staff stopped its project itself.</summary>
    ProjectRested = 65,

    /// <summary>The staff has its project go on.</summary>
    ProjectRestEnded = 66,

    /// <summary>The filter objects by its lists of now to words of a project that everybody reads. Nobody's act, and nothing is hidden by it.</summary>
    ProjectWordsMet = 70,

    /// <summary>An administrator has looked at that.</summary>
    ProjectWordsSeen = 71,

    /// <summary>A foundation that was vetted has another site.</summary>
    FoundationSiteChanged = 72,
}

/// <summary>One act of moderation. The table is append-only: the database itself refuses every change.</summary>
public sealed class LogEntry : IScoped
{
    /// <summary>The most characters of <see cref="Words"/>.</summary>
    public const int WordsMax = 2_000;

    /// <summary>What administrators alone read in the log: it names people who act for foundations or answer for them, and keys.</summary>
    public static readonly Act[] OfAdministrators = [Act.FoundationChecked, Act.HookKeyAdded, Act.HookKeyRetired, Act.StaffAdded, Act.StaffRemoved];

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>What was done.</summary>
    public required Act Act { get; init; }

    /// <summary>The moderator or administrator who did it; null for the forum itself.</summary>
    public long? ActorId { get; init; }

    /// <summary>What the actor was at that time; <see cref="Role.Member"/> for the forum itself.</summary>
    public Role ActorRole { get; init; } = Role.Member;

    /// <summary>Who may read of it: the audience of the thing, and the circle's alone when anything it touched is private.</summary>
    public required Audience Audience { get; init; }

    /// <summary>The case it settled or touched.</summary>
    public long? CaseId { get; init; }

    /// <summary>The kind of the thing.</summary>
    public required ThingKind Kind { get; init; }

    /// <summary>The number of the post, comment or member.</summary>
    public required long ThingId { get; init; }

    /// <summary>The post that the thing is, or stands under.</summary>
    public long? PostId { get; init; }

    /// <summary>The member it concerns: the author, or whom it was done to.</summary>
    public required long MemberId { get; init; }

    /// <summary>The rule that was broken.</summary>
    public Rules Rule { get; init; }

    /// <summary>What was said to the author, or why it was done.</summary>
    public string Words { get; init; } = "";

    /// <summary>Until when a silence or suspension lasts, UTC.</summary>
    public DateTime? Until { get; init; }

    /// <summary>What was before, as JSON (<see cref="Snapshot"/>).</summary>
    public string Before { get; init; } = "{}";

    /// <summary>What is since, as JSON.</summary>
    public string After { get; init; } = "{}";

    /// <summary>The entry that this one undoes or answers.</summary>
    public long? About { get; init; }
}
