using System.Globalization;
using System.Text;
using Salam.Forum.Benchmarks.Fill;
using Salam.Forum.Benchmarks.Inside;
using Salam.Forum.Benchmarks.Load;

namespace Salam.Forum.Benchmarks;

/// <summary>What was measured, as a table for the console and a page for the documentation.</summary>
public sealed class Report(BenchOptions options, Community plan)
{
    private const int IdleMost = 130, LoadedMost = 300, PageMost = 40, BrotliMost = 9, StartMost = 2_000;

    public IReadOnlyList<Outcome> Outcomes { get; set; } = [];
    public IReadOnlyList<Cost> Inside { get; set; } = [];
    public IReadOnlyList<Plan> Plans { get; set; } = [];
    public TimeSpan Start { get; set; }
    public Memory? Idle { get; set; }
    public Memory? Loaded { get; set; }
    public Memory? IdleFloor { get; set; }
    public Memory? LoadedFloor { get; set; }
    public SoakOutcome? Soak { get; set; }

    public void Print()
    {
        Console.WriteLine();
        Console.Write(Tables());
    }

    public async Task WriteAsync()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Benchmarks

            Measured {DateTime.UtcNow:yyyy-MM-dd} at commit {await Places.OutputAsync("git", "rev-parse", "--short", "HEAD")} on {Machine()}, with
            `./dev bench {options}`: {plan.Members:N0} members, {plan.Posts.Length:N0} posts, {plan.Comments.Length:N0} comments,
            {plan.Posts.Sum(p => (long)p.Ups + p.Downs) + plan.Comments.Sum(c => (long)c.Ups + c.Downs):N0} votes on SQLite. Written by the program; do not edit.

            How to read it: requests come from wrk on the same machine (2 threads, 32 connections, 8 for writes), which takes a part of its processors. Each figure was measured
            {options.Rounds} times, each time right after the figure it is compared with, and the ratio is the median of these pairs: requests a second differ from machine to machine, ratios less (that of votes to the insert was half as large on another processor).
            The floors are the least a server can do: a file of 30 KB, a Razor page of 25 items from one query without layout and sign-in, the same items written by hand, one row in its own
            transaction. *Spread* is the fastest run over the slowest: where it is far from 1, the machine was busy and the figure is to be taken again. *Stolen* is the part of the
            processors' time that the host of this machine gave to others, at most; a run of which more than 5 % was stolen was taken again, up to three times. *CPU* is the server's own processor time for a request. A figure with a failed
            request, or whose requests did not write their rows, is invalid. Votes and comments fall on the 2,000 best posts, as where people read feeds; *on posts that no feed shows* is the worst
            case, where the rows of each vote are read for the first time. Before its first round each figure is warmed up until a run is no cheaper than those before; before each run the file of the database is read and the
            figure asked for during a second that is not counted, because some machines put away what was not used for a minute. Allocations are those of the whole process while wrk runs, over the requests answered.


