using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Data;

/// <summary>
/// The forum's open connections to its SQLite file (docs/adr/0012): one to write over, whose turn <see cref="SqliteForumDb.EnterWriteAsync"/> gives, and
/// as many to read over as read at the same moment, which is as many as the machine has hands, not as many as there are requests under way.
/// Ending it closes all of them.
/// </summary>
internal sealed class SqliteLines(string connectionString) : IDisposable
{
    /// <summary>Readers kept while nobody reads; each holds up to 4 MB of pages, and its statements.</summary>
    private const int MostAtRest = 12;

    private readonly ConcurrentStack<SqliteLine> readers = new();
    private SqliteLine? writer;
    private volatile bool ended;

    /// <summary>How the file is opened. The lines are kept here, so nobody else needs to.</summary>
    public string ConnectionString { get; } = new SqliteConnectionStringBuilder(connectionString) { Pooling = false, DefaultTimeout = 4 }.ToString();

    /// <summary>What sends the commands of a context over these lines.</summary>
    public IEnumerable<IInterceptor> Interceptors => [new Connections(this), new Commands(this), new Transactions()];

    /// <summary>How many readers are at rest.</summary>
    internal int AtRest => readers.Count;

    /// <summary>Lets the context write over the writer's line until what is returned is disposed; the caller has the turn. Null where the context has another connection of its own.</summary>
    public static IDisposable? Lend(DbContext context) =>
        context.Database.GetDbConnection() is OfContext own ? new Writing(context, own.Lines) : null;

    /// <summary>Folds what is in the write-ahead log into the file, as far as that makes nobody wait; returns how many pages the log holds.</summary>
    /// <exception cref="SqliteException">The file is locked, full or read-only.</exception>
    public long Fold()
    {
        using var given = new SqliteCommand("PRAGMA wal_checkpoint(PASSIVE)");
        using var command = Reading(given);
        using var row = command.ExecuteReader();
        return row.Read() ? row.GetInt64(1) : 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended = true;
        writer?.Dispose();
        while (readers.TryPop(out var reader))
            reader.Dispose();
    }

    /// <summary>The reader that was used last, whose pages are warm.</summary>
    private SqliteCommand Reading(SqliteCommand given)
    {
        if (!readers.TryPop(out var reader))
            reader = new SqliteLine(ConnectionString);
        try
        {
            reader.Open();
            return reader.Prepared(given, Rest);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private void Rest(SqliteLine reader)
    {
        if (ended || readers.Count >= MostAtRest || reader.IsSpoilt)
            reader.Dispose();
        else
            readers.Push(reader);
    }

    private static void Spoil(DbConnection? connection)
    {
        if (connection is SqliteLine line)
            line.IsSpoilt = true;
    }

    private SqliteLine Writer()
    {
        if (writer is not { IsSpoilt: false })
        {
            writer?.Dispose();
            writer = new SqliteLine(ConnectionString);
        }
        return writer;
    }

    /// <summary>What a context holds for a connection. It is never opened: every command goes over one of the lines.</summary>
    private sealed class OfContext(SqliteLines lines) : SqliteConnection(lines.ConnectionString)
    {
        private bool isOpen;

        public SqliteLines Lines => lines;

        public override ConnectionState State => isOpen ? ConnectionState.Open : ConnectionState.Closed;

        public override void Open() => isOpen = true;

        public override void Close() => isOpen = false;

        public override SqliteTransaction BeginTransaction(IsolationLevel isolationLevel, bool deferred) =>
            throw new InvalidOperationException($"Transactions are begun by {nameof(ForumDb)}.{nameof(ForumDb.WriteAsync)}.");
    }

    private sealed class Connections(SqliteLines lines) : DbConnectionInterceptor
    {
        // The engine's own look whether the file exists opens it for reading, and closes it.
        public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
            new SqliteConnectionStringBuilder(eventData.ConnectionString).Mode == SqliteOpenMode.ReadOnly ? result : InterceptionResult<DbConnection>.SuppressWithResult(new OfContext(lines));
    }

    private sealed class Commands(SqliteLines lines) : DbCommandInterceptor
    {
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) => result.Connection switch
        {
            OfContext => lines.Reading((SqliteCommand)result),
            SqliteLine line => line.Prepared((SqliteCommand)result, done: null),
            _ => result,
        };

        public override void CommandFailed(DbCommand command, CommandErrorEventData eventData) => Spoil(command.Connection);

        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Spoil(command.Connection);
            return Task.CompletedTask;
        }
    }

    private sealed class Transactions : DbTransactionInterceptor
    {
        public override void TransactionFailed(DbTransaction transaction, TransactionErrorEventData eventData) => Spoil(transaction.Connection);

        public override Task TransactionFailedAsync(DbTransaction transaction, TransactionErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Spoil(transaction.Connection);
            return Task.CompletedTask;
        }
    }

    private sealed class Writing : IDisposable
    {
        private readonly DbContext context;
        private readonly SqliteLines lines;

        public Writing(DbContext context, SqliteLines lines)
        {
            (this.context, this.lines) = (context, lines);
            context.Database.SetDbConnection(lines.Writer());
        }

        public void Dispose() => context.Database.SetDbConnection(new OfContext(lines));
    }
}
