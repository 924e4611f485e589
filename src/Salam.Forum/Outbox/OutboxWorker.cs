using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Salam.Forum.Data;

namespace Salam.Forum.Outbox;

/// <summary>
/// Does what waits in the outbox, at least once, on any number of nodes: a message is claimed by pushing its due time back, so that another
/// node passes it by, and a node that dies lets it come due again. Failures wait longer each time.
/// </summary>
public sealed class OutboxWorker(IServiceScopeFactory scopes, OutboxSignal signal, TimeProvider time, ILogger<OutboxWorker> log) : BackgroundService
{
    private const int MaxAttempts = 12;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10), Claim = TimeSpan.FromMinutes(2);

    /// <summary>Does one due message; false when nothing is due.</summary>
    public async Task<bool> DoOneAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ForumDb>();
        var now = time.GetUtcNow().UtcDateTime;
        var message = await db.Outbox.AsNoTracking().Where(m => m.DueAt <= now).OrderBy(m => m.DueAt).ThenBy(m => m.Id).FirstOrDefaultAsync(cancellation);
        if (message is null)
            return false;
        var until = now + Claim;
        var attempt = message.Attempts + 1;
        var claimed = await WriteAsync(db, m => m.Where(x => x.DueAt == message.DueAt).ExecuteUpdateAsync(set => set.SetProperty(x => x.DueAt, until).SetProperty(x => x.Attempts, attempt), cancellation), message.Id, cancellation);
        if (claimed == 0)
            return true;
        try
        {
            var handler = scope.ServiceProvider.GetServices<IOutboxHandler>().FirstOrDefault(h => h.Kind == message.Kind)
                ?? throw new InvalidOperationException($"No handler does outbox work of kind {message.Kind}.");
            await handler.HandleAsync(message.Payload, cancellation);
            await WriteAsync(db, m => m.ExecuteDeleteAsync(cancellation), message.Id, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var again = time.GetUtcNow().UtcDateTime + Backoff(attempt);
            log.LogWarning("Outbox message {Id} of kind {Kind} failed at try {Attempt}: {Error}", message.Id, message.Kind, attempt, e.GetType().Name);
            await WriteAsync(db, m => m.ExecuteUpdateAsync(set => set.SetProperty(x => x.DueAt, again), cancellation), message.Id, cancellation);
        }
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DoOneAsync(stoppingToken))
                {
                }
                await signal.WaitAsync(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError("The outbox is waiting for the database: {Error}", e.GetType().Name);
                await Task.Delay(Poll, stoppingToken);
            }
        }
    }

    /// <summary>Waits in the writers' line (docs/adr/0007), as every write does.</summary>
    private static async Task<int> WriteAsync(ForumDb db, Func<IQueryable<OutboxMessage>, Task<int>> write, long id, CancellationToken cancellation)
    {
        using var turn = await db.EnterWriteAsync(cancellation);
        return await write(db.Outbox.Where(m => m.Id == id));
    }

    private static TimeSpan Backoff(int attempt) =>
        attempt >= MaxAttempts ? TimeSpan.FromDays(365) : TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, attempt), 3_600));
}
