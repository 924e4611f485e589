using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Platforms;

/// <summary>
/// Asks platforms how much was given to the projects they count, those that waited longest first. A project is claimed by pushing its time back, as work of
/// the outbox is, so that of however many nodes one asks; a node that dies lets it come due again.
/// </summary>
public sealed class SourceJobs(ForumDb db, PlatformBooks books, IEnumerable<IRaisedSource> sources, ForumOptions options, TimeProvider time)
{
    /// <summary>How many are asked in a round.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2), FirstRest = TimeSpan.FromMinutes(5), LongestRest = TimeSpan.FromHours(12);

    /// <summary>Asks what is due; returns how many were asked.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var asked = 0;
        for (; asked < Most && await ClaimAsync(cancellation) is { } due; asked++)
        {
            var answer = await sources.First(s => s.Platform == due.Place.On).AskAsync(due.Place, due.Currency, cancellation);
            var isRight = answer.Told?.Currency == due.Currency;
            var told = await books.TellAsync(due.ProjectId, due.Place, answer, Now + (isRight ? Jitter(options.Platforms.Pause) : Rest(due.Failures)), cancellation);
            if (!told.Ok)
                throw new InvalidOperationException("Others who write were quicker; to be done again.");
        }
        return asked;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<Due?> ClaimAsync(CancellationToken cancellation)
    {
        var (now, allowed) = (Now, options.Platforms.Allowed.Keys.ToList());
        while (allowed.Count > 0)
        {
            var due = await (
                from s in db.ProjectSources.AsNoTracking()
                where s.DueAt <= now && allowed.Contains(s.Platform)
                join p in db.Projects on s.ProjectId equals p.Id
                where p.PublishedAt != null && (p.State == ProjectState.Open || p.State == ProjectState.Funded || p.State == ProjectState.Paused)
                    && db.Foundations.Any(f => f.Id == p.FoundationId && f.State == FoundationState.Vetted && f.VettedUntil > now)
                orderby s.DueAt, s.ProjectId
                select new { s.ProjectId, s.Platform, s.Nonprofit, s.Name, s.Failures, s.DueAt, p.Currency }).FirstOrDefaultAsync(cancellation);
            if (due is null)
                return null;
            using var turn = await db.EnterWriteAsync(cancellation);
            var until = now + Claim;
            if (await db.ProjectSources.Where(s => s.ProjectId == due.ProjectId && s.DueAt == due.DueAt).ExecuteUpdateAsync(set => set.SetProperty(s => s.DueAt, until), cancellation) == 1)
                return new Due(due.ProjectId, new SourcePlace(due.Platform, due.Nonprofit, due.Name), due.Currency, due.Failures);
        }
        return null;
    }

    /// <summary>Longer each time, so that whoever has trouble is not pressed.</summary>
    private TimeSpan Rest(int failures)
    {
        var rest = FirstRest * Math.Pow(2, Math.Min(failures, 10));
        return Jitter(rest < options.Platforms.Pause ? rest : rest > LongestRest ? LongestRest : rest);
    }

    // A tenth either way: a hundred projects that were opened together are not asked for together for ever.
    private static TimeSpan Jitter(TimeSpan time) => time * (0.9 + RandomNumberGenerator.GetInt32(201) / 1_000d);

    private sealed record Due(long ProjectId, SourcePlace Place, string Currency, int Failures);
}

/// <summary>Does it every minute, where an operator allows a platform.</summary>
public sealed class SourceWorker(IServiceScopeFactory scopes, ForumOptions options, TimeProvider time, ILogger<SourceWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Platforms.Allowed.Count == 0)
            return;
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await AskAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The forum closes.
        }
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<SourceJobs>().RunAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            log.LogWarning("Platforms of charity are asked again later: {Error}", e.GetType().Name);
        }
    }
}
