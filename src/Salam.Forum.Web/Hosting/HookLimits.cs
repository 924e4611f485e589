using System.Net;
using System.Threading.RateLimiting;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// How often programs may send: an address before anybody knows whose program it is, a foundation afterwards. Nobody can use up a foundation's share
/// without its key, and whoever guesses at keys is not listened to for long.
/// </summary>
public sealed class HookLimits(ForumOptions options) : IDisposable
{
    /// <summary>Messages of an address at once, and more each second; messages refused each minute.</summary>
    private const int AddressBurst = 6_000, AddressPerSecond = 1_200, RefusedPerMinute = 60;

    /// <summary>Announcements of a foundation at once, and more each second.</summary>
    private const int FoundationBurst = 10_000, FoundationPerSecond = 500;

    private readonly PartitionedRateLimiter<string> addresses = PartitionedRateLimiter.Create<string, string>(household => RateLimitPartition.GetTokenBucketLimiter(household, _ => Bucket(AddressBurst, AddressPerSecond, 1)));
    private readonly PartitionedRateLimiter<string> refused = PartitionedRateLimiter.Create<string, string>(household => RateLimitPartition.GetTokenBucketLimiter(household, _ => Bucket(RefusedPerMinute, RefusedPerMinute, 60)));
    private readonly PartitionedRateLimiter<long> foundations = PartitionedRateLimiter.Create<long, long>(id => RateLimitPartition.GetTokenBucketLimiter(id, _ => Bucket(FoundationBurst, FoundationPerSecond, 1)));

    /// <summary>Whether somebody at the address may send now.</summary>
    public bool Admits(IPAddress? address)
    {
        var household = RateLimits.Household(address);
        // Asked for none, a bucket says yes as long as it holds the smallest part of one, which it does nearly always; a refusal then takes nothing from it.
        return !options.RateLimits || (refused.GetStatistics(household) is not { CurrentAvailablePermits: 0 } && Has(addresses, household, 1));
    }

    /// <summary>Somebody at the address sent what nobody had signed.</summary>
    public void Refused(IPAddress? address) => _ = Has(refused, RateLimits.Household(address), 1);

    /// <summary>Whether the foundation may announce so many now.</summary>
    public bool Admits(long foundation, int announcements) => !options.RateLimits || Has(foundations, foundation, announcements);

    /// <inheritdoc/>
    public void Dispose()
    {
        addresses.Dispose();
        refused.Dispose();
        foundations.Dispose();
    }

    private static bool Has<T>(PartitionedRateLimiter<T> limiter, T who, int permits)
    {
        using var lease = limiter.AttemptAcquire(who, permits);
        return lease.IsAcquired;
    }

    private static TokenBucketRateLimiterOptions Bucket(int burst, int tokens, int seconds) => new()
    {
        TokenLimit = burst, TokensPerPeriod = tokens, ReplenishmentPeriod = TimeSpan.FromSeconds(seconds), QueueLimit = 0,
    };
}
