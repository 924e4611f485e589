using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// How often acts and searches may be done, and the open books be loaded: by a member, or by an address for guests. Generous for people, tight for programs; what a member may post in
/// a day is a rule of moderation, not of this.
/// </summary>
public static class RateLimits
{
    private const int ActsPerMinute = 120, AccountActsPerMinute = 12, SearchesPerMinute = 60, BookFilesPerMinute = 12;

    public static void AddForumRateLimits(this IServiceCollection services, ForumOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (rejected, cancellation) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                rejected.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return new ValueTask(AnswerAsync(rejected.HttpContext, cancellation));
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context =>
        {
            var (searches, loads) = (IsSearch(context), CharityFiles.IsBooks(context.Request));
            // Programs have limits of their own (HookLimits).
            if (!(HttpMethods.IsPost(context.Request.Method) || searches || loads) || !options.RateLimits || CharityHooks.IsHook(context.Request))
                return RateLimitPartition.GetNoLimiter("");
            var account = context.Request.Path.Value?.Contains("/account/", StringComparison.OrdinalIgnoreCase) is true;
            var who = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Household(context.Connection.RemoteIpAddress);
            if (loads)
                return RateLimitPartition.GetTokenBucketLimiter("books " + who, _ => Bucket(BookFilesPerMinute));
            if (searches)
                return RateLimitPartition.GetTokenBucketLimiter("search " + who, _ => Bucket(SearchesPerMinute));
            return RateLimitPartition.GetTokenBucketLimiter($"{(account ? "account" : "act")} {who}", _ => Bucket(account ? AccountActsPerMinute : ActsPerMinute));
        });
    });

    /// <summary>Whether something is searched for, which costs more than any other page and is kept for nobody.</summary>
    public static bool IsSearch(HttpContext context) => context.GetRouteValue("page") is "/Search/Search";

    /// <summary>
    /// Whom an address stands for. Of IPv6 a single visitor is given a whole /64 and can choose a new address for each request; IPv4 is the same
    /// visitor in either notation.
    /// </summary>
    public static string Household(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]) + "/64" : address.ToString();
    }

    /// <summary>Programs and our script get one sentence; people get the page of the status, with what they had written.</summary>
    private static async Task AnswerAsync(HttpContext context, CancellationToken cancellation)
    {
        var (request, sentence) = (context.Request, context.RequestServices.GetRequiredService<Words>()["Status.429.Text"]);
        if (request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
            await context.Response.WriteAsJsonAsync(new { error = sentence }, cancellation);
        else if (ForumPage.AsksForFragment(request))
        {
            // The sentence shall not take the place of a form that is being written in.
            context.Response.Headers["HX-Reswap"] = "none";
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(sentence, cancellation);
        }
        // Only members write what would be missed, and only their bodies are worth reading for it.
        else if (context.User.Identity is { IsAuthenticated: true })
            await StatusPages.TryReadFormAsync(request, cancellation);
    }

    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = perMinute,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    };
}
