using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Salam.Forum.Data;

/// <summary>The forum's data in an embedded SQLite file.</summary>
public sealed class SqliteForumDb(DbContextOptions<SqliteForumDb> options) : ForumDb(options)
{
    private const int UniqueViolation = 2067, PrimaryKeyViolation = 1555;

    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    internal override bool IsEmbedded => true;

    /// <inheritdoc/>
    protected internal override bool IsClash(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    /// <summary>
    /// SQLite has one writer at a time and makes the others sleep; waiting in line here costs no sleep, and is fair. Other processes are still
    /// waited for by the engine's own busy timeout. Whoever's turn it is writes over the one line for it.
    /// </summary>
    protected internal override async ValueTask<IDisposable?> EnterWriteAsync(CancellationToken cancellation)
    {
        var turns = Turns.GetOrAdd(Database.GetConnectionString() ?? "", static _ => new SemaphoreSlim(1, 1));
        await turns.WaitAsync(cancellation);
        try
        {
            return new Turn(turns, SqliteLines.Lend(this));
        }
        catch
        {
            turns.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        SqliteChecks.Apply(builder);
    }

    private sealed class Turn(SemaphoreSlim turns, IDisposable? line) : IDisposable
    {
        private SemaphoreSlim? held = turns;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, null) is not { } turn)
                return;
            try
            {
                line?.Dispose();
            }
            finally
            {
                turn.Release();
            }
        }
    }
}
