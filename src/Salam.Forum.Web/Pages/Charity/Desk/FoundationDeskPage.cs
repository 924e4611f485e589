using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.Pages.Pictures;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>What the pages at the desk of a foundation share: whose desk it is, and that it is missing for all but its staff.</summary>
public abstract class FoundationDeskPage(CharityDeskQueries desk) : PicturesPage
{
    /// <summary>The pages of a desk: the name in the texts, the last part of the address.</summary>
    public static readonly IReadOnlyList<(string Tab, string? Path)> Tabs =
        [("Foundation", null), ("Announcements", "announcements"), ("Statements", "statements"), ("Keys", "keys"), ("Staff", "staff"), ("Documents", "documents"), ("Edit", "edit")];

    /// <summary>The foundation, once it was found that the viewer acts for it.</summary>
    public DeskHead Foundation { get; private set; } = null!;

    /// <summary>The page that the list of them marks as the present one.</summary>
    public abstract string Tab { get; }

    /// <summary>Whether the page is shown after its form was taken.</summary>
    public bool Saved => HttpMethods.IsGet(Request.Method) && Request.Query.ContainsKey("saved");

    /// <summary>Finds the foundation. Returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> OpenAsync(long foundationId, CancellationToken cancellation)
    {
        var head = await desk.HeadAsync(foundationId, cancellation);
        if (!head.Ok)
            return RefuseStaff(head.Refusals);
        Foundation = head.Value;
        Head.Title = $"{T["FoundationDesk." + Tab]} · {Foundation.Name}";
        return null;
    }

    /// <summary>Answers a refusal where no form can show it. Who only lacks the second step of her log-in is led to where it says how to switch it on.</summary>
    protected IActionResult RefuseStaff(IReadOnlyList<Refusal> refusals) =>
        HttpMethods.IsGet(Request.Method) && refusals.Any(r => r.Code == "StaffSecondFactor") ? Redirect(Paths.FoundationDesk(Lang)) : RefuseWithoutForm(refusals);

    /// <summary>Shows a page of the desk anew, with the word that it was done.</summary>
    protected RedirectResult ToSaved(long foundationId, string? page) => Redirect(Paths.WithQuery(Paths.FoundationDesk(Lang, foundationId, page), ("saved", "1")));
}

/// <summary>A page of the desk that asks once more, or for words.</summary>
public abstract class DeskAskPage(CharityDeskQueries desk) : FoundationDeskPage(desk)
{
    /// <summary>What it asks.</summary>
    public Asked Asked { get; protected set; } = null!;

    [BindProperty]
    public string? Words { get; set; }
}
