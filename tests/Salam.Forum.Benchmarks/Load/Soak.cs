using System.Diagnostics;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>Keeps the forum under load and looks at its memory, to see whether it grows: what leaks a little leaks for months.</summary>
public sealed class Soak(Server forum, int minutes)
{
    /// <summary>Seconds of each figure in its turn, and how much more the last third may hold than the one before it: what the collector lets lie differs by as much.</summary>
    private const int Seconds = 5;
    private const double Growth = 1.05;

    /// <summary>The figures that take turns: what guests, members and moderators do all day.</summary>
    private static readonly string[] Mix = ["guest-feed", "guest-feed-uncached", "guest-far", "member-feed", "member-post-20", "member-following", "vote", "comment", "queue"];

    /// <summary>Runs the load, and returns what the process held at the end of each round, with how many requests it had answered by then.</summary>
    public async Task<SoakOutcome> RunAsync(IReadOnlyList<Figure> all)
    {
        var figures = Mix.Select(name => all.Single(f => f.Name == name)).ToList();
        var (held, wrong, requests, failures, turn) = (new List<Memory>(), new List<string>(), 0L, 0L, 1_000L);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(minutes); turn++)
        {
            foreach (var figure in figures)
            {
                var run = await Wrk.RunAsync(forum.Address, figure.Script(turn), figure.Connections, Seconds);
                (requests, failures) = (requests + run.Requests, failures + run.Failures);
                if (run.Wrong is { } what)
                    wrong.Add($"{figure.Name} at {clock.Elapsed:mm\\:ss}: {what}");
            }
            held.Add(forum.Memory);
            Console.WriteLine($"  {clock.Elapsed:mm\\:ss}  {held[^1].Own} MB of its own, {held[^1].Resident} MB with files; {requests:N0} requests, {failures:N0} failed");
        }
        return new SoakOutcome(minutes, held, requests, failures, Growth) { Wrong = wrong };
    }
}

/// <summary>What came of a soak.</summary>
/// <param name="Minutes">How long it took.</param>
/// <param name="Held">What the process held at the end of each round.</param>
/// <param name="Requests">How many it answered.</param>
/// <param name="Failures">How many of them failed.</param>
/// <param name="Growth">How much more the last third may hold than the one before it.</param>
public sealed record SoakOutcome(int Minutes, IReadOnlyList<Memory> Held, long Requests, long Failures, double Growth)
{
    /// <summary>What failed, where and how.</summary>
    public IReadOnlyList<string> Wrong { get; init; } = [];

    /// <summary>The median of the second third: the first one is warm-up.</summary>
    public double Then => Median(Held.Count / 3, Held.Count * 2 / 3);

    /// <summary>The median of the last third.</summary>
    public double Now => Median(Held.Count * 2 / 3, Held.Count);

    /// <summary>Whether it does not grow; null where it was too short to tell.</summary>
    public bool? Met => Held.Count < 6 ? null : Now <= Then * Growth;

    private double Median(int from, int to) => to > from ? Outcome.Median(Held.Take(to).Skip(from).Select(m => (double)m.Own)) : 0;
}
