using System.Globalization;

namespace Salam.Forum.Benchmarks;

/// <summary>What the command line asks for.</summary>
public sealed record BenchOptions
{
    public const string Usage =
        """
        Usage: dev bench [options]   or   dev bench filter | translation, for these alone
          --posts N     posts in the filled forum (100000); members, comments and votes scale with it
          --seconds S   length of one run (10)
          --rounds R    runs of each figure, alternating with its floor; the median counts (3)
          --soak M      only M minutes of mixed load, to see whether the memory grows
          --charity N   with 10,000 projects and N donations announced to them: only the figures of charity
          --only NAMES  only the figures whose name contains one of the names, separated by commas, with their floors
          --data DIR    where filled forums are kept between runs (a folder in the system's temp)
          --keep        keep the copy of the forum that was measured, with scripts and logs
          --fill        fill, check, and stop
          --inside      only what is measured inside: queries, allocations, sizes, plans
          --write       rewrite docs/benchmarks.md; with another number of posts, or a soak, a page of its own beside it
        """;

    public int Posts { get; init; } = 100_000;
    public int Seconds { get; init; } = 10;
    public int Rounds { get; init; } = 3;
    public int? Soak { get; init; }
    public string? Only { get; init; }

    /// <summary>How many donations charity has; null where other things are measured.</summary>
    public int? Charity { get; init; }

    /// <summary>Whether a figure is asked for.</summary>
    public bool Asks(string figure) => Only is null || Only.Split(',', StringSplitOptions.RemoveEmptyEntries).Any(name => figure.Contains(name, StringComparison.Ordinal));
    public string Data { get; init; } = Path.Combine(Path.GetTempPath(), "salam-forum-bench");
    public bool Keep { get; init; }
    public bool FillOnly { get; init; }
    public bool InsideOnly { get; init; }
    public bool Write { get; init; }

    /// <summary>The arguments once more, as far as they decide what is measured.</summary>
    public override string ToString() => $"--posts {Posts} " + (Soak is { } minutes ? $"--soak {minutes}" : $"--seconds {Seconds} --rounds {Rounds}" + (Only is null ? "" : $" --only {Only}")) + (Charity is { } donations ? $" --charity {donations}" : "");

    /// <summary>The page of the documentation that such a run writes.</summary>
    public string Page => Soak is not null ? "benchmarks-soak.md" : Charity is not null ? "benchmarks-charity.md" : Posts == 100_000 ? "benchmarks.md" : $"benchmarks-{Posts}.md";

    /// <summary>Reads the arguments; null when they cannot be understood.</summary>
    public static BenchOptions? Read(string[] args)
    {
        var options = new BenchOptions();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            BenchOptions? next = args[i] switch
            {
                "--posts" when Number(value, 100) is { } n => options with { Posts = n },
                "--seconds" when Number(value, 1) is { } n => options with { Seconds = n },
                "--rounds" when Number(value, 1) is { } n => options with { Rounds = n },
                "--soak" when Number(value, 1) is { } n => options with { Soak = n },
                "--charity" when Number(value, 1_000) is { } n => options with { Charity = n },
                "--only" when value.Length > 0 => options with { Only = value },
                "--data" when value.Length > 0 => options with { Data = Path.GetFullPath(value) },
                _ => null,
            };
            if (next is not null)
                i++;
            next ??= args[i] switch
            {
                "--keep" => options with { Keep = true },
                "--fill" => options with { FillOnly = true },
                "--inside" => options with { InsideOnly = true },
                "--write" => options with { Write = true },
                _ => null,
            };
            if (next is null)
                return null;
            options = next;
        }
        return options;
    }

    private static int? Number(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least ? number : null;
}
