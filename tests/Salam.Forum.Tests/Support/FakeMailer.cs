using System.Collections.Concurrent;
using System.Net;
using Salam.Forum.Notifications;

namespace Salam.Forum.Tests.Support;

/// <summary>Keeps mails instead of sending them; fails as often as it is told to.</summary>
public sealed class FakeMailer : IMailer
{
    private readonly ConcurrentQueue<Mail> sent = new();
    private int failures;

    public IReadOnlyList<Mail> Sent => [.. sent];

    public void FailNext(int times) => Interlocked.Exchange(ref failures, times);

    public IReadOnlyList<Mail> To(string address) => [.. sent.Where(m => m.To == address)];

    /// <summary>What happens while a mail is being sent.</summary>
    public Func<Task> Sending { get; set; } = () => Task.CompletedTask;

    public async Task SendAsync(Mail mail, CancellationToken cancellation)
    {
        await Sending();
        if (Interlocked.Decrement(ref failures) >= 0)
            throw new IOException("The mail server does not answer.");
        sent.Enqueue(mail);
    }
}

/// <summary>The link in a mail about an account, taken apart.</summary>
public sealed record MailLink(string Path, IReadOnlyDictionary<string, string> Query)
{
    public long Id => long.Parse(Query["id"]);

    public string Token => Query["token"];

    /// <summary>Reads the last of the arguments that the fake texts write into a mail.</summary>
    public static MailLink Of(Mail mail)
    {
        var address = new Uri(mail.Text[(mail.Text.LastIndexOf('|') + 1)..]);
        var query = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2));
        return new MailLink(address.AbsolutePath, query.ToDictionary(p => p[0], p => WebUtility.UrlDecode(p[1]), StringComparer.Ordinal));
    }
}
