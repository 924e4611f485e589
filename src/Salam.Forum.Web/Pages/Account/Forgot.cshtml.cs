using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Asks for a link to a new password. The answer is the same whether the address has an account or not.</summary>
public sealed class ForgotModel(AccountService accounts, ForumOptions options) : ForumPage
{
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Whether the page is shown after its form was taken.</summary>
    public bool Sent { get; private set; }

    /// <summary>Where mails lie that were not sent, for somebody who only looks around; null otherwise.</summary>
    public string? MailFolder { get; } = options is { Demo: true, SmtpHost: null } ? Path.Combine(options.DataFolder, "mail") : null;

    public void OnGet(bool sent)
    {
        Sent = sent;
        Head.Title = T[sent ? "Forgot.Sent" : "Forgot.Title"];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Head.Title = T["Forgot.Title"];
        var result = await accounts.ForgotAsync(Email, Lang, cancellation);
        return result.Ok ? Redirect(Paths.WithQuery(Paths.Account(Lang, "forgot"), ("sent", "true"))) : Refuse(result.Refusals);
    }
}
