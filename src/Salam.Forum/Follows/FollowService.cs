using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Moderation;

namespace Salam.Forum.Follows;

/// <summary>Somebody in a list of members.</summary>
public sealed record FollowedMember(string Handle, Circle Circle, DateTime Since);

/// <summary>What members do with following, and whom one follows.</summary>
public sealed class FollowService(ForumDb db, CurrentViewer viewer, TimeProvider time, Brakes brakes)
{
    /// <summary>The most members one may follow.</summary>
    public const int Limit = 1_000;

    /// <summary>Follows a member, or stops; doing it twice is doing it once.</summary>
    public Task<Result<Done>> SetAsync(string handle, bool follow, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var key = Handle.Key(handle);
        var other = await db.Members.Where(Member.IsShown).Where(m => m.NormalizedUserName == key).Select(m => m.Id).FirstOrDefaultAsync(cancellation);
        if (other == 0)
            return Refusal.Missing;
        var me = viewer.Value.MemberId;
        if (other == me)
            return Refusal.Forbidden("FollowSelf");
        if (await brakes.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        var mine = db.Follows.Where(f => f.FollowerId == me);
        if (!follow)
            await mine.Where(f => f.FolloweeId == other).ExecuteDeleteAsync(cancellation);
        else if (!await mine.AnyAsync(f => f.FolloweeId == other, cancellation))
        {
            if (await mine.CountAsync(cancellation) >= Limit)
                return Refusal.Forbidden("FollowLimit", Limit);
            db.Follows.Add(new Follow { FollowerId = me, FolloweeId = other, CreatedAt = time.GetUtcNow().UtcDateTime });
            await db.SaveChangesAsync(cancellation);
        }
        return default(Done);
    }, cancellation);

    /// <summary>Whom the viewer follows, newest first.</summary>
    public async Task<IReadOnlyList<FollowedMember>> MineAsync(CancellationToken cancellation) => await (
        from f in db.Follows
        where f.FollowerId == viewer.Value.MemberId
        join m in db.Members on f.FolloweeId equals m.Id
        orderby f.CreatedAt descending, m.Id
        select new FollowedMember(m.UserName!, m.Circle, f.CreatedAt)).Take(Limit).ToListAsync(cancellation);
}
