namespace Salam.Forum.Benchmarks.Load;

/// <summary>Something that is measured.</summary>
public sealed record Figure
{
    /// <summary>Its short name, for the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What is measured, in words.</summary>
    public required string What { get; init; }

    /// <summary>The figure it is measured beside, alternating; null for none.</summary>
    public string? Beside { get; init; }

    /// <summary>Whether the floors answer it, not the forum.</summary>
    public bool IsFloor { get; init; }

    public int Connections { get; init; } = 32;

    /// <summary>The script for a run; runs are numbered, so that each can send something new.</summary>
    public required Func<long, string> Script { get; init; }

    /// <summary>The least ratio to the figure beside it, by the budget; null for none.</summary>
    public double? Least { get; init; }

    /// <summary>The ratio that is aimed at.</summary>
    public double? Aim { get; init; }

    /// <summary>The greatest 99th percentile, in milliseconds, by the budget; null for none.</summary>
    public double? MostP99 { get; init; }

    /// <summary>Counts the rows that the requests write; null for reads.</summary>
    public Func<long>? Written { get; init; }

    /// <summary>The page a browser would ask for, the cookie it would send, and what the answer must hold; null where the count of rows is the proof.</summary>
    public (string Path, string Cookie, string Authorization, string Holds)? Proof { get; init; }
}

/// <summary>What came of measuring a figure several times.</summary>
public sealed record Outcome(Figure Figure, IReadOnlyList<Run> Runs, IReadOnlyList<double> Ratios, string? Invalid)
{
    public double PerSecond => Median(Runs.Select(r => r.PerSecond));

    public double P50 => Median(Runs.Select(r => r.P50));

    public double P99 => Median(Runs.Select(r => r.P99));

    public double Processor => Median(Runs.Select(r => r.Processor));

    /// <summary>The part of the processors that was stolen, in the most disturbed of the runs that count.</summary>
    public double Stolen => Runs.Max(r => r.Stolen);

    public double Spread => Runs.Max(r => r.PerSecond) / Math.Max(Runs.Min(r => r.PerSecond), 0.001);

    /// <summary>The median of the ratios of neighbouring runs; null for a figure that stands alone.</summary>
    public double? Ratio => Ratios.Count == 0 ? null : Median(Ratios);

    /// <summary>Whether the budget is met; null where there is none, or nothing valid to judge.</summary>
    public bool? Met => Invalid is not null || (Figure.Least is null && Figure.MostP99 is null)
        ? null
        : (Figure.Least is not { } least || Ratio >= least) && (Figure.MostP99 is not { } most || P99 <= most);

    /// <summary>The budget in words.</summary>
    public string Budget => string.Join(", ", new[]
    {
        Figure.Least is { } least ? $"≥ {least:0.##} × {Figure.Beside}" + (Figure.Aim is { } aim ? $" (aim {aim:0.0#})" : "") : null,
        Figure.MostP99 is { } most ? $"p99 ≤ {most:0} ms" : null,
    }.OfType<string>());

    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
