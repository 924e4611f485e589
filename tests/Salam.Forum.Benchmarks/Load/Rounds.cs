using System.Net;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>Measures figures round by round, each right after the figure it is compared with.</summary>
/// <param name="forum">What is measured.</param>
/// <param name="floors">What it is compared with.</param>
/// <param name="seconds">The length of a run.</param>
/// <param name="rounds">How often each figure is measured.</param>
/// <param name="database">The file that both read.</param>
public sealed class Rounds(Server forum, Server floors, int seconds, int rounds, string database)
{
    /// <summary>A figure is warmed up in short runs, at least so many and at most so many of them.</summary>
    private const int WarmUpSeconds = 3, LeastWarmUps = 3, MostWarmUps = 10;

    /// <summary>A run that costs less than this part of the cheapest before it shows that the runtime is still compiling what it has seen.</summary>
    private const double Settled = 0.97;

    /// <summary>Requests that may be under way, written or not, when a run is stopped.</summary>
    private const int UnderWay = 64;

    /// <summary>What is still under way is written in this time, before rows are counted and the next script is made of what is left.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    /// <summary>A pair of runs during which more than this part of the processors was stolen is taken again, so many times at most.</summary>
    private const double Quiet = 0.05;
    private const int MostTimes = 4;

    private static readonly TimeSpan Disturbed = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, long> turns = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<Outcome>> RunAsync(IReadOnlyList<Figure> all, IReadOnlyList<Figure> wanted)
    {
        var byName = all.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var runs = all.ToDictionary(f => f.Name, _ => new List<Run>(), StringComparer.Ordinal);
        var ratios = all.ToDictionary(f => f.Name, _ => new List<double>(), StringComparer.Ordinal);
        var invalid = new Dictionary<string, string>(StringComparer.Ordinal);
        Run Kept(Figure figure, (Run Run, string? Wrong) measured)
        {
            if (measured.Wrong is { } wrong)
                invalid[figure.Name] = wrong;
            return measured.Run;
        }
        foreach (var figure in wanted.Concat(wanted.Select(f => f.Beside).OfType<string>().Select(n => byName[n])).Distinct())
        {
            await ProveAsync(figure);
            await WarmUpAsync(figure, measured => Kept(figure, measured));
        }
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var figure in wanted)
            {
                var beside = figure.Beside is { } name ? byName[name] : null;
                if (beside is null && figure.IsFloor && wanted.Any(f => f.Beside == figure.Name))
                    continue;
                var (one, other) = await PairAsync(figure, beside);
                var (run, floor) = (Kept(figure, one), other is { } measured ? Kept(beside!, measured) : null);
                runs[figure.Name].Add(run);
                if (floor is not null)
                {
                    runs[beside!.Name].Add(floor);
                    ratios[figure.Name].Add(run.PerSecond / floor.PerSecond);
                }
                Console.WriteLine($"  {round}/{rounds}  {figure.Name,-20} {run.PerSecond,9:N0}/s  p50 {run.P50,7:0.00}  p99 {run.P99,7:0.00} ms  {run.Processor,6:0} µs"
                    + (floor is null ? "" : $"   {run.PerSecond / floor.PerSecond,5:0.00} × {beside!.Name} ({floor.PerSecond:N0}/s, {floor.Processor:0} µs)") + (invalid.TryGetValue(figure.Name, out var why) ? "   INVALID: " + why : ""));
            }
        }
        return [.. all.Where(f => runs[f.Name].Count > 0).Select(f => new Outcome(f, runs[f.Name], ratios[f.Name], invalid.GetValueOrDefault(f.Name)))];
    }

    /// <summary>Measures a figure right after the one it is compared with, in a quiet moment if there is one.</summary>
    private async Task<((Run Run, string? Wrong) Figure, (Run Run, string? Wrong)? Beside)> PairAsync(Figure figure, Figure? beside)
    {
        for (var time = 1; ; time++)
        {
            (Run Run, string? Wrong)? floor = beside is null ? null : await AwakeAsync(beside);
            var measured = await AwakeAsync(figure);
            var stolen = Math.Max(measured.Run.Stolen, floor?.Run.Stolen ?? 0);
            if (stolen <= Quiet || time == MostTimes)
                return (measured, floor);
            Console.WriteLine($"       {figure.Name,-20} taken again: {stolen:P0} of the processors were stolen");
            await Task.Delay(Disturbed);
        }
    }

    /// <summary>
    /// Runs a figure until two runs in a row are no cheaper than those before: the runtime compiles what is used often a second and a third time,
    /// which takes half a minute of load, and what is to be measured is the forum that has been open for a day.
    /// </summary>
    private async Task WarmUpAsync(Figure figure, Func<(Run Run, string? Wrong), Run> kept)
    {
        var (cheapest, settled) = (double.MaxValue, 0);
        for (var n = 1; n <= MostWarmUps && (n <= LeastWarmUps || settled < 2); n++)
        {
            var measured = await OneAsync(figure, WarmUpSeconds);
            var run = measured.Run.Stolen <= Quiet ? kept(measured) : measured.Run;
            settled = run.Processor < cheapest * Settled ? 0 : settled + 1;
            cheapest = Math.Min(cheapest, run.Processor);
        }
    }

    /// <summary>Measures a figure after a second of it that is not: minutes may have passed since its last run, and the machine may have put away what it needs.</summary>
    private async Task<(Run Run, string? Wrong)> AwakeAsync(Figure figure)
    {
        await Places.WarmAsync(database);
        var first = await OneAsync(figure, 1);
        var measured = await OneAsync(figure, seconds);
        return (measured.Run, first.Wrong ?? measured.Wrong);
    }

    private async Task<(Run Run, string? Wrong)> OneAsync(Figure figure, int length)
    {
        var before = figure.Written?.Invoke() ?? 0;
        var server = figure.IsFloor ? floors : forum;
        var (start, stolen) = (server.Processor, Stolen.Now());
        var run = await Wrk.RunAsync(server.Address, figure.Script(turns[figure.Name] = turns.GetValueOrDefault(figure.Name) + 1), figure.Connections, length);
        run = run with { Processor = (server.Processor - start).TotalMicroseconds / Math.Max(1, run.Requests), Stolen = Stolen.Now().Since(stolen) };
        if (figure.Written is not null)
            await Task.Delay(Rest);
        if (run.Wrong is { } wrong)
            return (run, wrong);
        if (run.Requests == 0)
            return (run, "nothing was answered");
        // A vote that stands already writes nothing, which happens to one in some hundreds.
        if (figure.Written is { } count && count() - before is var rows && (rows < run.Requests * 0.98 || rows > run.Requests + UnderWay))
            return (run, $"{run.Requests} requests wrote {rows} rows");
        return (run, null);
    }

    /// <summary>Asks for the page once, as a browser would, and looks whether it is the page that is meant to be measured.</summary>
    private async Task ProveAsync(Figure figure)
    {
        if (figure.Proof is not { } proof)
            return;
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(forum.Address, proof.Path));
        if (proof.Cookie.Length > 0)
            request.Headers.Add("Cookie", proof.Cookie);
        if (proof.Authorization.Length > 0)
            request.Headers.TryAddWithoutValidation("Authorization", proof.Authorization);
        using var answer = await client.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK || !(await answer.Content.ReadAsStringAsync()).Contains(proof.Holds, StringComparison.Ordinal))
            throw new InvalidOperationException($"{figure.Name}: {proof.Path} is answered with {(int)answer.StatusCode} or lacks {proof.Holds}");
    }
}
