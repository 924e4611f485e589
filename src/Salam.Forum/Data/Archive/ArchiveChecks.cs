using System.Globalization;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Moderation;

namespace Salam.Forum.Data.Archive;

/// <summary>What may stand in the fields of an archive line.</summary>
internal static class ArchiveChecks
{
    /// <summary>Leaves room for votes.</summary>
    private const int ScoreMax = 1_000_000_000;

    /// <summary>Leaves room for the numbers that come after.</summary>
    private const long NumberMax = 1_000_000_000_000;

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
        foreach (var (name, moment) in new[]
        {
            ("created", line.Created), ("edited", line.Edited), ("joined", line.Joined), ("consent", line.Consent), ("left", line.Left), ("applied", line.Applied), ("vetted", line.Vetted),
            ("published", line.Published), ("rested", line.Rested), ("words_edited", line.WordsEdited), ("told", line.Told), ("accepted", line.Accepted), ("settled", line.Settled),
        })
        {
            if (BadMoment(name, moment, now) is { } bad)
                return bad;
        }
        return null;
    }

    public static Refusal? BadMoment(string name, DateTimeOffset? moment, DateTimeOffset now) =>
        moment < Earliest || moment > now + ClocksDiffer ? Refusal.Invalid($"{name} must lie between 1970 and today") : null;

    public static Refusal? BadWord<T>(string name, string? word) where T : struct, Enum =>
        word is null || (Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0])) ? null
            : Refusal.Invalid($"{name} \"{word}\" is none of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");

    public static DateTime Moment(DateTimeOffset? moment) => (moment ?? DateTimeOffset.UnixEpoch).UtcDateTime;

    /// <summary>The number of a foundation, a project or news; null where it is none that a forum could have given.</summary>
    public static long? NumberOf(string? id) => id is not null && DonationBooks.IdOf(id) is { } number and <= NumberMax ? number : null;

    public static Refusal? BadNumber(string? id) => NumberOf(id) is null ? Refusal.Invalid($"id must be a number from 1 to {NumberMax}") : null;

    /// <summary>The kind of gift that is called so in the ledger; null when none is.</summary>
    public static GiftKind? GiftOf(string? name) => name == LedgerLine.NameOf(GiftKind.PlatformTotal) ? GiftKind.PlatformTotal : LedgerLine.KindOf(name);

    /// <summary>What several words name together; null where one of them names nothing.</summary>
    public static int? FlagsOf<T>(IReadOnlyList<string>? words) where T : struct, Enum
    {
        var flags = 0;
        foreach (var word in words ?? [])
        {
            if (word is null or "none" || BadWord<T>("", word) is not null)
                return null;
            flags |= Convert.ToInt32(Word(word, default(T)), CultureInfo.InvariantCulture);
        }
        return flags;
    }

    public static T Word<T>(string? word, T otherwise) where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : otherwise;
}
