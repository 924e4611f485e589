using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Logs in with handle or address and password. Unknown, wrong and locked get one answer.</summary>
public sealed class LogInModel(Sessions sessions, AccountService accounts) : ForumPage
{
    [BindProperty]
    public string? Login { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public bool Stay { get; set; }

    /// <summary>Where the visitor was going.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Next { get; set; }

    /// <summary>What was done just before, to be said above the form.</summary>
    public string? Notice { get; private set; }

    public IActionResult OnGet(string? notice)
    {
        if (Viewer.IsMember)
            return Redirect(Paths.Local(Next, Lang));
        Notice = notice is "confirmed" or "reset" or "email" or "undone" or "out" or "left" ? notice : null;
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Show();
        var (outcome, member) = await sessions.LogInAsync(Login, Password, Stay, cancellation);
        switch (outcome)
        {
            case LogInOutcome.Done:
                return Redirect(Paths.Local(Next, Lang));
            case LogInOutcome.SecondFactor:
                return Redirect(Paths.WithQuery(Paths.Account(Lang, "two-factor"), ("next", Next), ("stay", Stay ? "true" : null)));
            case LogInOutcome.Unconfirmed:
                await accounts.MailConfirmationAsync(member, Lang, cancellation);
                return Refuse([Refusal.Invalid("Unconfirmed")]);
            default:
                return Refuse([Refusal.Invalid("LogInWrong")]);
        }
    }

    private PageResult Show()
    {
        (Head.Title, Head.Canonical) = (T["Nav.LogIn"], Paths.LogIn(Lang));
        return Page();
    }
}
