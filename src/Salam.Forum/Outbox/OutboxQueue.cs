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

/// <summary>Wakes the worker of a lane when a message was committed.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly Dictionary<OutboxLane, SemaphoreSlim> raised = Enum.GetValues<OutboxLane>().ToDictionary(lane => lane, _ => new SemaphoreSlim(0, 1));

    /// <summary>There is something to do.</summary>
    public void Raise(OutboxLane lane)
    {
        try
        {
            raised[lane].Release();
        }
        catch (SemaphoreFullException)
        {
            // Already raised: once is enough.
        }
    }

    /// <summary>Waits until raised, or until the time is over.</summary>
    public Task WaitAsync(OutboxLane lane, TimeSpan atMost, CancellationToken cancellation) => raised[lane].WaitAsync(atMost, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var semaphore in raised.Values)
            semaphore.Dispose();
    }
}

/// <summary>Puts work into the outbox, inside the transaction of the act that it follows.</summary>
public sealed class OutboxQueue(ForumDb db, TimeProvider time, OutboxSignal signal)
{
    /// <summary>Adds a message; the caller's transaction commits it.</summary>
    public async Task AddAsync<T>(string kind, T payload, CancellationToken cancellation, OutboxLane lane = OutboxLane.Mail)
    {
        var now = time.GetUtcNow().UtcDateTime;
        db.Outbox.Add(new OutboxMessage { Kind = kind, Lane = lane, Payload = JsonSerializer.Serialize(payload), CreatedAt = now, DueAt = now });
        await db.SaveChangesAsync(cancellation);
        db.AfterCommit(() => signal.Raise(lane));
    }
}
