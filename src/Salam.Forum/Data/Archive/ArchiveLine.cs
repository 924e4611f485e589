using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Salam.Forum.Data.Archive;

/// <summary>One line of an archive: a member, a post, a comment, a vote or a follow. Which fields it has depends on its kind.</summary>
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
}

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
