using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.OutputCaching;

namespace Salam.Forum.Web.Hosting;

/// <summary>The way from a page to the same page in another language: over the list of languages, which remembers what was chosen.</summary>
public static class LanguageSwitch
{
    /// <summary>The list of languages, which leads back to the page that is shown.</summary>
    public static string Href(HttpContext context, string lang) => Paths.WithQuery($"/{lang}/languages", ("next", Next(context, lang)));

    /// <summary>The address that remembers a language and then shows a page of ours in it.</summary>
    /// <param name="page">The page, in any language.</param>
    /// <param name="lang">The language that was chosen.</param>
    public static string Choose(string page, string lang) => Paths.WithQuery($"/{lang}/language", ("next", Paths.InLanguage(page, lang)));

    // The page of an error has no address of its own and leads home, and whoever looks for a language does not want the list of them in it.
    private static string? Next(HttpContext context, string lang) => context.GetRouteValue("page") switch
    {
        "/Status" => Paths.Home(lang),
        "/Languages" => context.Request.Query["next"],
        _ => Paths.InLanguage(context.Request.Path.ToUriComponent(), lang) + Query(context),
    };

    // A page that is kept for all guests must not repeat what one of them alone had in her address, nor the order she had it in.
    private static QueryString Query(HttpContext context) => !context.Request.QueryString.HasValue || context.GetEndpoint()?.Metadata.GetMetadata<OutputCacheAttribute>() is null
        ? context.Request.QueryString
        : new QueryBuilder(GuestCache.QueryKeys.Select(key => KeyValuePair.Create(key!, context.Request.Query[key!]))).ToQueryString();
}
