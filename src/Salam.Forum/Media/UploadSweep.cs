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
                await outbox.AddAsync(BlobRemoval.Name, new BlobRemoval.Payload(BlobNames.OfPicture(upload.Key)), cancellation, OutboxLane.Blobs);
            var ids = old.Select(u => u.Id).ToList();
            return await db.PictureUploads.IgnoreQueryFilters([Visibility.ReaderFilter]).Where(u => ids.Contains(u.Id)).ExecuteDeleteAsync(cancellation);
        }, cancellation);
        return swept.Value;
    }
}

/// <summary>Sweeps every hour.</summary>
public sealed class UploadSweeper(IServiceScopeFactory scopes, TimeProvider time, ILogger<UploadSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
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
    }
}
