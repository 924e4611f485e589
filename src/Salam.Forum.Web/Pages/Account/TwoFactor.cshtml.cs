using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Completes a log-in with a code of the authenticator.</summary>
public sealed class TwoFactorModel(Sessions sessions) : ForumPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Stay { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Head.Title = T["TwoFactor.Title"];
        return await sessions.AwaitsSecondFactorAsync() ? Page() : Redirect(Paths.LogIn(Lang, Next));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Head.Title = T["TwoFactor.Title"];
        if (!await sessions.AwaitsSecondFactorAsync())
            return Redirect(Paths.LogIn(Lang, Next));
        var outcome = await sessions.LogInWithCodeAsync(Code, Stay, cancellation);
        return outcome == LogInOutcome.Done ? Redirect(Paths.Local(Next, Lang)) : Refuse([Refusal.Invalid(outcome == LogInOutcome.Locked ? "Locked" : "CodeWrong", "Code")]);
    }
}
