using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Salam.Forum.Charity.Donations;

/// <summary>
/// Where messages wait for the books, and are answered once what they said is committed. Those that wait at the same moment share a transaction, since
/// most of what one costs is its commit: the more arrive, the less each takes (docs/adr/0032).
/// </summary>
public sealed class DonationLine(IServiceScopeFactory scopes, ILogger<DonationLine> log) : BackgroundService
{
    /// <summary>How many announcements share a transaction, so that nobody else who writes waits for long; a longer list is taken as it is.</summary>
    private const int Handful = 64;

    /// <summary>How many messages wait at most; to more it is said at once that they shall come again.</summary>
    private const int WaitingMost = 4_000;

    private const int Tries = 5;

    private readonly Channel<Waiting> line = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(WaitingMost) { SingleReader = true });

    /// <summary>Takes the announcements of a message, all in one transaction, and answers when it is committed. A refusal means that nothing of it was kept.</summary>
    public async Task<Result<IReadOnlyList<Taken>>> TakeAsync(IReadOnlyList<Announced> announced)
    {
        var waiting = new Waiting(announced);
        return line.Writer.TryWrite(waiting) ? await waiting.Answer.Task : new Refusal(RefusalKind.TooMany, "Busy");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await line.Reader.WaitToReadAsync(stoppingToken))
                await TakeAsync(Next(), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Closing: whoever waits was not told that anything is kept.
        }
        line.Writer.TryComplete();
        while (line.Reader.TryRead(out var left))
            left.Answer.TrySetResult(new Refusal(RefusalKind.TooMany, "Busy"));
    }

    private List<Waiting> Next()
    {
        List<Waiting> next = [];
        for (var count = 0; count < Handful && line.Reader.TryRead(out var waiting); count += waiting.Announced.Count)
            next.Add(waiting);
        return next;
    }

    private async Task TakeAsync(List<Waiting> next, CancellationToken cancellation)
    {
        try
        {
            Answer(next, await TakenAsync([.. next.SelectMany(w => w.Announced)], cancellation));
        }
        catch (Exception e) when (next.Count > 1 && e is not OperationCanceledException)
        {
            // One of them may be what the database cannot take; the others shall not suffer for it.
            foreach (var alone in next)
                await TakeAsync([alone], cancellation);
        }
        catch (Exception e)
        {
            if (e is not OperationCanceledException)
                log.LogError("Announcements of donations could not be kept: {Error}", e.GetType().Name);
            next.ForEach(w => w.Answer.TrySetException(e));
        }
    }

    private async Task<Result<IReadOnlyList<Taken>>> TakenAsync(List<Announced> announced, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var taken = await scope.ServiceProvider.GetRequiredService<DonationIntake>().TakeAsync(announced, cancellation);
            // Another node was quicker; what was read is read anew.
            if (taken.Ok || attempt == Tries)
                return taken;
        }
    }

    private static void Answer(List<Waiting> next, Result<IReadOnlyList<Taken>> taken)
    {
        var from = 0;
        foreach (var waiting in next)
        {
            var count = waiting.Announced.Count;
            waiting.Answer.TrySetResult(taken.Ok ? taken.Value.Skip(from).Take(count).ToList() : taken.Refusals[0]);
            from += count;
        }
    }

    private sealed class Waiting(IReadOnlyList<Announced> announced)
    {
        public IReadOnlyList<Announced> Announced => announced;

        // Whoever is answered goes on elsewhere, and not in the middle of the line.
        public TaskCompletionSource<Result<IReadOnlyList<Taken>>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
