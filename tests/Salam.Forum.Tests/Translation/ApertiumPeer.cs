using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Salam.Forum.Tests.Translation;

/// <summary>A real engine on this machine: Debian's Apertium with a few pairs of languages, one process for all tests of a class.</summary>
public sealed class ApertiumPeer : IAsyncLifetime
{
    private const string Modes = "/usr/share/apertium/modes";

    // Its own command listens on every address of the machine; this does so on one.
    private const string Start = """
        import sys
        from tornado.tcpserver import TCPServer
        bind = TCPServer.bind
        TCPServer.bind = lambda server, port: bind(server, port, "127.0.0.1")
        from apertium_apy.apy import main
        main()
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private Process? process;

    public string Url { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Assert.True(Directory.Exists(Modes), "Apertium is not installed; ./dev test installs it.");
        var port = FreePort();
        Url = $"http://127.0.0.1:{port}";
        process = Process.Start(new ProcessStartInfo("/usr/bin/python3", ["-c", Start, "-p", $"{port}", Modes])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["LC_ALL"] = "C.UTF-8" },
        })!;
        // Read, so that it does not stop at a full pipe.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            Assert.True(waited.Elapsed < Limit && !process.HasExited, "Apertium does not answer.");
            try
            {
                _ = await client.GetStringAsync(Url + "/listPairs");
                return;
            }
            catch (HttpRequestException)
            {
            }
        }
    }

    public async Task DisposeAsync()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
