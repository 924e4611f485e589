using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Account;

/// <summary>Says that a mail was sent: the same for an address that has an account and for a new one.</summary>
public sealed class SignedUpModel(ForumOptions options) : ForumPage
{
    /// <summary>Where mails lie that were not sent, for somebody who only looks around; null otherwise.</summary>
    public string? MailFolder { get; } = options is { Demo: true, SmtpHost: null } ? Path.Combine(options.DataFolder, "mail") : null;

    public void OnGet() => Head.Title = T["SignedUp.Title"];
}