            """);
        text.Append(Tables());
        if (Plans.Count > 0)
            text.Append(PlanList());
        var file = Path.Combine(Places.Top, "docs", options.Page);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text.ToString().ReplaceLineEndings("\n"));
        Console.WriteLine($"Written: {file}");
    }

    private string Tables()
    {
        var text = new StringBuilder();
        if (Soak is not null)
            text.Append(SoakTable(Soak)).Append('\n');
        if (Outcomes.Count > 0)
            text.Append(Figures()).Append('\n').Append(Process()).Append('\n');
        if (Inside.Any(c => c.Allocated > 0))
            text.Append(Costs()).Append('\n');
        return text.ToString();
    }

    private string Figures()
    {
        var rows = new List<string[]> { new[] { "what", "requests/s", "p50 ms", "p99 ms", "CPU µs", "ratio", "budget", "", "spread", "stolen" } };
        foreach (var o in Outcomes)
        {
            rows.Add([o.Figure.What, N(o.PerSecond, "N0"), N(o.P50, "0.00"), N(o.P99, "0.00"), N(o.Processor, "0"), o.Ratio is { } ratio ? $"{N(ratio, "0.00")} × {o.Figure.Beside}" : "", o.Budget,
                o.Invalid is { } why ? "invalid: " + why : Verdict(o.Met), N(o.Spread, "0.00"), N(100 * o.Stolen, "0") + " %"]);
        }
        return Table(rows);
    }

    private static string SoakTable(SoakOutcome soak) => Table(
    [
        ["what", "", "budget", ""],
        [$"{soak.Minutes} minutes of mixed load", $"{soak.Requests:N0} requests, {soak.Failures:N0} failed{(soak.Wrong.Count == 0 ? "" : $" ({string.Join("; ", soak.Wrong)})")}", "every request answered", Verdict(soak.Held.Count < 6 ? null : soak.Failures == 0)],
        ["memory of its own, second third", $"{N(soak.Then, "0")} MB", "", ""],
        ["memory of its own, last third", $"{N(soak.Now, "0")} MB", $"no growth: ≤ {N(soak.Growth, "0.00")} × the third before", Verdict(soak.Met)],
        ["memory of its own, round by round", string.Join(' ', soak.Held.Select(m => m.Own)), "", ""],
    ]);

    private string Process() => Table(
    [
        ["the process", "", "budget", ""],
        ["first 200 after the start", $"{N(Start.TotalMilliseconds, "0")} ms", $"≤ {StartMost} ms with 1,000,000 posts", Verdict(Start.TotalMilliseconds <= StartMost)],
        ["memory, idle", Said(Idle, IdleFloor), $"≤ {IdleMost} MB of its own", Verdict(Idle?.Own <= IdleMost)],
        ["memory, after the load", Said(Loaded, LoadedFloor), $"≤ {LoadedMost} MB of its own", Verdict(Loaded?.Own <= LoadedMost)],
    ]);

    private static string Said(Memory? forum, Memory? floor) =>
        $"{forum?.Own} MB of its own, {forum?.Resident} MB with files of programs; peak {forum?.Peak} MB with them; the floors: {floor?.Own} and {floor?.Resident} MB";

    private string Costs()
    {
        var rows = new List<string[]> { new[] { "page or act", "queries", "allocated KB", "HTML KB", "Brotli KB", "" } };
        foreach (var c in Inside.Where(c => c.Allocated > 0))
        {
            var most = c.Name.Contains("member-feed", StringComparison.Ordinal) ? 3 : c.Name.Contains("member-post-20", StringComparison.Ordinal) ? 4 : int.MaxValue;
            var isFeed = c.Name.Contains("feed", StringComparison.Ordinal);
            var met = c.Commands.Count <= most && (!isFeed || (c.Bytes <= PageMost * 1024 && c.Brotli <= BrotliMost * 1024));
            rows.Add([c.Name, N(c.Commands.Count, "0") + (most < int.MaxValue ? $" (≤ {most})" : ""), N(c.Allocated / 1024.0, "0.0"), c.Bytes == 0 ? "" : N(c.Bytes / 1024.0, "0.0") + (isFeed ? $" (≤ {PageMost})" : ""),
                c.Brotli == 0 ? "" : N(c.Brotli / 1024.0, "0.0") + (isFeed ? $" (≤ {BrotliMost})" : ""), isFeed || most < int.MaxValue ? Verdict(met) : ""]);
        }
        return Table(rows);
    }

    private string PlanList()
    {
        var text = new StringBuilder("## Plans\n\nA feed is read from an index in its order; *sorts* marks those that sort rows they have read.\n\n");
        foreach (var same in Plans.GroupBy(p => string.Join("\n    ", p.Steps), StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"- {string.Join("; ", same.Select(p => p.Name))}{(same.First().Sorts ? " — *sorts*" : "")}\n\n    ```\n    {same.Key}\n    ```\n");
        return text.ToString();
    }

    private static string Verdict(bool? met) => met switch { true => "met", false => "**not met**", _ => "" };

    private static string N(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Table(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        var text = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            text.Append("| ").AppendJoin(" | ", rows[i].Select((cell, c) => cell.PadRight(widths[c]))).Append(" |\n");
            if (i == 0)
                text.Append('|').AppendJoin('|', widths.Select(w => new string('-', w + 2))).Append("|\n");
        }
        return text.ToString();
    }

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "an unnamed processor";
        return $"{Environment.ProcessorCount} cores of {model}, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, .NET {Environment.Version}";
    }
}
