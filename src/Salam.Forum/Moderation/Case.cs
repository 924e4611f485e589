using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;

namespace Salam.Forum.Moderation;

/// <summary>Whether a case waits for a person.</summary>
public enum CaseState : byte
{
    /// <summary>In the queue.</summary>
    Open = 1,

    /// <summary>Somebody decided; a new report opens it again.</summary>
    Decided = 2,
}

/// <summary>All reports and holds on one thing: what a moderator reviews. Seen by moderators of its audience alone.</summary>
public sealed class Case : IScoped
{
    /// <summary>How long a moderator holds a case that she looks at.</summary>
    public static readonly TimeSpan ClaimFor = TimeSpan.FromMinutes(10);

    /// <summary>Above every weight that reports can reach: where danger begins.</summary>
    private const long DangerFrom = 1_000_000_000_000;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>What it is about.</summary>
    public required ThingKind Kind { get; init; }

    /// <summary>The number of the post, comment or member; one case for each.</summary>
    public required long ThingId { get; init; }

    /// <summary>The post that a comment stands under, or the post itself; null for a member.</summary>
    public long? PostId { get; init; }

    /// <summary>The member who wrote it, or who it is.</summary>
    public required long AuthorId { get; init; }

    /// <summary>The author's circle.</summary>
    public required Circle Circle { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <summary>The code of the language of the thing.</summary>
    public required string Language { get; set; }

    /// <summary>Whether it waits for a person.</summary>
    public CaseState State { get; set; } = CaseState.Open;

    /// <summary>All rules that reports named.</summary>
    public Rules Rules { get; set; }

    /// <summary>What the filter found when it held the thing.</summary>
    public Categories Found { get; set; }

    /// <summary>What the reports weigh that came since the last decision, in hundredths.</summary>
    public int Weight { get; set; }

    /// <summary>Where it stands in the queue, the greatest first: danger by its moment, the newest first; everything else by weight.</summary>
    public long Urgency { get; set; }

    /// <summary>When it came into the queue, UTC; the oldest first among equals.</summary>
    public required DateTime OpenedAt { get; set; }

    /// <summary>The moderator who looks at it.</summary>
    public long? ClaimedBy { get; set; }

    /// <summary>Until when, UTC.</summary>
    public DateTime? ClaimedUntil { get; set; }

    /// <summary>The entry of the log that took it out of the queue, and brings it back when it is undone; null while it waits.</summary>
    public long? SettledBy { get; set; }

    /// <summary>What the thing said, as written, where its author deleted it while the case waited; gone once somebody decides.</summary>
    public string? Words { get; set; }

    /// <summary>Grows with everything that happens to it: whoever decides names the state she saw.</summary>
    public int Version { get; set; }

    /// <summary>Takes in what is new against the thing.</summary>
    public void Add(Rules rule, Categories found, int weight, DateTime now)
    {
        if (State == CaseState.Decided)
            (State, SettledBy, OpenedAt, Weight, Urgency, Rules, Found) = (CaseState.Open, null, now, 0, 0, Rules.None, Categories.None);
        Rules |= rule;
        Found |= found;
        Weight += weight;
        if (rule == Rules.Danger)
            Urgency = DangerAt(now);
        else if (Urgency < DangerFrom)
            Urgency = Weight;
        Version++;
    }

    /// <summary>Takes it out of the queue.</summary>
    public void Settle(long entryId) =>
        (State, SettledBy, Words, Weight, Urgency, ClaimedBy, ClaimedUntil, Version) = (CaseState.Decided, entryId, null, 0, 0, null, null, Version + 1);

    /// <summary>Puts it back into the queue, as when a decision was undone: where it belongs by what its reports weigh, and danger first again.</summary>
    public void Reopen(int weight, DateTime now) =>
        (State, SettledBy, OpenedAt, Weight, Urgency, Version) = (CaseState.Open, null, now, weight, Rules.HasFlag(Rules.Danger) ? DangerAt(now) : weight, Version + 1);

    /// <summary>Whether another moderator looks at it now.</summary>
    public bool IsClaimedByAnother(long moderatorId, DateTime now) => ClaimedBy is { } by && by != moderatorId && ClaimedUntil > now;

    private static long DangerAt(DateTime now) => DangerFrom + new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds();
}
