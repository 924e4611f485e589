namespace Salam.Forum.Web.Hosting;

/// <summary>The headers of every answer: what a browser may do with it, and who may keep it.</summary>
public static class AnswerHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseAnswerHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        Set(context.Response.Headers);
        context.Response.OnStarting(static state =>
        {
            SetCaching((HttpContext)state);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    /// <summary>Sets those that every answer has; once more where an answer was begun anew.</summary>
    internal static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    /// <summary>
    /// An answer depends on the cookie, so no shared cache may give one person's page to another: a member's is stored nowhere, a guest's may be
    /// kept but must be asked about again.
    /// </summary>
    private static void SetCaching(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) is true;
        // Files and what programs read say themselves how long they keep; redirects and values do not, and may name what is hidden. Where a cookie
        // is renewed on the way, the framework has said it in their place.
        if (!isPage && headers.CacheControl.Count > 0 && headers.SetCookie.Count == 0)
            return;
        // What somebody searches for is her own.
        var isGuestPage = isPage && !RateLimits.IsSearch(context) && !context.Request.Path.Value!.Contains("/account/", StringComparison.OrdinalIgnoreCase) && context.Response.StatusCode == StatusCodes.Status200OK && headers.SetCookie.Count == 0
            && !context.Request.Cookies.ContainsKey(GuestCache.MemberCookie) && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method));
        // Forms bring a Cache-Control of their own, which lacks "private", and its ancestor Pragma.
        headers.CacheControl = isGuestPage ? "public, no-cache" : "private, no-store";
        headers.Remove("Pragma");
        if (!headers.GetCommaSeparatedValues("Vary").Contains("Cookie", StringComparer.OrdinalIgnoreCase))
            headers.Append("Vary", "Cookie");
    }
}
