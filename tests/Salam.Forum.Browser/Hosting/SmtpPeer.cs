using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Salam.Forum.Browser.Hosting;

/// <summary>A real mail server on this machine (Debian's aiosmtpd), which keeps what it is given in a folder.</summary>
public sealed class SmtpPeer : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly string folder;

    private SmtpPeer(Process process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts the server and waits until it listens.</summary>
    public static async Task<SmtpPeer> StartAsync()
    {
        var box = Path.Combine(Directory.CreateTempSubdirectory("salam-smtp-").FullName, "box");
        var port = ForumProcess.FreePort();
        var start = new ProcessStartInfo("aiosmtpd", ["-n", "-l", $"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", box]) { UseShellExecute = false };
        var peer = new SmtpPeer(Process.Start(start)!, box, port);
        await UntilAsync(() =>
        {
            try
            {
                using var line = new TcpClient("127.0.0.1", port);
                return "listening";
            }
            catch (SocketException)
            {
                return null;
            }
        });
        return peer;
    }

    /// <summary>The first mail that came: its head as sent, and its text decoded.</summary>
    public async Task<(string Head, string Text)> MailAsync()
    {
        var inbox = Path.Combine(folder, "new");
        var mail = await UntilAsync(() => Directory.Exists(inbox) && Directory.GetFiles(inbox).FirstOrDefault() is { } file ? File.ReadAllText(file).ReplaceLineEndings("\n") : null);
        var parts = mail.Split("\n\n", 2);
        Assert.Contains("base64", parts[0], StringComparison.Ordinal);
        return (parts[0], Encoding.UTF8.GetString(Convert.FromBase64String(parts[1])));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }

    private static async Task<string> UntilAsync(Func<string?> look)
    {
        for (var until = DateTime.UtcNow + Limit; DateTime.UtcNow < until; await Task.Delay(50))
        {
            if (look() is { } found)
                return found;
        }
        throw new TimeoutException("The mail server did not do its part.");
    }
}
