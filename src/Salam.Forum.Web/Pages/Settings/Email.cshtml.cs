using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Members;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Settings;

/// <summary>Asks to change the address; it changes when the link that is mailed to the new one is followed.</summary>
public sealed class EmailModel(MemberService members, AccountService accounts) : SettingsPage
{
    public override string Section => "Email";

    /// <summary>The present address.</summary>
    public string? Present { get; private set; }

    /// <summary>Whether a link was just mailed.</summary>
    public bool Sent { get; private set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnGetAsync(bool sent, CancellationToken cancellation)
    {
        Sent = sent;
        var settings = await members.SettingsAsync(cancellation);
        if (!settings.Ok)
            return Refuse(settings.Refusals);
        Present = settings.Value.Email;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var result = await accounts.AskEmailAsync(Email, Password, Lang, cancellation);
        if (result.Ok)
            return Redirect(Paths.WithQuery(Paths.Settings(Lang, "email"), ("sent", "true")));
        await OnGetAsync(false, cancellation);
        return Refuse(result.Refusals);
    }
}
