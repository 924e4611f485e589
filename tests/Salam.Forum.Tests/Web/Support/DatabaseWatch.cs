using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Tests.Web;

/// <summary>What a connection is made to suffer from.</summary>
public enum Trouble
{
    None,
    ReadOnly,
    Full,

    /// <summary>Another process holds the file for itself, readers out.</summary>
    OutOfReach,
}

/// <summary>Stands between the application and its database: counts the commands of each request that asks for it, and makes connections fail on demand.</summary>
public sealed class DatabaseWatch : DbCommandInterceptor, IStartupFilter
{
    /// <summary>A request with this header is counted under its value.</summary>
    public const string Header = "x-count";

    private const int Busy = 5;

    private static readonly AsyncLocal<ConcurrentQueue<string>?> Current = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> counted = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<DbConnection, object> suffering = [];

    /// <summary>What commands meet from now on. Set while no request is under way.</summary>
    public Trouble Trouble
    {
        get;
        set
        {
            field = value;
            foreach (var (connection, _) in suffering.Where(s => s.Key.State == ConnectionState.Open))
                Set(connection, null);
        }
    }

    /// <summary>The commands of a counted request.</summary>
    public IReadOnlyList<string> Of(string count) => counted.TryGetValue(count, out var commands) ? [.. commands] : [];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, following) =>
        {
            if (context.Request.Headers[Header].ToString() is { Length: > 0 } count)
                Current.Value = counted[count] = [];
            await following(context);
        });
        next(app);
    };

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Meet(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Meet(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Meet(command);
        return ValueTask.FromResult(result);
    }

    private void Meet(DbCommand command)
    {
        Current.Value?.Enqueue(command.CommandText);
        if (Trouble == Trouble.OutOfReach)
            throw new SqliteException("database is locked", Busy);
        if (Trouble == Trouble.None || suffering.TryGetValue(command.Connection!, out _))
            return;
        suffering.Add(command.Connection!, this);
        Set(command.Connection!, command.Transaction);
    }

    private void Set(DbConnection connection, DbTransaction? transaction)
    {
        using var setting = connection.CreateCommand();
        // A page count of 1 means "as many as there are now": the engine never goes below what is used.
        setting.CommandText = Trouble switch
        {
            Trouble.ReadOnly => "PRAGMA query_only=1;",
            Trouble.Full => "PRAGMA query_only=0; PRAGMA max_page_count=1;",
            _ => "PRAGMA query_only=0; PRAGMA max_page_count=1073741823;",
        };
        setting.Transaction = transaction;
        setting.ExecuteNonQuery();
    }
}
