using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Salam.Forum.Web.Hosting;

/// <summary>Signing in is the default. These pages are open to guests.</summary>
public static class PublicPages
{
    /// <summary>The pages, by their path below <c>Pages</c>.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "/Feeds/Feed", "/Posts/Show", "/Comments/Show", "/Members/Show", "/Search/Search", "/Moderation/Log", "/Status", "/Language", "/Languages",
        "/Charity/Feed", "/Charity/Project", "/Charity/News", "/Charity/Foundation", "/Charity/Give", "/Charity/NightsStop", "/Charity/Transparency",
        "/Account/SignUp", "/Account/SignedUp", "/Account/LogIn", "/Account/TwoFactor", "/Account/Recovery", "/Account/Passkey", "/Account/PasskeyOptions",
        "/Account/Confirm", "/Account/ConfirmEmail", "/Account/UndoEmail", "/Account/Forgot", "/Account/Reset",
    ];

    /// <summary>Closes every page but those listed.</summary>
    public static void Apply(PageConventionCollection conventions)
    {
        conventions.AuthorizeFolder("/");
        foreach (var page in All)
            conventions.AllowAnonymousToPage(page);
    }
}
