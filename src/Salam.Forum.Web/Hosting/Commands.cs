using Salam.Forum.Data;
using Salam.Forum.Data.Archive;
using Salam.Forum.Moderation;
using Salam.Forum.Search;

namespace Salam.Forum.Web.Hosting;

/// <summary>What an operator does from the command line, beside running the forum.</summary>
public static class Commands
{
    private const int ProgressEvery = 10_000, DifferencesShown = 50;

    /// <summary>Whether the first word is a command, known or not; settings begin with a hyphen or hold an equals sign.</summary>
    public static bool IsCommand(string[] args) => args is [{ Length: > 0 } first, ..] && first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal);

    /// <summary>Does the command; returns the exit code: 0 done, 1 done in part, 2 wrong usage, or a file that cannot be written.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        try
        {
            return await DoAsync(services, args);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || ForumDatabase.IsTrouble(e))
        {
            await Console.Error.WriteLineAsync(e.GetBaseException().Message);
            return 2;
        }
    }

    private static async Task<int> DoAsync(IServiceProvider services, string[] args)
    {
        if (args is not (["import" or "export" or "backup" or "admin", _] or ["recount" or "render" or "judge" or "reindex" or "prepare"]))
        {
            await Console.Error.WriteLineAsync("Usage: import FILE | export FILE | recount | render | judge | reindex | backup FILE | admin HANDLE | prepare");
            return 2;
        }
        await using var scope = services.CreateAsyncScope();
        var provider = scope.ServiceProvider;
        await provider.GetRequiredService<ForumDatabase>().PrepareAsync(CancellationToken.None);
        switch (args)
        {
            case ["import", var file]:
                return await ImportAsync(provider.GetRequiredService<ArchiveReader>(), file);
            case ["export", var file]:
                return await ExportAsync(provider.GetRequiredService<ArchiveWriter>(), file);
            case ["recount"]:
                return await RecountAsync(provider.GetRequiredService<Recount>());
            case ["render"]:
                return await RenderAsync(provider.GetRequiredService<Rerender>());
            case ["judge"]:
                return await JudgeAsync(services);
            case ["reindex"]:
                return await ReindexAsync(services);
            case ["backup", var file]:
                return await BackUpAsync(provider.GetRequiredService<ForumDatabase>(), file);
            case ["admin", var handle]:
                return await AppointAsync(provider.GetRequiredService<TeamService>(), handle);
            default:
                return 0;
        }
    }

    private static async Task<int> ImportAsync(ArchiveReader reader, string file)
    {
        if (!File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"There is no file {file}.");
            return 2;
        }
        await using var archive = File.OpenRead(file);
        var report = await reader.ImportAsync(archive, lines =>
        {
            if (lines % ProgressEvery == 0)
                Console.Error.WriteLine($"{lines} lines, {archive.Position * 100 / Math.Max(archive.Length, 1)} %");
        }, CancellationToken.None);
        foreach (var (line, reason) in report.Refused)
            Console.WriteLine($"line {line}: {reason}");
        Console.WriteLine($"{report.Added} in, {report.Unchanged} there already, {report.RefusedCount} refused");
        return report.RefusedCount == 0 ? 0 : 1;
    }

    private static async Task<int> ExportAsync(ArchiveWriter writer, string file)
    {
        // Written beside and moved over, so that a broken export never stands where a whole one stood.
        var part = file + ".part";
        long lines;
        await using (var archive = File.Create(part))
            lines = await writer.ExportAsync(archive, CancellationToken.None);
        File.Move(part, file, overwrite: true);
        Console.WriteLine($"{lines} lines in {file}");
        return 0;
    }

    private static async Task<int> RecountAsync(Recount recount)
    {
        var differences = await recount.RunAsync(CancellationToken.None);
        foreach (var d in differences.Take(DifferencesShown))
            Console.WriteLine($"{d.Thing} {d.Id}: {d.Before} -> {d.After}");
        Console.WriteLine(differences.Count == 0 ? "Every counter was right." : $"{differences.Count} differed and are set right.");
        return 0;
    }

    private static async Task<int> RenderAsync(Rerender rerender)
    {
        var said = 0L;
        var count = await rerender.RunAsync(soFar =>
        {
            if (soFar - said < ProgressEvery)
                return;
            said = soFar;
            Console.Error.WriteLine($"{soFar} rendered");
        }, CancellationToken.None);
        Console.WriteLine(count == 0 ? "Everything was rendered as it is now." : $"{count} posts and comments are rendered anew.");
        return 0;
    }

    private static async Task<int> AppointAsync(TeamService team, string handle)
    {
        var result = await team.AppointAsync(handle, CancellationToken.None);
        if (!result.Ok)
        {
            await Console.Error.WriteLineAsync($"There is no member {handle}: sign up and confirm the address first.");
            return 1;
        }
        Console.WriteLine(result.Value ? $"{handle} is an administrator now, in open sessions within a minute. It takes two-step log-in to act." : $"{handle} is an administrator already.");
        return 0;
    }

    private static async Task<int> JudgeAsync(IServiceProvider services)
    {
        var (looked, held) = (0L, 0);
        while (true)
        {
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<JudgingPass>().StepAsync(CancellationToken.None) is not { } step)
                break;
            held += step.Held;
            if (++looked * JudgingPass.Step % ProgressEvery == 0 || step.LastId == step.UpTo)
                await Console.Error.WriteLineAsync($"{step.Kind} {step.LastId} of {step.UpTo}, {held} before moderators");
        }
        Console.WriteLine(looked == 0 ? "Everything was judged by the lists of now." : $"Judged; {held} posts, comments and members came before moderators.");
        return 0;
    }

    private static async Task<int> ReindexAsync(IServiceProvider services)
    {
        var (indexed, steps) = (0L, 0);
        await using (var first = services.CreateAsyncScope())
            await first.ServiceProvider.GetRequiredService<IndexingPass>().AgainAsync(CancellationToken.None);
        while (true)
        {
            await using var scope = services.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<IndexingPass>().StepAsync(CancellationToken.None) is not { } step)
                break;
            indexed += step.Indexed;
            if (++steps % (ProgressEvery / IndexingPass.Step) == 0)
                await Console.Error.WriteLineAsync($"{step.LastId} of {step.UpTo}");
        }
        Console.WriteLine($"{indexed} posts are found by their words.");
        return 0;
    }

    private static async Task<int> BackUpAsync(ForumDatabase database, string file)
    {
        if (File.Exists(file))
        {
            await Console.Error.WriteLineAsync($"{file} exists; a backup is never written over another one.");
            return 2;
        }
        if (await database.BackUpAsync(file, CancellationToken.None))
        {
            Console.WriteLine($"Copied to {file}");
            return 0;
        }
        await Console.Error.WriteLineAsync("SQL Server is backed up with its own BACKUP DATABASE.");
        return 2;
    }
}
