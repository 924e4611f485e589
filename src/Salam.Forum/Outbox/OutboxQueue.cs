using System.Text.Json;
using Salam.Forum.Data;

namespace Salam.Forum.Outbox;

/// <summary>Does one kind of outbox work. It may be called twice for the same message, after a crash.</summary>
public interface IOutboxHandler
{
    /// <summary>The <see cref="OutboxMessage.Kind"/> it does.</summary>
    string Kind { get; }

    /// <summary>Does the work, or throws to be called again later.</summary>
    Task HandleAsync(string payload, CancellationToken cancellation);
}

/// <summary>Wakes the worker when a message was committed.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>There is something to do.</summary>
    public void Raise()
    {
        try
        {
            raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised: once is enough.
        }
    }

    /// <summary>Waits until raised, or until the time is over.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => raised.WaitAsync(atMost, cancellation);

    /// <inheritdoc/>
    public void Dispose() => raised.Dispose();
}

/// <summary>Puts work into the outbox, inside the transaction of the act that it follows.</summary>
public sealed class OutboxQueue(ForumDb db, TimeProvider time, OutboxSignal signal)
{
    /// <summary>Adds a message; the caller's transaction commits it.</summary>
    public async Task AddAsync<T>(string kind, T payload, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        db.Outbox.Add(new OutboxMessage { Kind = kind, Payload = JsonSerializer.Serialize(payload), CreatedAt = now, DueAt = now });
        await db.SaveChangesAsync(cancellation);
        db.AfterCommit(signal.Raise);
    }
}
