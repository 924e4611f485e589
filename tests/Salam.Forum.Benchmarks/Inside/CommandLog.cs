using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Benchmarks.Inside;

/// <summary>A command as EF Core sent it.</summary>
public sealed record Command(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters);

/// <summary>Writes down the commands that EF Core sends while it is asked to.</summary>
public sealed class CommandLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private readonly ConcurrentQueue<Command> commands = new();
    private volatile bool listening;

    /// <summary>EF Core remembers for a second that nobody listens.</summary>
    private static readonly TimeSpan NoticedWithin = TimeSpan.FromMilliseconds(1_200);

    public CommandLog() => DiagnosticListener.AllListeners.Subscribe(this);

    public async Task ListenAsync()
    {
        listening = true;
        await Task.Delay(NoticedWithin);
        commands.Clear();
    }

    public IReadOnlyList<Command> Stop()
    {
        listening = false;
        return [.. commands];
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            value.Subscribe(this, name => listening && name == RelationalEventId.CommandExecuting.Name);
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        // The outbox looks for work now and then, on no page's account.
        if (value.Value is CommandEventData { Command: var command } && !command.CommandText.Contains("\"Outbox\"", StringComparison.Ordinal))
            commands.Enqueue(new Command(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
    }

    void IObserver<DiagnosticListener>.OnCompleted() { }
    void IObserver<DiagnosticListener>.OnError(Exception error) { }
    void IObserver<KeyValuePair<string, object?>>.OnCompleted() { }
    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error) { }
}
