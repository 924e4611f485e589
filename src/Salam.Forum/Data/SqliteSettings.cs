using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Data;

/// <summary>Sets up each SQLite connection: foreign keys, how long to wait for another process, and how durable a commit is.</summary>
internal sealed class SqliteSettings : DbConnectionInterceptor
{
    /// <summary>
    /// With a write-ahead log, NORMAL loses no consistency at a power cut, at most the last commits. A log of 16 MB is folded into the file: a
    /// smaller one would be folded so often that the same pages are written again and again.
    /// </summary>
    private const string Settings = "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=2000; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000; PRAGMA wal_autocheckpoint=4000;";

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new SqliteKeptConnection(eventData.ConnectionString));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp(connection);
        return Task.CompletedTask;
    }

    private static void SetUp(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }
}
