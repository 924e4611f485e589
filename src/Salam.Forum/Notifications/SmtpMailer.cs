using System.Net;
using System.Net.Mail;
using System.Text;

namespace Salam.Forum.Notifications;

/// <summary>Sends mails through an SMTP server.</summary>
internal sealed class SmtpMailer(ForumOptions options) : IMailer
{
    private const int TimeoutMilliseconds = 20_000;

    public async Task SendAsync(Mail mail, CancellationToken cancellation)
    {
        using var client = new SmtpClient(options.SmtpHost, options.SmtpPort) { EnableSsl = options.SmtpTls, Timeout = TimeoutMilliseconds };
        if (options.SmtpUser is not null)
            client.Credentials = new NetworkCredential(options.SmtpUser, options.SmtpPassword);
        using var message = new MailMessage(options.MailFrom, mail.To)
        {
            Subject = mail.Subject,
            Body = mail.Text,
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers.Add("Content-Language", mail.Language);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        await client.SendMailAsync(message, cancellation);
    }
}
