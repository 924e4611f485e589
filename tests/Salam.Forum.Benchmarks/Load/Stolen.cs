using System.Globalization;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>
/// Processor time that the host of a virtual machine gave to others while this one had work, as Linux counts it; none where there is nothing to read.
/// What was measured meanwhile says more about the others than about the forum.
/// </summary>
public readonly record struct Stolen(long Ticks, long All)
{
    private const string Counters = "/proc/stat";

    // user nice system idle iowait irq softirq steal; what guests of its own take is counted in user already.
    private const int Fields = 8, Steal = 7;

    /// <summary>The counters of now.</summary>
    public static Stolen Now()
    {
        if (!File.Exists(Counters))
            return default;
        var ticks = File.ReadLines(Counters).First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..(Fields + 1)].Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new Stolen(ticks[Steal], ticks.Sum());
    }

    /// <summary>The part that was taken away since, from 0 to 1.</summary>
    public double Since(Stolen before) => All > before.All ? (double)(Ticks - before.Ticks) / (All - before.All) : 0;
}
