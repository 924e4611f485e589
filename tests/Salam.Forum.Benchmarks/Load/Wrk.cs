using System.Globalization;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>What one run of wrk saw. Times in milliseconds.</summary>
/// <param name="Refused">Answers with a status above 399.</param>
/// <param name="Late">Answers that took more than 2 seconds.</param>
/// <param name="Broken">Connections that failed.</param>
/// <param name="Processor">Processor time of the server for one request, in microseconds: what stays the same on a busy machine.</param>
/// <param name="Stolen">The part of the machine's processors that its host took away meanwhile.</param>
public sealed record Run(long Requests, double Seconds, long Refused, long Late, long Broken, double P50, double P99, double Worst, double Processor = 0, double Stolen = 0)
{
    public double PerSecond => Requests / Seconds;

    public long Failures => Refused + Late + Broken;

    /// <summary>What went wrong, in words; null when nothing did.</summary>
    public string? Wrong => Failures == 0 ? null : $"{Refused} refused, {Late} later than 2 s, {Broken} broken";
}

/// <summary>The load generator: wrk, with a script that lists what to ask for.</summary>
public static class Wrk
{
    private const string Program = "/usr/bin/wrk", Mark = "RESULT";
    private const int Threads = 2;

    /// <summary>Installs wrk where it is missing.</summary>
    public static async Task EnsureAsync()
    {
        if (File.Exists(Program))
            return;
        Console.WriteLine("Installing wrk");
        await Places.OutputAsync("apt-get", "install", "-y", "wrk");
    }

    public static async Task<Run> RunAsync(Uri address, string script, int connections, int seconds)
    {
        var output = await Places.OutputAsync(Program, "-t", Threads.ToString(CultureInfo.InvariantCulture), "-c", connections.ToString(CultureInfo.InvariantCulture),
            "-d", $"{seconds}s", "--latency", "-s", script, address.ToString());
        var numbers = output.Split('\n').Single(l => l.StartsWith(Mark, StringComparison.Ordinal)).Split(' ')[1..].Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new Run((long)numbers[0], numbers[1] / 1e6, (long)numbers[2], (long)numbers[3], (long)numbers[4], numbers[5] / 1e3, numbers[6] / 1e3, numbers[7] / 1e3);
    }
}
