using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Salam.Forum.Data.Archive;

/// <summary>One line of an archive: a member, a post, a gift that a foundation announced. Which fields it has depends on its kind (docs/archive.md).</summary>
public sealed record ArchiveLine
{
    /// <summary>How lines are read and written: unknown fields are passed over, empty ones left out, letters written as they are.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    public string? Kind { get; init; }
    public string? Id { get; init; }

    // member
    public string? Handle { get; init; }
    public string? Gender { get; init; }
    public IReadOnlyList<string>? Languages { get; init; }
    public string? About { get; init; }
    public DateTimeOffset? Joined { get; init; }
    public DateTimeOffset? Consent { get; init; }
    public string? Role { get; init; }
    public string? OpeningCircle { get; init; }
    public string? Theme { get; init; }
    public string? Level { get; init; }
    public bool? Keys { get; init; }
    public DateTimeOffset? Silenced { get; init; }
    public DateTimeOffset? Suspended { get; init; }
    public DateTimeOffset? Left { get; init; }

    // post and comment
    public string? Author { get; init; }
    public string? Audience { get; init; }
    public string? Language { get; init; }
    public string? Title { get; init; }
    public string? Body { get; init; }
    public string? Link { get; init; }
    public string? Post { get; init; }
    public string? Parent { get; init; }
    public string? Status { get; init; }
    public DateTimeOffset? Created { get; init; }
    public DateTimeOffset? Edited { get; init; }
    public int? Score { get; init; }
    public bool? Approved { get; init; }
    public bool? Locked { get; init; }
    public int? Slow { get; init; }

    // post: its pictures, comment: its one; their files are in the folder "blobs" of the data folder, or in the bucket, and are copied as they are
    public IReadOnlyList<ArchivePicture>? Pictures { get; init; }
    public bool? Blurred { get; init; }

    // vote
    public string? Comment { get; init; }
    public string? Member { get; init; }
    public int? Value { get; init; }

    // follow
    public string? Follower { get; init; }
    public string? Followee { get; init; }

    // foundation; whatever belongs to it or to a project names it by its number
    public string? Foundation { get; init; }
    public string? Name { get; init; }
    public string? Country { get; init; }
    public string? Register { get; init; }
    public string? RegisterNumber { get; init; }
    public string? Site { get; init; }
    public string? Contact { get; init; }
    public string? State { get; init; }
    public int? Round { get; init; }
    public string? AppliedBy { get; init; }
    public DateTimeOffset? Applied { get; init; }
    public DateTimeOffset? Vetted { get; init; }
    public string? VettedBy { get; init; }
    public DateTimeOffset? VettedUntil { get; init; }
    public IReadOnlyList<ArchiveTerm>? Terms { get; init; }
    public IReadOnlyList<ArchiveStaff>? Staff { get; init; }
    public IReadOnlyList<ArchiveDocument>? Documents { get; init; }

    // policy, check
    public int? Version { get; init; }
    public string? Step { get; init; }
    public string? Words { get; init; }

    // project
    public string? Project { get; init; }
    public string? Gift { get; init; }
    public long? Goal { get; init; }
    public string? Currency { get; init; }
    public string? Category { get; init; }
    public IReadOnlyList<string>? Recipients { get; init; }
    public IReadOnlyList<string>? Schools { get; init; }
    public int? Policy { get; init; }
    public string? Fees { get; init; }
    public string? Donate { get; init; }
    public DateTimeOffset? Starts { get; init; }
    public DateTimeOffset? Ends { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Rested { get; init; }
    public DateTimeOffset? WordsEdited { get; init; }
    public IReadOnlyList<ArchiveMilestone>? Milestones { get; init; }
    public ArchiveSource? Source { get; init; }
    public ArchiveWish? Wish { get; init; }

    // report, update, event
    public long? Spent { get; init; }
    public DateTimeOffset? Due { get; init; }
    public DateTimeOffset? Told { get; init; }
    public ArchiveThreads? Threads { get; init; }
    public string? Event { get; init; }
    public string? Update { get; init; }

    // ledger and donation; a donation that counts has the number of its line
    public long? Number { get; init; }
    public long? Amount { get; init; }
    public DateOnly? Given { get; init; }
    public DateTimeOffset? Accepted { get; init; }
    public long? Corrects { get; init; }
    public string? Hash { get; init; }
    public int? Variant { get; init; }
    public string? RefundOf { get; init; }
    public string? Reference { get; init; }
    public string? Reason { get; init; }
    public bool? Late { get; init; }

    // statement, difference
    public int? Month { get; init; }
    public int? Lines { get; init; }
    public int? Differences { get; init; }
    public long? TheirAmount { get; init; }
    public long? TheirCount { get; init; }
    public long? OurAmount { get; init; }
    public long? OurCount { get; init; }
    public DateTimeOffset? Settled { get; init; }
}

/// <summary>A span of time in which a foundation had the badge, and what the one who gave it was.</summary>
public sealed record ArchiveTerm(DateTimeOffset From, DateTimeOffset Until, string? By);

/// <summary>A member who acts for a foundation.</summary>
public sealed record ArchiveStaff(string? Member, DateTimeOffset Added);

/// <summary>A paper of a foundation; its file is copied as pictures are.</summary>
public sealed record ArchiveDocument(string? Key, string? Type, int? Year, string? Name, int? Width, DateTimeOffset Added);

/// <summary>What a part of the goal of a project pays for.</summary>
public sealed record ArchiveMilestone(long Amount, string? Title);

/// <summary>Where a platform counts a project, and what it last said.</summary>
public sealed record ArchiveSource
{
    public string? Platform { get; init; }
    public string? Nonprofit { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset Due { get; init; }
    public DateTimeOffset? Asked { get; init; }
    public DateTimeOffset? Looked { get; init; }
    public int? Failures { get; init; }
    public string? Trouble { get; init; }
    public long? Total { get; init; }
    public string? Currency { get; init; }
    public long? Givers { get; init; }
}

/// <summary>What the staff of an open project wishes to change, and an administrator has not decided yet.</summary>
public sealed record ArchiveWish(long Goal, string? Donate, string? Platform, string? Nonprofit, string? Name, DateTimeOffset Wished);

/// <summary>The threads under news that were told, by the names that comments know them by.</summary>
public sealed record ArchiveThreads(string? Brothers, string? Sisters);

/// <summary>A picture of a post or a comment.</summary>
/// <param name="Key">The key in its address, and in the names of its files.</param>
/// <param name="Width">Pixels of its widest form.</param>
/// <param name="Height">Pixels of that form, downwards.</param>
/// <param name="Alt">What it shows, in words.</param>
/// <param name="Placeholder">A few pixels of it, as WebP in Base64.</param>
public sealed record ArchivePicture(string? Key, int Width, int Height, string? Alt, string? Placeholder);

/// <summary>What came of an import.</summary>
/// <param name="Added">Lines that made something new.</param>
/// <param name="Unchanged">Lines whose thing was there already.</param>
/// <param name="Refused">Lines that were skipped, with their number and the reason; at most the first 1,000 are kept.</param>
/// <param name="RefusedCount">How many were skipped.</param>
public sealed record ImportReport(long Added, long Unchanged, IReadOnlyList<(long Line, string Reason)> Refused, long RefusedCount);
