using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// Keeps pages for guests for a few seconds. A request that carries a member's cookie neither reads nor fills it; it is asked before
/// anybody is signed in, so that a kept page costs no more than a file.
/// </summary>
public sealed class GuestCache(Doorkeeper doorkeeper) : IOutputCachePolicy
{
    public const string Policy = "Guests", MemberCookie = "salam", PagesTag = "pages";

    /// <summary>How long a page lives on which a translation or a card is awaited: whoever does looks again soon.</summary>
    public static readonly TimeSpan KeptUnderWay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(15);

    /// <summary>The parts of an address that a kept page may depend on.</summary>
    public static readonly StringValues QueryKeys = new(["circle", "period", "after", "sort", "show", "kind", "country", "category", "currency"]);

    /// <inheritdoc/>
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        var mayCache = (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.Cookies.ContainsKey(MemberCookie) && !request.Headers.ContainsKey("Authorization");
        context.EnableOutputCaching = context.AllowCacheLookup = mayCache;
        context.ResponseExpirationTimeSpan = Kept;
        context.CacheVaryByRules.QueryKeys = QueryKeys;
        // What is compressed follows the header, what is kept follows the key: one of our three words in both holds them together.
        var encoding = Encoding(request.GetTypedHeaders().AcceptEncoding);
        request.Headers.AcceptEncoding = context.CacheVaryByRules.VaryByValues["encoding"] = encoding;
        context.CacheVaryByRules.VaryByValues["fragment"] = ForumPage.AsksForFragment(request) ? "1" : "0";
        // Asked before the page is drawn: what is not to be kept is not copied while it is written, which takes as much memory as drawing it.
        context.AllowCacheStorage = context.AllowLocking = mayCache && doorkeeper.Admits(request);
        context.Tags.Add(PagesTag);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var response = context.HttpContext.Response;
        context.AllowCacheStorage = context.AllowCacheStorage && response.StatusCode == StatusCodes.Status200OK && StringValues.IsNullOrEmpty(response.Headers.SetCookie)
            && context.HttpContext.User.Identity is not { IsAuthenticated: true };
        return ValueTask.CompletedTask;
    }

    private static string Encoding(IList<StringWithQualityHeaderValue> accepted) =>
        Accepts(accepted, "br") ? "br" : Accepts(accepted, "gzip") ? "gzip" : "identity";

    private static bool Accepts(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);
}
