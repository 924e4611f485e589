using System.Runtime.CompilerServices;
using Salam.Forum.Benchmarks.Fill;
using Salam.Forum.Benchmarks.Floors;
using Salam.Forum.Benchmarks.Inside;
using Salam.Forum.Benchmarks.Load;
using Salam.Forum.Benchmarks.Translation;
using Salam.Forum.Benchmarks.Words;

namespace Salam.Forum.Benchmarks;

/// <summary>Measures the forum over HTTP beside floors that do the least that could be done, in the same run.</summary>
public static class Bench
{
    public static async Task<int> Main(string[] args)
    {
        // The forum's assembly starts the SQLite engine when it is loaded; here other code may need the engine first.
        RuntimeHelpers.RunModuleConstructor(typeof(ForumOptions).Module.ModuleHandle);
        if (args is ["floors", var folder, var scratch, var address])
            return await FloorServer.RunAsync(folder, scratch, address);
        if (args is ["filter"])
        {
            FilterBench.Run();
            return 0;
        }
        if (args is ["translation"])
        {
            var own = Directory.CreateTempSubdirectory("salam-translation");
            try
            {
                await new TranslationBench(own.FullName).RunAsync();
                return 0;
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                own.Delete(recursive: true);
            }
        }
        if (BenchOptions.Read(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }
        var work = Path.Combine(options.Data, $"run-{Environment.ProcessId}");
        Directory.CreateDirectory(work);
        try
        {
            await RunAsync(options, work);
            return 0;
        }
        finally
        {
            if (options.Keep)
                Console.WriteLine($"Kept: {work}");
            else
                Directory.Delete(work, recursive: true);
        }
    }

    private static async Task RunAsync(BenchOptions options, string work)
    {
        var (folder, plan) = await new Filler(options.Data).FolderAsync(options.Posts);
        await FillCheck.RunAsync(folder, work, plan.Now);
        if (options.FillOnly)
            return;
        await Wrk.EnsureAsync();
        // The load writes, so it is given a copy.
        var copy = Path.Combine(work, "forum");
        Directory.CreateDirectory(copy);
        File.Copy(Path.Combine(folder, "forum.db"), Path.Combine(copy, "forum.db"));
        if (options.Charity is { } donations)
            Filler.AddCharity(copy, plan.Now, donations);
        await Places.WarmAsync(drop: Path.Combine(folder, "forum.db"), read: Path.Combine(copy, "forum.db"));
        var rows = new Rows(copy, plan);
        var scripts = new Scripts(work);
        var inside = Places.FreeAddress();
        await using var web = ForumHost.Web(copy, inside);
        var signIns = new SignIns(web);
        await signIns.ReadAsync(rows.FirstVisitor);
        var key = options.Charity is null ? null : await HookLoad.AddKeyAsync(web);
        IReadOnlyList<Figure> Figured() => key is null ? Figures.All(scripts, signIns, rows) : CharityFigures.All(scripts, signIns, rows, key);
        var report = new Report(options, plan);
        if (!options.InsideOnly)
            await OutsideAsync(options, work, copy, signIns, report, Figured);
        if ((options.Only is null && options.Soak is null) || options.InsideOnly)
        {
            await web.StartAsync();
            await signIns.FetchTokensAsync(inside);
            report.Inside = await new InsideForum(inside, signIns, rows).MeasureAsync([.. Figured().Where(f => !f.IsFloor && options.Asks(f.Name))], key is null ? InsideForum.Feeds(rows) : CharityFigures.Pages);
            report.Plans = Plans.Explain(copy, report.Inside);
            await web.StopAsync();
        }
        report.Print();
        if (options.Write)
            await report.WriteAsync();
    }

    private static async Task OutsideAsync(BenchOptions options, string work, string copy, SignIns signIns, Report report, Func<IReadOnlyList<Figure>> figured)
    {
        await Places.WarmProgramAsync();
        await using var forum = await Server.ForumAsync(copy, Path.Combine(work, "forum.log"));
        await using var floors = await Server.FloorsAsync(copy, Path.Combine(work, "floors"), Path.Combine(work, "floors.log"));
        await Task.Delay(TimeSpan.FromSeconds(2));
        report.Start = forum.Start;
        (report.Idle, report.IdleFloor) = (forum.Memory, floors.Memory);
        Console.WriteLine($"The forum started in {forum.Start.TotalMilliseconds:0} ms and holds {forum.Memory.Resident} MB");
        await signIns.FetchTokensAsync(forum.Address);
        var all = figured();
        if (options.Soak is { } minutes)
        {
            report.Soak = await new Soak(forum, minutes).RunAsync(all);
            return;
        }
        var wanted = all.Where(f => options.Asks(f.Name)).ToList();
        report.Outcomes = await new Rounds(forum, floors, options.Seconds, options.Rounds, Path.Combine(copy, "forum.db")).RunAsync(all, wanted);
        (report.Loaded, report.LoadedFloor) = (forum.Memory, floors.Memory);
    }
}
