using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages;

/// <summary>The languages of the interface, each leading back to the page one came from.</summary>
public sealed class LanguagesModel : ForumPage
{
    /// <summary>The page that the languages lead to.</summary>
    public string Next { get; private set; } = "";

    public void OnGet(string? next)
    {
        Head.Title = T["Reading.Interface"];
        Next = Paths.Local(next, Lang);
        Response.Headers.CacheControl = "private, no-store";
    }
}
