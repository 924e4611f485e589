using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>What members do with notices.</summary>
public sealed class NoticeService(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>Notes that the viewer has read her notices from the one to the other, which were shown to her; those beside them stay unread.</summary>
    public Task<Result<Done>> ReadAsync(long from, long upTo, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        await db.Notices.Where(n => n.MemberId == me && n.ReadAt == null && n.Id >= from && n.Id <= upTo).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellation);
        return default(Done);
    }, cancellation);
}
