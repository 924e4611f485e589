using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>What the settings pages share: the list of them, and saying that something was saved.</summary>
public abstract class SettingsPage : ForumPage
{
    /// <summary>The pages in their list: the name in the texts, the last part of the address, the icon.</summary>
    public static readonly IReadOnlyList<(string Section, string Path, string Icon)> Sections =
    [
        ("Profile", "profile", "user"), ("Reading", "reading", "languages"), ("Appearance", "appearance", "moon"), ("Following", "following", "users"),
        ("Email", "email", "mail"), ("Password", "password", "key-round"), ("Passkeys", "passkeys", "fingerprint"), ("TwoFactor", "two-factor", "shield"), ("Sessions", "sessions", "smartphone"),
        ("Notices", "notices", "bell"), ("Standing", "standing", "info"), ("Reports", "reports", "flag"), ("Data", "data", "lock"),
    ];

    /// <summary>The section that the list marks as the present one.</summary>
    public abstract string Section { get; }

    /// <summary>Whether the page is shown after its form was taken.</summary>
    public bool Saved => HttpMethods.IsGet(Request.Method) && Request.Query.ContainsKey("saved");

    /// <inheritdoc/>
    [NonHandler]
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Head.Title = T["Settings." + Section];
        base.OnPageHandlerExecuting(context);
    }

    /// <summary>Shows the section anew, with the word that it was saved.</summary>
    protected RedirectResult ToSaved() => Redirect(Paths.WithQuery(Paths.Settings(Lang, Sections.First(s => s.Section == Section).Path), ("saved", "1")));
}
