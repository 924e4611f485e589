using System.Threading.RateLimiting;

namespace Salam.Forum.Media;

/// <summary>
/// One picture of a member at a time, so that nobody who sends a hundred has the others wait; and the folders in which pictures are while they are
/// drawn anew. These are in the data folder, from which what a crash left behind is thrown away: a file as it was sent tells where it was taken.
/// </summary>
public sealed class UploadTurns(ForumOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<long> members = PartitionedRateLimiter.Create<long, long>(member =>
        RateLimitPartition.GetConcurrencyLimiter(member, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 2 * Picture.PerPost }));

    private readonly string root = Path.Combine(options.DataFolder, "incoming");

    /// <summary>Waits for the member's turn; not acquired when too many of hers wait. Ended by being disposed.</summary>
    public ValueTask<RateLimitLease> OfAsync(long member, CancellationToken cancellation) => members.AcquireAsync(member, 1, cancellation);

    /// <summary>A folder of its own.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(root, Guid.NewGuid().ToString("n"))).FullName;

    /// <summary>Throws away what is older than a moment, UTC: what was being drawn when the forum ended.</summary>
    public void Clear(DateTime before)
    {
        if (!Directory.Exists(root))
            return;
        foreach (var left in new DirectoryInfo(root).EnumerateDirectories().Where(folder => folder.LastWriteTimeUtc < before))
            left.Delete(recursive: true);
    }

    /// <inheritdoc/>
    public void Dispose() => members.Dispose();
}
