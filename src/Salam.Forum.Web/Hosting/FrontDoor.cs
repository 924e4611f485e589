using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>Chooses the language of somebody who comes without one: the one chosen before, then what the browser asks for, then English.</summary>
public static class FrontDoor
{
    /// <summary>Remembers the language that was chosen.</summary>
    public const string LanguageCookie = "lang";

    /// <summary>The interface language for a request whose address names none.</summary>
    public static string Choose(HttpRequest request)
    {
        if (request.Cookies[LanguageCookie] is { } chosen && Language.IsKnown(chosen))
            return chosen;
        return request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(Language.IsKnown) ?? Language.First.Code;
    }

    /// <summary>Sends visitors of the bare address to their language.</summary>
    public static void MapFrontDoor(this WebApplication app) => app.MapMethods("/", PageMethods.Reading, (HttpContext context) =>
    {
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.Redirect(Paths.Home(Choose(context.Request)));
    });
}
