using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Salam.Forum.ContentFilter;

namespace Salam.Forum.Moderation;

/// <summary>
/// Runs the pass over everything whenever the lists have changed, in the background: it takes a third of the time at most and leaves the rest, and
/// the way to the database, to members.
/// </summary>
public sealed partial class JudgingWorker(IServiceScopeFactory scopes, IServiceProvider services, TimeProvider time, ILogger<JudgingWorker> log) : BackgroundService
{
    private const int StepsBetweenLines = 100;
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10), Look = TimeSpan.FromMinutes(5), Least = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var changed = new SemaphoreSlim(0);
        LiveFilter? live = null;
        EventHandler again = (_, _) => changed.Release();
        try
        {
            // The forum opens first.
            await Task.Delay(Start, time, stoppingToken);
            live = services.GetRequiredService<LiveFilter>();
            live.Changed += again;
            while (true)
            {
                await PassAsync(stoppingToken);
                // Looked at now and then too: another node, or an import, may have left something.
                await changed.WaitAsync(Look, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The forum closes; the pass goes on from here when it opens.
        }
        finally
        {
            if (live is not null)
                live.Changed -= again;
        }
    }

    private async Task PassAsync(CancellationToken cancellation)
    {
        var (steps, held) = (0, 0);
        try
        {
            while (await StepAsync(cancellation) is var (step, took))
            {
                held += step.Held;
                if (++steps % StepsBetweenLines == 0)
                    Went(step.Kind, step.LastId, step.UpTo, held);
                var pause = took * 2;
                await Task.Delay(pause < Least ? Least : pause, time, cancellation);
            }
            if (steps > 0)
                Through(steps, held);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Waiting(e.GetType().Name);
        }
    }

    private async Task<(JudgingStep Step, TimeSpan Took)?> StepAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var began = Stopwatch.GetTimestamp();
        return await scope.ServiceProvider.GetRequiredService<JudgingPass>().StepAsync(cancellation) is { } step ? (step, Stopwatch.GetElapsedTime(began)) : null;
    }

    [LoggerMessage(1, LogLevel.Information, "Judging anew: {Kind} {LastId} of {UpTo}, {Held} before moderators so far")]
    private partial void Went(ThingKind kind, long lastId, long upTo, int held);

    [LoggerMessage(2, LogLevel.Information, "Judged anew in {Steps} steps, {Held} before moderators")]
    private partial void Through(int steps, int held);

    [LoggerMessage(3, LogLevel.Warning, "Judging anew waits for the database: {Error}")]
    private partial void Waiting(string error);
}
