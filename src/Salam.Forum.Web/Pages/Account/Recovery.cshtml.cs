using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Completes a log-in with a recovery code.</summary>
public sealed class RecoveryModel(Sessions sessions) : ForumPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        Head.Title = T["Recovery.Title"];
        return await sessions.AwaitsSecondFactorAsync() ? Page() : Redirect(Paths.LogIn(Lang, Next));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Head.Title = T["Recovery.Title"];
        if (!await sessions.AwaitsSecondFactorAsync())
            return Redirect(Paths.LogIn(Lang, Next));
        var outcome = await sessions.LogInWithRecoveryCodeAsync(Code, cancellation);
        return outcome == LogInOutcome.Done ? Redirect(Paths.Local(Next, Lang)) : Refuse([Refusal.Invalid(outcome == LogInOutcome.Locked ? "Locked" : "RecoveryWrong", "Code")]);
    }
}
