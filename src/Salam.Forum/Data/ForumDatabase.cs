using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Salam.Forum.Data;

/// <summary>The database as a whole: made, brought up to date, asked for its health, copied.</summary>
public sealed class ForumDatabase(ForumDb db, ForumOptions options, IDataProtectionProvider protection, ILogger<ForumDatabase> log)
{
    private const int Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Full = 13, CannotOpen = 14, NotADatabase = 26;

    /// <summary>Makes the database when there is none, and brings it up to date.</summary>
    /// <exception cref="SettingException">The settings name a database that cannot be used.</exception>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await MigrateAsync(cancellation);
        }
        catch (Exception e) when (e.GetBaseException() is System.Data.Common.DbException)
        {
            throw new SettingException($"The database cannot be used: {e.GetBaseException().Message.ReplaceLineEndings(" ")} Look at ConnectionStrings__Forum and Forum__DataFolder.");
        }
    }

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        using (await db.EnterWriteAsync(cancellation))
        {
            // To migrate, the engine first compares the model with the last migration's, which takes half of the start; a test does that for us.
            if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
                await db.Database.MigrateAsync(cancellation);
            if (options.Provider == Provider.SqlServer)
                await TrySnapshotAsync(cancellation);
            else
                // A database that comes from a backup has lost this setting of its file; without it readers wait for writers.
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        }
        // Makes the first key now: made while a token is checked, inside a transaction, it would wait for that very transaction.
        protection.CreateProtector("start").Protect([]);
    }

    /// <summary>Whether the database answers.</summary>
    public Task<bool> AnswersAsync(CancellationToken cancellation) => db.Database.CanConnectAsync(cancellation);

    /// <summary>Copies the SQLite file, whole and consistent, while the forum runs. SQL Server has its own backups: then false.</summary>
    public async Task<bool> BackUpAsync(string file, CancellationToken cancellation)
    {
        if (options.Provider != Provider.Sqlite)
            return false;
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", cancellation);
        return true;
    }

    /// <summary>Whether what was thrown is trouble of the database (locked, full, read-only, out of reach), not a bug of ours.</summary>
    public static bool IsTrouble(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or IoError or Full or CannotOpen or NotADatabase } => true,
        // -2 is a time-out; 20 and above mean that the connection is gone.
        SqlException sql => sql.Number is -2 or 1205 or 9002 or 3906 or 4060 || sql.Class >= 20,
        Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException => true,
        { InnerException: { } inner } => IsTrouble(inner),
        _ => false,
    };

    private async Task TrySnapshotAsync(CancellationToken cancellation)
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("IF (SELECT is_read_committed_snapshot_on FROM sys.databases WHERE name = DB_NAME()) = 0 ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE", cancellation);
        }
        catch (SqlException e)
        {
            log.LogWarning("READ_COMMITTED_SNAPSHOT could not be switched on (error {Number}); readers may wait for writers", e.Number);
        }
    }
}
