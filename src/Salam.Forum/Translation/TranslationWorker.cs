using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Salam.Forum.Outbox;

namespace Salam.Forum.Translation;

/// <summary>Does the translations that wait in the outbox, a batch after another, at the speed of the engines.</summary>
public sealed class TranslationWorker(IServiceScopeFactory scopes, OutboxSignal signal, TimeProvider time, ILogger<TranslationWorker> log)
    : OutboxWorker(OutboxLane.Translation, scopes, signal, log)
{
    /// <summary>An engine that is down is tried again after a minute, then more and more seldom.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task DoAsync(IServiceProvider services, OutboxClaims claims, IReadOnlyList<OutboxMessage> claimed, CancellationToken cancellation)
    {
        foreach (var message in claimed)
        {
            var again = await TryAsync(services, message, cancellation);
            if (again is { } at)
                await claims.AgainAsync([message.Id], at, cancellation);
            else
                await claims.DoneAsync([message.Id], cancellation);
        }
    }

    /// <summary>Does a batch; returns when to try again for what is left of it.</summary>
    private async Task<DateTime?> TryAsync(IServiceProvider services, OutboxMessage message, CancellationToken cancellation)
    {
        try
        {
            var asked = await services.GetRequiredService<TranslationJobs>().DoAsync(JsonSerializer.Deserialize<long[]>(message.Payload)!, message.Attempts, cancellation);
            return asked is { } earliest ? Later(message.Attempts, earliest) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning("Translations {Id} failed at try {Attempt}: {Error}", message.Id, message.Attempts, e.GetType().Name);
            return Later(message.Attempts, time.GetUtcNow().UtcDateTime);
        }
    }

    /// <summary>Not all at the same moment when an engine comes back, and never given up: the words are still there to be translated.</summary>
    private DateTime Later(int attempt, DateTime earliest)
    {
        var wait = Math.Min(Least.TotalSeconds * Math.Pow(2, Math.Min(attempt, 10) - 1), Longest.TotalSeconds);
        var backoff = time.GetUtcNow().UtcDateTime.AddSeconds(wait * RandomNumberGenerator.GetInt32(500, 1_500) / 1_000);
        return backoff > earliest ? backoff : earliest.AddMilliseconds(RandomNumberGenerator.GetInt32(10_000));
    }
}
