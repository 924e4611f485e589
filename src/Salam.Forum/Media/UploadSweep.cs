using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Outbox;

namespace Salam.Forum.Media;

/// <summary>Throws away the pictures that were sent and not posted within a day.</summary>
public sealed class UploadSweep(ForumDb db, TimeProvider time, OutboxQueue outbox)
{
    private const int AtOnce = 100;

    /// <summary>Throws some away; returns how many.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        var until = time.GetUtcNow().UtcDateTime - PictureUpload.Lifetime;
        var swept = await db.WriteAsync<int>(async () =>
        {
            var old = await db.PictureUploads.IgnoreQueryFilters([Visibility.ReaderFilter]).Where(u => u.CreatedAt <= until).OrderBy(u => u.CreatedAt).Take(AtOnce).Select(u => new { u.Id, u.Key }).ToListAsync(cancellation);
            foreach (var upload in old)
            {
                // One that was posted meanwhile is gone from here, and its files are a post's now.
                if (await db.PictureUploads.IgnoreQueryFilters([Visibility.ReaderFilter]).Where(u => u.Id == upload.Id).ExecuteDeleteAsync(cancellation) == 1)
                    await outbox.AddAsync(BlobRemoval.Name, new BlobRemoval.Payload(BlobNames.OfPicture(upload.Key)), cancellation, OutboxLane.Blobs);
            }
            return old.Count;
        }, cancellation);
        return swept.Value;
    }
}

/// <summary>Sweeps every hour.</summary>
public sealed class UploadSweeper(IServiceScopeFactory scopes, TimeProvider time, UploadTurns turns, ILogger<UploadSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(30), Interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The forum opens first.
        await Task.Delay(Start, time, stoppingToken);
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                turns.Clear(time.GetUtcNow().UtcDateTime - Interval);
                await using var scope = scopes.CreateAsyncScope();
                var sweep = scope.ServiceProvider.GetRequiredService<UploadSweep>();
                while (await sweep.SweepAsync(stoppingToken) > 0)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Pictures that were not posted could not be swept: {Error}", e.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
