using Salam.Forum.Audiences;
using Salam.Forum.Moderation;

namespace Salam.Forum.Data.Archive;

/// <summary>What may stand in the fields of an archive line.</summary>
internal static class ArchiveChecks
{
    /// <summary>Leaves room for votes.</summary>
    private const int ScoreMax = 1_000_000_000;

    /// <summary>Before this there was nothing to import from; a little after now clocks may differ.</summary>
    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromDays(1);

    public static Refusal? BadId(string? id) => string.IsNullOrWhiteSpace(id) || id.Length > 64 ? Refusal.Invalid("id must have 1 to 64 characters") : null;

    public static Refusal? BadStanding(ArchiveLine line)
    {
        if (BadWord<Status>("status", line.Status) is { } bad)
            return bad;
        if (line.Slow is < 0 or > Decision.MinutesMax)
            return Refusal.Invalid($"slow must be from 0 to {Decision.MinutesMax} minutes");
        return line.Score is < -ScoreMax or > ScoreMax ? Refusal.Invalid($"score must be from -{ScoreMax} to {ScoreMax}") : null;
    }

    /// <summary>A moment to come would stand above everything for ever.</summary>
    public static Refusal? BadMoment(ArchiveLine line, DateTimeOffset now)
    {
        foreach (var (name, moment) in new[] { ("created", line.Created), ("edited", line.Edited), ("joined", line.Joined), ("consent", line.Consent), ("left", line.Left) })
        {
            if (moment < Earliest || moment > now + ClocksDiffer)
                return Refusal.Invalid($"{name} must lie between 1970 and today");
        }
        return null;
    }

    public static Refusal? BadWord<T>(string name, string? word) where T : struct, Enum =>
        word is null || (Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0])) ? null
            : Refusal.Invalid($"{name} \"{word}\" is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");

    public static DateTime Moment(DateTimeOffset? moment) => (moment ?? DateTimeOffset.UnixEpoch).UtcDateTime;

    public static T Word<T>(string? word, T otherwise) where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : otherwise;
}
