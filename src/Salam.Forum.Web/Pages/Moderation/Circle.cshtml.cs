using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Moderation;

/// <summary>Lets an administrator look into the other circle, for a reason.</summary>
public sealed class CircleModel(CircleService circles, Gate gate) : ForumPage
{
    /// <summary>The circle that is entered.</summary>
    public Circle Other => Viewer.Circle == Circle.Sisters ? Circle.Brothers : Circle.Sisters;

    [BindProperty]
    public string? Words { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return RefuseWithoutForm([closed]);
        Head.Title = T["Entered.Title." + Other];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await circles.EnterAsync(Words, cancellation);
        if (result.Ok)
            return Redirect(Paths.Moderation(Lang));
        Head.Title = T["Entered.Title." + Other];
        return result.Refusals[0].Field is null ? RefuseWithoutForm(result.Refusals) : Refuse(result.Refusals);
    }
}
