using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;
using Salam.Forum.Data;

namespace Salam.Forum.Benchmarks.Fill;

/// <summary>What a filled folder was filled with.</summary>
public sealed record FillNote(int Format, int Posts, DateTime Now, string Schema);

/// <summary>Makes a forum of a given size in a folder, or finds the one made before.</summary>
public sealed class Filler(string data)
{
    /// <summary>Raised when the rows written change, so that folders of an older kind are not taken for the present one.</summary>
    private const int Format = 4;

    private const string Note = "fill.json";

    /// <summary>Feeds of a day and of a week need posts of that day and week.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    /// <summary>The folder of a forum with so many posts.</summary>
    public async Task<(string Folder, Community Plan)> FolderAsync(int posts)
    {
        var folder = Path.Combine(data, $"forum-{posts}");
        var file = Path.Combine(folder, Note);
        var schema = string.Join(' ', typeof(SqliteForumDb).Assembly.GetTypes().Where(t => t.Namespace?.EndsWith("Migrations.Sqlite", StringComparison.Ordinal) is true)
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal));
        if (File.Exists(file) && JsonSerializer.Deserialize<FillNote>(await File.ReadAllTextAsync(file)) is { Format: Format } note
            && note.Posts == posts && note.Schema == schema && DateTime.UtcNow - note.Now < Fresh)
        {
            Console.WriteLine($"Using the forum filled at {note.Now:u}: {folder}");
            return (folder, new Community(posts, note.Now));
        }
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var now = DateTime.UtcNow;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var plan = await FillAsync(folder, posts, now);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new FillNote(Format, posts, now, schema)));
        return (folder, plan);
    }

    /// <summary>Fills a fresh folder.</summary>
    public static async Task<Community> FillAsync(string folder, int posts, DateTime now)
    {
        var clock = Stopwatch.StartNew();
        void Say(string what) => Console.WriteLine($"  {clock.Elapsed.TotalSeconds,6:0.0} s  {what}");
        var options = ForumHost.Options(folder);
        await using (var services = ForumHost.Services(options))
        await using (var scope = services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ForumDatabase>().PrepareAsync(CancellationToken.None);
        SqliteConnection.ClearAllPools();
        var plan = new Community(posts, now);
        Say($"planned {plan.Members:N0} members, {plan.Posts.Length:N0} posts, {plan.Comments.Length:N0} comments");
        using var connection = new SqliteConnection($"{options.ConnectionString};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY; PRAGMA threads=2");
        var indexes = Indexes(connection);
        foreach (var (name, _) in indexes)
            Run(connection, $"DROP INDEX \"{name}\"");
        var rows = new FillRows(connection, plan);
        Say($"{rows.Members():N0} members and {rows.Follows():N0} follows written");
        Say($"{rows.Posts():N0} posts written");
        Say($"{rows.Words():N0} words of posts written");
        Say($"{rows.Comments(n => Say($"{n:N0} comments")):N0} comments written");
        rows.Judged();
        Say($"{rows.Cases():N0} cases written");
        Say($"{rows.Votes(n => Say($"{n:N0} votes")):N0} votes written");
        foreach (var (_, sql) in indexes)
            Run(connection, sql);
        Say($"{indexes.Count} indexes built");
        Run(connection, "PRAGMA journal_mode=WAL");
        Say($"filled, {new FileInfo(Path.Combine(folder, "forum.db")).Length >> 20:N0} MB");
        return plan;
    }

    /// <summary>Adds charity to a forum that was filled.</summary>
    public static void AddCharity(string folder, DateTime now, int donations)
    {
        var clock = Stopwatch.StartNew();
        void Say(string what) => Console.WriteLine($"  {clock.Elapsed.TotalSeconds,6:0.0} s  {what}");
        using var connection = new SqliteConnection($"{ForumHost.Options(folder).ConnectionString};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY; PRAGMA threads=2");
        var indexes = Indexes(connection, "AND (tbl_name LIKE 'Donation%' OR tbl_name LIKE 'Project%')");
        foreach (var (name, _) in indexes)
            Run(connection, $"DROP INDEX \"{name}\"");
        new CharityRows(connection, now, donations).Write(Say);
        foreach (var (_, sql) in indexes)
            Run(connection, sql);
        Run(connection, "PRAGMA journal_mode=WAL");
        Say($"{indexes.Count} indexes built, {new FileInfo(Path.Combine(folder, "forum.db")).Length >> 20:N0} MB");
    }

    private static List<(string Name, string Sql)> Indexes(SqliteConnection connection, string which = "")
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL {which} ORDER BY tbl_name, name";
        using var reader = command.ExecuteReader();
        var indexes = new List<(string, string)>();
        while (reader.Read())
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
