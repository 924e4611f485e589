using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Charity;

/// <summary>What members do with following projects.</summary>
public sealed class ProjectFollowService(ForumDb db, CurrentViewer viewer, TimeProvider time, Brakes brakes)
{
    /// <summary>The most projects one may follow.</summary>
    public const int Limit = 1_000;

    /// <summary>Follows a project that everybody sees, or stops; doing it twice is doing it once.</summary>
    public Task<Result<Done>> SetAsync(long projectId, bool follow, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (!await db.Projects.AnyAsync(p => p.Id == projectId && p.PublishedAt != null, cancellation))
            return Refusal.Missing;
        if (await brakes.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        var me = viewer.Value.MemberId;
        var mine = db.ProjectFollows.Where(f => f.MemberId == me);
        if (!follow)
            await mine.Where(f => f.ProjectId == projectId).ExecuteDeleteAsync(cancellation);
        else if (!await mine.AnyAsync(f => f.ProjectId == projectId, cancellation))
        {
            if (await mine.CountAsync(cancellation) >= Limit)
                return Refusal.Forbidden("ProjectFollowLimit", Limit);
            db.ProjectFollows.Add(new ProjectFollow { MemberId = me, ProjectId = projectId, CreatedAt = time.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(cancellation);
        }
        return default(Done);
    }, cancellation);
}
