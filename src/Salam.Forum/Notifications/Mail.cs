namespace Salam.Forum.Notifications;

/// <summary>A mail ready to be sent: plain text, in the language of its reader.</summary>
public sealed record Mail(string To, string Subject, string Text, string Language);

/// <summary>Sends mail.</summary>
public interface IMailer
{
    /// <summary>Hands the mail over, or throws; it is then tried again later.</summary>
    Task SendAsync(Mail mail, CancellationToken cancellation);
}
