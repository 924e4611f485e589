using Salam.Forum.Audiences;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>What a moderator decides on a case.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Rule">The rule that was broken; needed to take something away or to act against a member.</param>
/// <param name="Words">Words to the author; needed for a warning.</param>
/// <param name="Days">How long a silence or suspension lasts, 1 to 365.</param>
/// <param name="Minutes">Minutes between comments in slow mode, 0 to 120; 0 ends it.</param>
public sealed record Decision(Act Act, Rules Rule = Rules.None, string? Words = null, int? Days = null, int? Minutes = null)
{
    /// <summary>The longest silence or suspension that is not for good, and the longest wait in slow mode.</summary>
    public const int DaysMax = 365, MinutesMax = 120;

    private static readonly Act[] OnThings = [Act.Approved, Act.Removed, Act.Restored], OnTalk = [Act.CommentsLocked, Act.CommentsUnlocked, Act.SlowModeSet],
        OnMembers = [Act.Warned, Act.Silenced, Act.Suspended, Act.Banned, Act.Released, Act.HandleReset, Act.AboutRemoved, Act.EverythingRemoved];

    /// <summary>The words without what nobody means to write.</summary>
    public string Text => Normalise.Input(Words);

    /// <summary>Whether it concerns the member rather than the one thing; only her own circle's moderators may, but for a warning.</summary>
    public bool IsOnMember => IsOn(Act);

    /// <summary>Whether a case on <paramref name="kind"/> is settled by it.</summary>
    public bool Settles(ThingKind kind) => Act is Act.Approved or Act.Removed or Act.EverythingRemoved || (kind == ThingKind.Member && IsOnMember && Act != Act.Released);

    /// <summary>Whether it finds the reports right.</summary>
    public bool Upholds => Act != Act.Approved;

    /// <summary>Whether such an act concerns a member rather than the one thing.</summary>
    internal static bool IsOn(Act act) => OnMembers.Contains(act);

    private bool NeedsRule => Act is Act.Removed or Act.Warned or Act.Silenced or Act.Suspended or Act.Banned or Act.HandleReset or Act.AboutRemoved or Act.EverythingRemoved;

    /// <summary>What is wrong with its form, for a case on such a thing.</summary>
    public List<Refusal> Refusals(ThingKind kind)
    {
        List<Refusal> refusals = [];
        if (!IsFor(Act, kind))
            refusals.Add(Refusal.Invalid("Choice", "Act"));
        if (NeedsRule && !ReportService.IsOne(Rule))
            refusals.Add(Refusal.Invalid("Choice", "Rule"));
        if (Act is Act.Silenced or Act.Suspended && Days is not (>= 1 and <= DaysMax))
            refusals.Add(Refusal.Invalid("Days", "Days", DaysMax));
        if (Act == Act.SlowModeSet && Minutes is not (>= 0 and <= MinutesMax))
            refusals.Add(Refusal.Invalid("Minutes", "Minutes", MinutesMax));
        refusals.AddRange(TextRules.Check(Text, "Words", Act == Act.Warned ? 1 : 0, LogEntry.WordsMax));
        return refusals;
    }

    /// <summary>Whether such an act can be decided on a case about such a thing at all.</summary>
    internal static bool IsFor(Act act, ThingKind kind) =>
        (IsOn(act) && (act != Act.AboutRemoved || kind == ThingKind.Member)) || act == Act.Approved || (kind is ThingKind.Post or ThingKind.Comment && (OnThings.Contains(act) || OnTalk.Contains(act)));
}

/// <summary>What came of a decision: the entry of the log, which can be undone.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Settled">Whether the case has left the queue.</param>
/// <param name="Changed">Who may see what it changed: everybody for what is done to a member, else the audience of the thing.</param>
public sealed record Decided(long EntryId, Act Act, long CaseId, bool Settled, Audience Changed)
{
    // A warning changes nothing that anybody sees.
    internal static Audience ChangedBy(Act act, Audience audience) => Decision.IsOn(act) && act != Act.Warned ? Audience.Everyone : audience;
}
