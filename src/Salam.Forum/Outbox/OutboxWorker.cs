using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Salam.Forum.Outbox;

/// <summary>Does what waits in a lane of the outbox, at least once, on any number of nodes.</summary>
public abstract class OutboxWorker(OutboxLane lane, IServiceScopeFactory scopes, OutboxSignal signal, ILogger log) : BackgroundService
{
    /// <summary>Where it says what went wrong.</summary>
    protected ILogger Log => log;

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10), Start = TimeSpan.FromSeconds(3);

    /// <summary>How many messages are claimed at once.</summary>
    protected virtual int Most => 1;

    /// <summary>Does what is due, as much as is claimed at once; false when nothing is.</summary>
    public async Task<bool> DoSomeAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<OutboxClaims>();
        var claimed = await claims.ClaimAsync(lane, Most, cancellation);
        if (claimed.Count > 0)
            await DoAsync(scope.ServiceProvider, claims, claimed, cancellation);
        return claimed.Count > 0;
    }

    /// <summary>Does the work that was claimed, and says of each message what came of it.</summary>
    protected abstract Task DoAsync(IServiceProvider services, OutboxClaims claims, IReadOnlyList<OutboxMessage> claimed, CancellationToken cancellation);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The forum opens first; what is new is not waited for.
        var pause = Start;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await signal.WaitAsync(lane, pause, stoppingToken);
                pause = Poll;
                while (await DoSomeAsync(stoppingToken))
                {
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError("The outbox is waiting for the database: {Error}", e.GetType().Name);
            }
        }
    }
}

/// <summary>Has the handler of each message do its work, one after another; failures wait longer each time.</summary>
public abstract class HandlerWorker(OutboxLane lane, IServiceScopeFactory scopes, OutboxSignal signal, ILogger log) : OutboxWorker(lane, scopes, signal, log)
{
    /// <inheritdoc/>
    protected override async Task DoAsync(IServiceProvider services, OutboxClaims claims, IReadOnlyList<OutboxMessage> claimed, CancellationToken cancellation)
    {
        foreach (var message in claimed)
        {
            try
            {
                var handler = services.GetServices<IOutboxHandler>().FirstOrDefault(h => h.Kind == message.Kind)
                    ?? throw new InvalidOperationException($"No handler does outbox work of kind {message.Kind}.");
                await handler.HandleAsync(message.Payload, cancellation);
                await claims.DoneAsync([message.Id], cancellation);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                Log.LogWarning("Outbox message {Id} of kind {Kind} failed at try {Attempt}: {Error}", message.Id, message.Kind, message.Attempts, e.GetType().Name);
                await claims.FailedAsync(message, cancellation);
            }
        }
    }
}

/// <summary>Sends mails.</summary>
public sealed class MailWorker(IServiceScopeFactory scopes, OutboxSignal signal, ILogger<MailWorker> log) : HandlerWorker(OutboxLane.Mail, scopes, signal, log);
