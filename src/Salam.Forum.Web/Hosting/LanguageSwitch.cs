using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.OutputCaching;

namespace Salam.Forum.Web.Hosting;

/// <summary>The way from a page to the same page in another language.</summary>
public static class LanguageSwitch
{
    /// <summary>The address that remembers the language and then shows this page in it; the page of an error has no address of its own and leads home.</summary>
    public static string Href(HttpContext context, string lang) =>
        Paths.WithQuery($"/{lang}/language", ("next", context.GetRouteValue("page") is "/Status" ? Paths.Home(lang) : SamePage(context, lang)));

    private static string SamePage(HttpContext context, string lang)
    {
        var path = context.Request.Path.ToUriComponent();
        var rest = path.IndexOf('/', 1);
        return $"/{lang}{(rest < 0 ? "/" : path[rest..])}{Query(context)}";
    }

    // A page that is kept for all guests must not repeat what one of them alone had in her address, nor the order she had it in.
    private static QueryString Query(HttpContext context) => !context.Request.QueryString.HasValue || context.GetEndpoint()?.Metadata.GetMetadata<OutputCacheAttribute>() is null
        ? context.Request.QueryString
        : new QueryBuilder(GuestCache.QueryKeys.Select(key => KeyValuePair.Create(key!, context.Request.Query[key!]))).ToQueryString();
}
