using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Tests.Support;

/// <summary>A database command as it was sent.</summary>
public sealed record SentCommand(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>Writes down the commands that are sent while somebody listens, for that somebody alone.</summary>
public sealed class CommandLog : DbCommandInterceptor
{
    private readonly AsyncLocal<List<SentCommand>?> listener = new();

    /// <summary>From here on the commands of this flow are collected in the list returned.</summary>
    public List<SentCommand> Listen() => listener.Value = [];

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Note(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReaderExecuting(command, eventData, result));

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Note(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(NonQueryExecuting(command, eventData, result));

    private void Note(DbCommand command) =>
        listener.Value?.Add(new SentCommand(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
}
