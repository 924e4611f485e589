using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Data;

/// <summary>
/// Makes and sets up each SQLite connection: foreign keys, how long to wait for another process, and how durable a commit is. Its end is the end
/// of all connections it made: a pool of contexts forgets those it holds without disposing them, and the file would stay open with them.
/// </summary>
internal sealed class SqliteSettings : DbConnectionInterceptor, IDisposable
{
    /// <summary>
    /// With a write-ahead log, NORMAL loses no consistency at a power cut, at most the last commits. The log is folded into the file by
    /// <see cref="SqliteCheckpoints"/>; a commit does it only where that does not run or cannot keep up, at 200 MB.
    /// </summary>
    private const string Settings = "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=2000; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-1000; PRAGMA wal_autocheckpoint=50000; PRAGMA journal_size_limit=67108864;";

    private readonly ConcurrentDictionary<SqliteKeptConnection, bool> open = new();

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(Make(eventData.ConnectionString));

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp(connection);
        return Task.CompletedTask;
    }

    /// <summary>Closes every connection that is still open.</summary>
    public void Dispose()
    {
        foreach (var connection in open.Keys)
            connection.Dispose();
    }

    private SqliteKeptConnection Make(string? connectionString)
    {
        var connection = new SqliteKeptConnection(connectionString);
        open[connection] = true;
        connection.Disposed += (_, _) => open.TryRemove(connection, out var _);
        return connection;
    }

    private static void SetUp(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }
}
