using System.Globalization;
using System.Text;

namespace Salam.Forum.Notifications;

/// <summary>Writes mails to the folder <c>mail</c> of the data folder, where no mail server is configured.</summary>
internal sealed class FileMailer(ForumOptions options, TimeProvider time) : IMailer
{
    public async Task SendAsync(Mail mail, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.DataFolder, "mail")).FullName;
        var name = time.GetUtcNow().ToString("yyyyMMdd-HHmmss-fffffff", CultureInfo.InvariantCulture) + "-" + Guid.NewGuid().ToString("n")[..6] + ".txt";
        var text = $"To: {mail.To}\nSubject: {mail.Subject}\nLanguage: {mail.Language}\n\n{mail.Text}\n";
        await File.WriteAllTextAsync(Path.Combine(folder, name), text, Encoding.UTF8, cancellation);
    }
}
