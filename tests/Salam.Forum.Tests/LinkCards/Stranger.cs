using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Salam.Forum.Tests.LinkCards;

/// <summary>A stranger's server on this machine, which answers byte for byte what a test has it answer, however wrong that is.</summary>
public sealed class Stranger : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Func<string, Stream, CancellationToken, Task> answer;

    private Stranger(Func<string, Stream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Place => $"127.0.0.1:{Port}";

    public Uri Address(string path = "/") => new($"http://{Place}{path}");

    /// <summary>The heads of what was asked.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>Answers each path by its own hand.</summary>
    public static Stranger Answering(Func<string, Stream, CancellationToken, Task> answer) => new(answer);

    /// <summary>Answers each path with a whole answer.</summary>
    public static Stranger Answering(Func<string, byte[]> answer) => new(async (path, stream, cancellation) => await stream.WriteAsync(answer(path), cancellation));

    /// <summary>A page.</summary>
    public static byte[] Page(string html, string type = "text/html; charset=utf-8", string more = "") => Whole("200 OK", Encoding.UTF8.GetBytes(html), $"Content-Type: {type}\r\n{more}");

    public static byte[] Redirect(string to, string status = "302 Found") => Whole(status, [], $"Location: {to}\r\n");

    public static byte[] Whole(string status, byte[] body, string headers) =>
        [.. Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Dispose();
        end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!end.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                _ = AnswerAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var (stream, head, part) = (client.GetStream(), new StringBuilder(), new byte[4_096]);
                while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
                {
                    var read = await stream.ReadAsync(part, end.Token);
                    if (read == 0)
                        return;
                    head.Append(Encoding.Latin1.GetString(part, 0, read));
                }
                Asked.Enqueue(head.ToString());
                await answer(head.ToString().Split(' ')[1], stream, end.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
        {
            // Whoever asked has gone.
        }
    }
}
