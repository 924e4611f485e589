using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Asks an imported member for the consent that others gave at sign-up.</summary>
public sealed class ConsentModel(MemberService members, Sessions sessions) : ForumPage
{
    [BindProperty]
    public bool Consent { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public void OnGet() => Head.Title = T["Consent.Title"];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Head.Title = T["Consent.Title"];
        var result = await members.ConsentAsync(Consent, cancellation);
        if (!result.Ok)
            return Refuse(result.Refusals);
        await sessions.RenewAsync(User);
        return Redirect(Paths.Local(Next, Lang));
    }
}
