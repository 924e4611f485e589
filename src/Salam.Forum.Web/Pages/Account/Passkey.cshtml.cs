using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Logs in with the answer of a passkey.</summary>
public sealed class PasskeyModel(Hosting.Passkeys passkeys, Sessions sessions, AccountService accounts) : ForumPage
{
    /// <summary>What the browser answered, as JSON.</summary>
    [BindProperty]
    public string? Proof { get; set; }

    [BindProperty]
    public bool Stay { get; set; }

    /// <summary>Where the visitor was going.</summary>
    [BindProperty]
    public string? Next { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var (outcome, member) = await sessions.LogInWithPasskeyAsync(await passkeys.ReadAsync(Proof), Stay, cancellation);
        switch (outcome)
        {
            case LogInOutcome.Done:
                var next = Paths.Local(Next, Lang);
                return WantsJson ? new JsonResult(new { next }) : Redirect(next);
            case LogInOutcome.Unconfirmed:
                await accounts.MailConfirmationAsync(member, Lang, cancellation);
                return RefuseWithoutForm([Refusal.Invalid("Unconfirmed")]);
            default:
                return RefuseWithoutForm([Refusal.Invalid(outcome == LogInOutcome.Locked ? "Locked" : "PasskeyWrong")]);
        }
    }
}
