using System.Runtime.CompilerServices;
using Salam.Forum.Benchmarks.Fill;

namespace Salam.Forum.Benchmarks;

/// <summary>Measures the forum over HTTP beside floors that do the least that could be done, in the same run.</summary>
public static class Bench
{
    public static async Task<int> Main(string[] args)
    {
        // The forum's assembly starts the SQLite engine when it is loaded; here other code may need the engine first.
        RuntimeHelpers.RunModuleConstructor(typeof(ForumOptions).Module.ModuleHandle);
        if (BenchOptions.Read(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(BenchOptions.Usage);
            return 2;
        }
        var (folder, plan) = await new Filler(options.Data).FolderAsync(options.Posts);
        await FillCheck.RunAsync(folder, Directory.CreateTempSubdirectory("salam-forum-bench-").FullName, plan.Now);
        return 0;
    }
}
