namespace Salam.Forum;

/// <summary>Tells the states of a post or comment apart by the moment it was last changed, so that nobody overwrites unawares what she has not seen.</summary>
public static class Edits
{
    /// <summary>The number of a state; 0 while nothing was ever changed.</summary>
    public static long Version(DateTime? editedAt) => editedAt?.Ticks ?? 0;

    /// <summary>The moment of a change made now: always later than that of the last one, since it tells the two apart.</summary>
    public static DateTime Next(DateTime now, DateTime? last) => last >= now ? last.Value.AddTicks(1) : now;

    /// <summary>Why a change that began from the state of that number may not be made; null when it is still the state. Null for a number asks nothing.</summary>
    public static Refusal? StaleRefusal(long? began, DateTime? editedAt) =>
        began is { } version && version != Version(editedAt) ? new Refusal(RefusalKind.Conflict, "ChangedMeanwhile") : null;
}
