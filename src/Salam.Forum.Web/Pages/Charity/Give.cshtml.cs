using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>The door out: says where one goes, and asks nothing. It is drawn anew for everybody, so that no two leave with the same word.</summary>
public sealed class GiveModel(ProjectQueries projects) : ForumPage
{
    public ProjectView View { get; private set; } = null!;

    /// <summary>The foundation's own page, with a word that is kept nowhere.</summary>
    public string Leaving { get; private set; } = "";

    /// <summary>The host that one goes to, in ASCII, so that no look-alike letter hides in it.</summary>
    public string Host => PostLink.HostOf(new Uri(View.Project.DonateUrl));

    public async Task<IActionResult> OnGetAsync()
    {
        if (await projects.ShowAsync(IdInAddress, HttpContext.RequestAborted) is not { } view)
            return NotFound();
        View = view;
        // Whoever comes by an old link reads there why nothing is asked for now.
        if (!view.AsksNow)
            return Redirect(Paths.Project(Lang, view.Project.Id, Uri.EscapeDataString(view.Project.Slug)));
        // The foundation is not told from which page anybody comes.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Leaving = LeavingLink.To(view.Project.DonateUrl);
        Head.Title = T["Charity.GiveAt", Host];
        return Page();
    }
}
