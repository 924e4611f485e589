using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Salam.Forum.Data;

namespace Salam.Forum.Charity;

/// <summary>Closes projects whose time is over.</summary>
public sealed class ProjectSweep(ForumDb db, TimeProvider time)
{
    /// <summary>Projects closed in one transaction; the rest waits for the next round.</summary>
    private const int AtOnce = 500;

    /// <summary>Closes those that ended; returns how many. What is stopped stays stopped until a moderator has decided.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var closed = await db.WriteAsync<int>(async () =>
        {
            var over = await db.Projects.Where(p => (p.State == ProjectState.Open || p.State == ProjectState.Funded) && p.EndsAt <= now).OrderBy(p => p.Id).Select(p => p.Id).Take(AtOnce).ToListAsync(cancellation);
            var count = 0;
            foreach (var id in over)
            {
                // Another process may have closed it since it was read; its followers are told once.
                if (await db.Projects.Where(p => p.Id == id && (p.State == ProjectState.Open || p.State == ProjectState.Funded) && p.EndsAt <= now)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ProjectState.Closed).SetProperty(p => p.EditedAt, now), cancellation) == 0)
                    continue;
                await db.NoteAsync(id, ProjectEventKind.Closed, now, cancellation);
                count++;
            }
            return count;
        }, cancellation);
        return closed.Ok ? closed.Value : 0;
    }
}

/// <summary>Does it every few minutes. Until it has, the feed leaves out what is over all the same.</summary>
public sealed class ProjectSweeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<ProjectSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The forum closes.
        }
    }

    private async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ProjectSweep>().RunAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning("Projects that are over wait for the database: {Error}", e.GetType().Name);
        }
    }
}
