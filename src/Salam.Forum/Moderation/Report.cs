using Salam.Forum.Audiences;

namespace Salam.Forum.Moderation;

/// <summary>What a report, a case or a decision is about.</summary>
public enum ThingKind : byte
{
    /// <summary>A post.</summary>
    Post = 1,

    /// <summary>A comment.</summary>
    Comment = 2,

    /// <summary>A member: her handle, the words about herself, all she does.</summary>
    Member = 3,

    /// <summary>A foundation; of these and of projects the log speaks alone, they are neither reported nor reviewed.</summary>
    Foundation = 4,

    /// <summary>A project of a foundation.</summary>
    Project = 5,

    /// <summary>News that a foundation told of a project; with reports what is translated alone.</summary>
    ProjectUpdate = 6,

    /// <summary>What a foundation said in the end came of a project, by the number of that.</summary>
    ProjectReport = 7,
}

/// <summary>The rules of the community that something may break. A report and a decision name one; a case holds all that were named.</summary>
[Flags]
public enum Rules
{
    /// <summary>None named.</summary>
    None = 0,

    /// <summary>Advertising, fraud, the same again and again.</summary>
    Spam = 1,

    /// <summary>Indecent words or pictures.</summary>
    Indecent = 2,

    /// <summary>Insults.</summary>
    Insult = 4,

    /// <summary>Backbiting or slander.</summary>
    Backbiting = 8,

    /// <summary>Calling Muslims unbelievers, strife between schools and groups.</summary>
    Sectarian = 16,

    /// <summary>Words put into the Prophet's mouth.</summary>
    FabricatedHadith = 32,

    /// <summary>Somebody may harm herself or others: comes first.</summary>
    Danger = 64,

    /// <summary>What the reporter says in her own words.</summary>
    Other = 128,
}

/// <summary>What became of a report.</summary>
public enum ReportOutcome : byte
{
    /// <summary>Nobody has decided yet.</summary>
    Waiting = 1,

    /// <summary>A moderator acted on it.</summary>
    Upheld = 2,

    /// <summary>A moderator found nothing against it.</summary>
    Dismissed = 3,
}

/// <summary>A member's flag on a thing, with a reason. One for each member and thing.</summary>
public sealed class Report : IScoped
{
    /// <summary>The most characters of <see cref="Words"/>.</summary>
    public const int WordsMax = 1_000;

    /// <summary>How many a member may send in a day.</summary>
    public const int DayLimit = 20;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>The case of the thing.</summary>
    public required long CaseId { get; init; }

    /// <summary>The member who reported.</summary>
    public required long ReporterId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>The one rule that was broken.</summary>
    public required Rules Rule { get; init; }

    /// <summary>The reporter's own words; needed with <see cref="Rules.Other"/>.</summary>
    public string Words { get; init; } = "";

    /// <summary>What it weighs, in hundredths of a member's report (<see cref="ReportWeight"/>).</summary>
    public required int Weight { get; init; }

    /// <summary>What became of it.</summary>
    public ReportOutcome Outcome { get; set; } = ReportOutcome.Waiting;

    /// <summary>The entry of the log that settled it; null while it waits.</summary>
    public long? SettledBy { get; set; }

    /// <summary>When it was sent, UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}
