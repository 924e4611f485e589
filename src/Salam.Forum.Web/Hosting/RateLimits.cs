using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// How often acts may be done: by a member, or by an address for guests. Generous for people, tight for programs; what a member may post in
/// a day is a rule of moderation, not of this.
/// </summary>
public static class RateLimits
{
    private const int ActsPerMinute = 120, AccountActsPerMinute = 12;

    public static void AddForumRateLimits(this IServiceCollection services, ForumOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            if (!HttpMethods.IsPost(context.Request.Method) || !options.RateLimits)
                return RateLimitPartition.GetNoLimiter("");
            var account = context.Request.Path.Value?.Contains("/account/", StringComparison.OrdinalIgnoreCase) is true;
            var who = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? context.Connection.RemoteIpAddress?.ToString() ?? "unknown";
            return RateLimitPartition.GetTokenBucketLimiter($"{(account ? "account" : "act")} {who}", _ => Bucket(account ? AccountActsPerMinute : ActsPerMinute));
        });
    });

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = perMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    };
}
