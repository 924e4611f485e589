using System.Diagnostics;
using System.Globalization;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>A server in a process of its own, ended with this object.</summary>
public sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Pause = TimeSpan.FromMilliseconds(5);
    private readonly Process process;

    private Server(Process process, Uri address, TimeSpan start) => (this.process, Address, Start) = (process, address, start);

    public Uri Address { get; }

    /// <summary>From starting the process to its first 200.</summary>
    public TimeSpan Start { get; }

    /// <summary>The processor time that the process has used.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that the process holds.</summary>
    public Memory Memory => new(Status("VmRSS:"), Status("RssAnon:") + Status("RssShmem:"), Status("VmHWM:"));

    /// <summary>The forum, as it is deployed.</summary>
    public static Task<Server> ForumAsync(string folder, string log)
    {
        var address = Places.FreeAddress();
        var start = new ProcessStartInfo("dotnet", [Places.WebProgram]) { WorkingDirectory = Path.GetDirectoryName(Places.WebProgram) };
        foreach (var (name, value) in ForumHost.Settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Forum__DataFolder"] = folder;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = start.Environment["DOTNET_ENVIRONMENT"] = Environments.Production;
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        return StartAsync(start, new Uri(address, "/en/best"), log);
    }

    /// <summary>The floors: this program once more.</summary>
    public static Task<Server> FloorsAsync(string folder, string scratch, string log)
    {
        var address = Places.FreeAddress();
        var self = Environment.ProcessPath!;
        string[] words = [.. Path.GetFileNameWithoutExtension(self) == "dotnet" ? [typeof(Server).Assembly.Location] : Array.Empty<string>(), "floors", folder, scratch, address.ToString()];
        return StartAsync(new ProcessStartInfo(self, words), new Uri(address, "/razor"), log);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Server> StartAsync(ProcessStartInfo start, Uri page, string log)
    {
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        var clock = Stopwatch.StartNew();
        var started = Process.Start(start)!;
        try
        {
            Keep(started, log);
            using var client = new HttpClient();
            while (!await AnswersAsync(client, page))
            {
                if (started.HasExited || clock.Elapsed > Patience)
                    throw new InvalidOperationException($"{page} does not answer; see {log}");
                await Task.Delay(Pause);
            }
            return new Server(started, new Uri(page, "/"), clock.Elapsed);
        }
        catch
        {
            if (!started.HasExited)
                started.Kill(entireProcessTree: true);
            started.Dispose();
            throw;
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri page)
    {
        try
        {
            using var answer = await client.GetAsync(page);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static void Keep(Process started, string log)
    {
        var file = TextWriter.Synchronized(new StreamWriter(log) { AutoFlush = true });
        started.OutputDataReceived += (_, line) => file.WriteLine(line.Data);
        started.ErrorDataReceived += (_, line) => file.WriteLine(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
    }

    private int Status(string name) =>
        int.Parse(File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
}

/// <summary>What a process holds, in MB.</summary>
/// <param name="Resident">All of it, the pages of program files among it.</param>
/// <param name="Own">What is its own: without the pages of files, which the system drops and reads again as it likes.</param>
/// <param name="Peak">The most that it ever held.</param>
public sealed record Memory(int Resident, int Own, int Peak);
