using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Salam.Forum.Outbox;

namespace Salam.Forum.LinkCards;

/// <summary>Makes the cards that wait in the outbox, in a lane of their own: strangers' servers are slow, and nobody's mail waits for them.</summary>
public sealed class LinkCardWorker(IServiceScopeFactory scopes, OutboxSignal signal, TimeProvider time, ILogger<LinkCardWorker> log) : OutboxWorker(OutboxLane.Links, scopes, signal, log)
{
    /// <summary>The wait after the first try; ten times as long after the second.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task DoAsync(IServiceProvider services, OutboxClaims claims, IReadOnlyList<OutboxMessage> claimed, CancellationToken cancellation)
    {
        foreach (var message in claimed)
        {
            if (await TryAsync(services.GetRequiredService<LinkCardJobs>(), message, cancellation))
                await claims.AgainAsync([message.Id], time.GetUtcNow().UtcDateTime + (Pause * Math.Pow(10, message.Attempts - 1)), cancellation);
            else
                await claims.DoneAsync([message.Id], cancellation);
        }
    }

    /// <summary>Whether it is to be tried again. What fails in a way that nobody thought of is given up likewise.</summary>
    private async Task<bool> TryAsync(LinkCardJobs jobs, OutboxMessage message, CancellationToken cancellation)
    {
        var order = JsonSerializer.Deserialize<LinkCardOrder>(message.Payload)!;
        try
        {
            return await jobs.DoAsync(order, message.Attempts, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            Log.LogWarning("The card {Id} failed at try {Attempt}: {Error}", message.Id, message.Attempts, e.GetType().Name);
            if (message.Attempts < LinkCardJobs.Tries)
                return true;
            await jobs.GiveUpAsync(order, cancellation);
            return false;
        }
    }
}
