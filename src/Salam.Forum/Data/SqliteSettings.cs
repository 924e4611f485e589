using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Data;

/// <summary>Sets up each SQLite connection: foreign keys, how long to wait for another process, and how durable a commit is.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    /// <summary>With a write-ahead log, NORMAL loses no consistency at a power cut, at most the last commits.</summary>
    private const string Settings = "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=2000; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000;";

    /// <summary>
    /// Connections come back from a pool with their settings, and a page opens one for each query: what was set up is remembered by the
    /// engine's own handle.
    /// </summary>
    private static readonly ConditionalWeakTable<object, object> SetUpBefore = [];

    // By its name, because its type is in an assembly that is older where we compile than where Microsoft.Data.Sqlite was compiled (docs/adr/0003).
    private static readonly Func<SqliteConnection, object> HandleOf = typeof(SqliteConnection).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, object>>();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private static void SetUp(SqliteConnection connection)
    {
        var handle = HandleOf(connection);
        if (SetUpBefore.TryGetValue(handle, out _))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
        SetUpBefore.AddOrUpdate(handle, Settings);
    }
}
