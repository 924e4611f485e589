using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Salam.Forum.Browser.Hosting;

/// <summary>A forum of its own, run as an operator runs it: a process with a data folder and a port, ended with the tests.</summary>
public sealed class ForumProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180), MailLimit = TimeSpan.FromSeconds(60);
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static string? filled;
    private readonly Process process;
    private readonly ConcurrentQueue<string> log = new();

    private ForumProcess(Process process, string address, string data)
    {
        (this.process, Address, Data) = (process, address, data);
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; }

    /// <summary>The lines it logged about its own bugs and troubles.</summary>
    public IEnumerable<string> Complaints => log.Where(line => line.Contains(" ERR]", StringComparison.Ordinal) || line.Contains(" FTL]", StringComparison.Ordinal) || line.Contains("A bug at", StringComparison.Ordinal));

    /// <summary>Starts a forum with the demo community and waits until it is healthy. The first one begins with nothing and fills it in; the others go on from what that one then had.</summary>
    public static async Task<ForumProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var data = Directory.CreateTempSubdirectory("salam-forum-").FullName;
        await Turn.WaitAsync();
        try
        {
            if (filled is null)
            {
                var first = await RunAsync(data, settings);
                filled = Kept(data);
                return first;
            }
        }
        finally
        {
            Turn.Release();
        }
        CopyFiles(filled, data);
        return await RunAsync(data, settings);
    }

    private static async Task<ForumProcess> RunAsync(string data, (string Name, string Value)[] settings)
    {
        var web = Path.Combine(Root(), "src", "Salam.Forum.Web");
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(web, "bin", configuration, "net10.0", "Salam.Forum.Web.dll")])
        {
            WorkingDirectory = web, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in (IEnumerable<(string Name, string Value)>)
            [
                ("ASPNETCORE_URLS", address), ("ASPNETCORE_ENVIRONMENT", "Development"), ("Forum__DataFolder", data), ("Forum__Demo", "true"), ("Forum__RateLimits", "false"), ("Forum__Links__Cards", "false"),
                // Files of the site as operators serve them: compressed at the build.
                ("ReloadStaticAssetsAtRuntime", "false"), ("DOTNET_TieredPGO", "0"), .. settings,
            ])
            start.Environment[name] = value;
        var forum = new ForumProcess(Process.Start(start)!, address, data);
        await forum.HealthyAsync();
        return forum;
    }

    /// <summary>The newest mail to an address, as the forum wrote it; waits until it is there.</summary>
    /// <param name="to">The address.</param>
    /// <param name="after">How many mails to that address are known already.</param>
    public async Task<string> MailAsync(string to, int after = 0)
    {
        var until = DateTime.UtcNow + MailLimit;
        while (DateTime.UtcNow < until)
        {
            var mails = Mails(to);
            if (mails.Count > after)
                return mails[^1];
            await Task.Delay(50);
        }
        throw new TimeoutException($"No mail to {to} was written.");
    }

    /// <summary>The mails to an address, oldest first.</summary>
    public IReadOnlyList<string> Mails(string to)
    {
        var folder = Path.Combine(Data, "mail");
        return !Directory.Exists(folder) ? [] :
            [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(File.ReadAllText).Where(mail => mail.StartsWith($"To: {to}\n", StringComparison.Ordinal))];
    }

    /// <summary>The first link of ours in a mail.</summary>
    public string LinkIn(string mail)
    {
        var from = mail.IndexOf(Address, StringComparison.Ordinal);
        return from < 0 ? throw new InvalidOperationException("There is no link in: " + mail) : mail[from..].Split(['\n', '\r', ' '], 2)[0];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    /// <summary>A port nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The folder of the solution.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Salam.Forum.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the solution's folder.");
    }

    /// <summary>A copy of a data folder, taken while its forum runs; it goes with the tests.</summary>
    private static string Kept(string data)
    {
        var folder = Directory.CreateTempSubdirectory("salam-forum-filled-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        CopyFiles(data, folder);
        using var database = new SqliteConnection($"Data Source={Path.Combine(data, "forum.db")};Pooling=False");
        database.Open();
        using var copy = database.CreateCommand();
        copy.CommandText = "VACUUM INTO $file";
        copy.Parameters.AddWithValue("$file", Path.Combine(folder, "forum.db"));
        copy.ExecuteNonQuery();
        return folder;
    }

    /// <summary>Copies all files but a database in use.</summary>
    private static void CopyFiles(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !File.Exists(file + "-wal") && !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task HealthyAsync()
    {
        using var http = new HttpClient();
        var until = DateTime.UtcNow + StartLimit;
        while (DateTime.UtcNow < until && !process.HasExited)
        {
            try
            {
                if ((await http.GetAsync(new Uri(Address + "/health"))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(100);
        }
        throw new InvalidOperationException("The forum did not start:\n" + string.Join('\n', log));
    }
}
