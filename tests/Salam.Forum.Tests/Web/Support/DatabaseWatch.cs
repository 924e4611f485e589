using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Tests.Web;

/// <summary>What a connection is made to suffer from when it is opened.</summary>
public enum Trouble
{
    None,
    ReadOnly,
    Full,
}

/// <summary>Stands between the application and its database: counts the commands of each request that asks for it, and makes connections fail on demand.</summary>
public sealed class DatabaseWatch : DbCommandInterceptor, IStartupFilter
{
    /// <summary>A request with this header is counted under its value.</summary>
    public const string Header = "x-count";

    private static readonly AsyncLocal<ConcurrentQueue<string>?> Current = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> counted = new(StringComparer.Ordinal);

    public DatabaseWatch() => Opening = new OnOpening(this);

    public Trouble Trouble { get; set; }

    /// <summary>To be added beside this one.</summary>
    public IInterceptor Opening { get; }

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
        Current.Value?.Enqueue(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Current.Value?.Enqueue(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Current.Value?.Enqueue(command.CommandText);
        return ValueTask.FromResult(result);
    }

    private sealed class OnOpening(DatabaseWatch watch) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            SetUp(connection);
            return Task.CompletedTask;
        }

        private void SetUp(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            // A page count of 1 means "as many as there are now": the engine never goes below what is used.
            command.CommandText = watch.Trouble switch
            {
                Trouble.ReadOnly => "PRAGMA query_only=1;",
                Trouble.Full => "PRAGMA query_only=0; PRAGMA max_page_count=1;",
                _ => "PRAGMA query_only=0; PRAGMA max_page_count=1073741823;",
            };
            command.ExecuteNonQuery();
        }
    }
}
