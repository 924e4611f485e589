using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Outbox;

/// <summary>
/// Takes what is due in a lane, on any number of nodes: a message is claimed by pushing its due time back, so that another node passes it by, and a
/// node that dies lets it come due again.
/// </summary>
public sealed class OutboxClaims(ForumDb db, TimeProvider time)
{
    private const int MaxAttempts = 12;
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2), LongClaim = TimeSpan.FromMinutes(30);

    /// <summary>Claims the messages of a lane that are due, the longest due first; empty when none is.</summary>
    /// <param name="lane">Whose.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(OutboxLane lane, int most, CancellationToken cancellation)
    {
        while (true)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var due = await db.Outbox.AsNoTracking().Where(m => m.Lane == lane && m.DueAt <= now).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(most).ToListAsync(cancellation);
            if (due.Count == 0)
                return [];
            if (await ClaimAsync(due, now + (lane == OutboxLane.Mail ? Claim : LongClaim), cancellation) is { Count: > 0 } claimed)
                return claimed;
        }
    }

    /// <summary>The work is done.</summary>
    public Task DoneAsync(IReadOnlyList<long> ids, CancellationToken cancellation) => WriteAsync(ids, m => m.ExecuteDeleteAsync(cancellation), cancellation);

    /// <summary>A try failed; the next one comes later each time.</summary>
    public Task FailedAsync(OutboxMessage message, CancellationToken cancellation) => AgainAsync([message.Id], time.GetUtcNow().UtcDateTime + Backoff(message), cancellation);

    /// <summary>To be done again, not before a moment.</summary>
    public Task AgainAsync(IReadOnlyList<long> ids, DateTime dueAt, CancellationToken cancellation) =>
        WriteAsync(ids, m => m.ExecuteUpdateAsync(set => set.SetProperty(x => x.DueAt, dueAt), cancellation), cancellation);

    private async Task<List<OutboxMessage>> ClaimAsync(List<OutboxMessage> due, DateTime until, CancellationToken cancellation)
    {
        var claimed = new List<OutboxMessage>(due.Count);
        using var turn = await db.EnterWriteAsync(cancellation);
        foreach (var message in due)
        {
            var attempt = message.Attempts + 1;
            if (await db.Outbox.Where(m => m.Id == message.Id && m.DueAt == message.DueAt).ExecuteUpdateAsync(set => set.SetProperty(m => m.DueAt, until).SetProperty(m => m.Attempts, attempt), cancellation) == 1)
            {
                message.Attempts = attempt;
                claimed.Add(message);
            }
        }
        return claimed;
    }

    /// <summary>Waits in the writers' line (docs/adr/0007), as every write does.</summary>
    private async Task WriteAsync(IReadOnlyList<long> ids, Func<IQueryable<OutboxMessage>, Task<int>> write, CancellationToken cancellation)
    {
        using var turn = await db.EnterWriteAsync(cancellation);
        await write(ids is [var id] ? db.Outbox.Where(m => m.Id == id) : db.Outbox.Where(m => ids.Contains(m.Id)));
    }

    // What is to be thrown away is asked for by nobody else: it is never given up.
    private static TimeSpan Backoff(OutboxMessage message) =>
        message.Attempts >= MaxAttempts && message.Lane != OutboxLane.Blobs ? TimeSpan.FromDays(365) : TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, message.Attempts), 3_600));
}
