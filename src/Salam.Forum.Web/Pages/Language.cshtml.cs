using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages;

/// <summary>Remembers a language and shows the same page in it.</summary>
public sealed class LanguagePage : ForumPage
{
    public IActionResult OnGet(string? next)
    {
        Response.Cookies.Append(FrontDoor.LanguageCookie, Lang, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        Response.Headers.CacheControl = "private, no-store";
        return Redirect(Paths.Local(next, Lang));
    }
}
