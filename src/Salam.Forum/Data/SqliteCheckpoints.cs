using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Salam.Forum.Data;

/// <summary>
/// Folds SQLite's write-ahead log into the file beside the requests. Left to the engine, the commit that fills the log does it, and whoever
/// votes at that moment waits for the disk.
/// </summary>
internal sealed class SqliteCheckpoints(IServiceScopeFactory scopes, SqliteLines lines, TimeProvider time) : BackgroundService
{
    /// <summary>Pages of 4 KB in the log from which writers wait a moment, so that the log begins anew and stays short.</summary>
    private const long LongLog = 4000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Folds what is in the log, unless nothing was written since <paramref name="seen"/>; returns when the log was last written.</summary>
    internal static async Task<DateTime> FoldAsync(ForumDb db, SqliteLines lines, DateTime seen, CancellationToken cancellation)
    {
        var log = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource + "-wal";
        var written = File.GetLastWriteTimeUtc(log);
        if (written == seen)
            return seen;
        if (lines.Fold() > LongLog)
        {
            // What was written meanwhile, so that as little as can be is left to do while writers wait.
            lines.Fold();
            using var turn = await db.EnterWriteAsync(cancellation);
            lines.Fold();
        }
        return written;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        var seen = DateTime.MinValue;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    seen = await FoldAsync(scope.ServiceProvider.GetRequiredService<ForumDb>(), lines, seen, stoppingToken);
                }
                catch (SqliteException)
                {
                    // Locked, full or read-only: the requests say so, and the next tick tries again.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The forum stops.
        }
    }
}
