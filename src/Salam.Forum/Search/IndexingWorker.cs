using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Salam.Forum.Search;

/// <summary>Runs the pass once after the start, in the background: it takes a third of the time at most and leaves the rest, and the way to the database, to members.</summary>
public sealed partial class IndexingWorker(IServiceScopeFactory scopes, TimeProvider time, ILogger<IndexingWorker> log) : BackgroundService
{
    private const int StepsBetweenLines = 1_000;
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10), Again = TimeSpan.FromMinutes(1), Least = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // The forum opens first.
            await Task.Delay(Start, time, stoppingToken);
            while (!await PassAsync(stoppingToken))
                await Task.Delay(Again, time, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The forum closes; the pass goes on from here when it opens.
        }
    }

    /// <summary>Whether it came to the end.</summary>
    private async Task<bool> PassAsync(CancellationToken cancellation)
    {
        var (steps, indexed) = (0, 0L);
        try
        {
            while (await StepAsync(cancellation) is var (step, took))
            {
                indexed += step.Indexed;
                if (++steps % StepsBetweenLines == 0)
                    Went(step.LastId, step.UpTo);
                var pause = took * 2;
                await Task.Delay(pause < Least ? Least : pause, time, cancellation);
            }
            if (indexed > 0)
                Through(indexed);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Waiting(e.GetType().Name);
            return false;
        }
    }

    private async Task<(IndexStep Step, TimeSpan Took)?> StepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var began = Stopwatch.GetTimestamp();
        return await scope.ServiceProvider.GetRequiredService<IndexingPass>().StepAsync(cancellation) is { } step ? (step, Stopwatch.GetElapsedTime(began)) : null;
    }

    [LoggerMessage(1, LogLevel.Information, "Indexing for search: {LastId} of {UpTo}")]
    private partial void Went(long lastId, long upTo);

    [LoggerMessage(2, LogLevel.Information, "Indexed {Posts} posts for search")]
    private partial void Through(long posts);

    [LoggerMessage(3, LogLevel.Warning, "Indexing for search waits for the database: {Error}")]
    private partial void Waiting(string error);
}
