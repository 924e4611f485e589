using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Salam.Forum.Benchmarks;

/// <summary>Where things lie on this machine.</summary>
public static class Places
{
    /// <summary>The top of the repository: the folder of the solution.</summary>
    public static string Top { get; } = Find();

    /// <summary>The web project.</summary>
    public static string Web => Path.Combine(Top, "src", "Salam.Forum.Web");

    /// <summary>The forum's program, published by <c>./dev bench</c> as it is deployed.</summary>
    public static string WebProgram => Path.Combine(Top, "artifacts", "web", "Salam.Forum.Web.dll");

    /// <summary>A loopback address with a port that is free now.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    /// <summary>What a program prints, without the last line end.</summary>
    public static async Task<string> OutputAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Top })!;
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text.TrimEnd() : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
    }

    /// <summary>
    /// Takes one file out of the system's cache and another one in: a forum that has been open for a day has its database in memory, and the file it
    /// was copied from would keep it out.
    /// </summary>
    public static async Task WarmAsync(string drop, string read)
    {
        await OutputAsync("dd", $"if={drop}", "iflag=nocache", "count=0");
        await WarmAsync(read);
    }

    /// <summary>Reads a file, so that it is in the system's cache. Some machines take out what nobody has read for a minute, and a forum that is open has readers all the time.</summary>
    public static Task WarmAsync(string file) => OutputAsync("dd", $"if={file}", "of=/dev/null", "bs=1M");

    /// <summary>Reads the forum's program and the runtime, as they are in memory where they were just installed or ran before.</summary>
    public static async Task WarmProgramAsync()
    {
        foreach (var folder in new[] { WebProgram, typeof(object).Assembly.Location, typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location }.Select(f => Path.GetDirectoryName(f)!).Distinct(StringComparer.Ordinal))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                await File.ReadAllBytesAsync(file);
        }
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Salam.Forum.sln")))
                return folder.FullName;
        }
        throw new InvalidOperationException("The benchmarks must lie inside the repository.");
    }
}
