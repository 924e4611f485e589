using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Salam.Forum.Translation.Engines;

namespace Salam.Forum.Translation;

/// <summary>
/// What pages would like to have translated, on its way to the database: whoever reads does not wait for a write, and ten who read the same ask once.
/// What is lost on the way, when the forum ends, the next reader asks for again.
/// </summary>
public sealed class TranslationAsks
{
    private const int Most = 10_000;
    private readonly Channel<(long Thing, string To)> channel = Channel.CreateBounded<(long Thing, string To)>(Most);
    private readonly ConcurrentDictionary<(long Thing, string To), byte> waiting = [];
    private volatile bool isFull;

    /// <summary>Whether no more is taken.</summary>
    public bool IsFull => isFull;

    /// <summary>Takes no more, or takes them again.</summary>
    public void Close(bool full) => isFull = full;

    /// <summary>How many wait.</summary>
    public int Waiting => channel.Reader.Count;

    /// <summary>Asks for a thing in a language; false when too many wait already.</summary>
    public bool Add(long thing, string to)
    {
        if (isFull)
            return false;
        if (!waiting.TryAdd((thing, to), 0))
            return true;
        if (channel.Writer.TryWrite((thing, to)))
            return true;
        waiting.TryRemove((thing, to), out _);
        return false;
    }

    /// <summary>Waits until something was asked for; takes up to so many of it.</summary>
    public async Task<IReadOnlyList<(long Thing, string To)>> TakeAsync(int most, CancellationToken cancellation)
    {
        await channel.Reader.WaitToReadAsync(cancellation);
        var taken = new List<(long Thing, string To)>();
        while (taken.Count < most && channel.Reader.TryRead(out var ask))
            taken.Add(ask);
        return taken;
    }

    /// <summary>They stand in the database now, or never will: they may be asked for again.</summary>
    public void Settle(IEnumerable<(long Thing, string To)> asks)
    {
        foreach (var ask in asks)
            waiting.TryRemove(ask, out _);
    }
}

/// <summary>Brings what was asked for to the database.</summary>
public sealed class TranslationAsker(IServiceScopeFactory scopes, TranslationAsks asks, Translator translator, ILogger<TranslationAsker> log) : BackgroundService
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>Takes what was asked for, and waits for it.</summary>
    public async Task DoSomeAsync(CancellationToken cancellation)
    {
        var taken = await asks.TakeAsync(AtOnce, cancellation);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var service = scope.ServiceProvider.GetRequiredService<TranslationService>();
            await service.AskAsync(taken, cancellation);
            asks.Close(await service.IsFullAsync(cancellation));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("{Count} translations were not asked for: {Error}", taken.Count, e.GetType().Name);
        }
        finally
        {
            asks.Settle(taken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await translator.ReadyAsync(stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                if (asks.IsFull)
                {
                    await Task.Delay(Look, stoppingToken);
                    await ReopenAsync(stoppingToken);
                }
                else
                {
                    await DoSomeAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The forum closes.
        }
    }

    /// <summary>Looks now and then whether what was too much has been done.</summary>
    private async Task ReopenAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            asks.Close(await scope.ServiceProvider.GetRequiredService<TranslationService>().IsFullAsync(cancellation));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("Whether translations wait could not be read: {Error}", e.GetType().Name);
        }
    }
}
