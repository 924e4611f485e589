using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Tests.Support;

/// <summary>An empty forum in a file, migrated once for the whole run and copied for whoever needs one.</summary>
internal static class TemplateFile
{
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    private static string Folder { get; } = Directory.CreateTempSubdirectory("salam-forum-tests-").FullName;

    public static async Task<string> CopyAsync()
    {
        var file = Path.Combine(Folder, Guid.NewGuid().ToString("n") + ".db");
        await CopyToAsync(file);
        return file;
    }

    public static async Task CopyToAsync(string file) => File.Copy(await Made.Value, file);

    private static async Task<string> MakeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
        var file = Path.Combine(Folder, "template.db");
        var options = new DbContextOptionsBuilder<SqliteForumDb>();
        using (var lines = new SqliteLines($"Data Source={file}"))
        {
            ForumServices.UseSqlite(options, lines).UseApplicationServiceProvider(DesignTime.Services);
            await using var db = new SqliteForumDb(options.Options);
            using var turn = await db.EnterWriteAsync(default);
            await db.Database.MigrateAsync();
        }
        SqliteConnection.ClearAllPools();

        // The last connection to close folds the write-ahead log into the file.
        Assert.False(File.Exists(file + "-wal"));
        return file;
    }
}
