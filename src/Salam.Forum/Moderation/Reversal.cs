using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;

namespace Salam.Forum.Moderation;

/// <summary>Brings what an entry of the log changed from one state to another, where it still is as the entry left it.</summary>
public sealed class Reversal(ForumDb db, Things things)
{
    /// <summary>The moments that stand for "not at all" in a snapshot.</summary>
    internal static readonly DateTime Never = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    /// <summary>Undoes an entry; false when nothing of it stands any more, and nothing was changed.</summary>
    internal Task<bool> UndoAsync(LogEntry entry, CancellationToken cancellation) => MoveAsync(entry, Snapshot.Of(entry.After), Snapshot.Of(entry.Before), cancellation);

    /// <summary>The same after an appeal was granted: what was held before comes back open, since a person has found it right.</summary>
    internal Task<bool> OverturnAsync(LogEntry entry, CancellationToken cancellation) => MoveAsync(entry, Snapshot.Of(entry.After), Snapshot.Of(entry.Before).LetOut(), cancellation);

    private async Task<bool> MoveAsync(LogEntry entry, Snapshot from, Snapshot to, CancellationToken cancellation)
    {
        var moved = await MoveThingsAsync(ThingKind.Post, from.Posts, to.Posts, cancellation) + await MoveThingsAsync(ThingKind.Comment, from.Comments, to.Comments, cancellation);
        moved += await MoveMemberAsync(entry.MemberId, from, to, cancellation);
        if (entry.PostId is { } postId)
            moved += await MoveTalkAsync(postId, from, to, cancellation);
        return moved > 0;
    }

    private async Task<int> MoveThingsAsync(ThingKind kind, IReadOnlyDictionary<long, Status>? from, IReadOnlyDictionary<long, Status>? to, CancellationToken cancellation)
    {
        var moved = 0;
        if (from is null || to is null)
            return moved;
        foreach (var group in from.Where(f => to.ContainsKey(f.Key)).GroupBy(f => (From: f.Value, To: to[f.Key]), f => f.Key))
            moved += group.Key.From == group.Key.To ? 1 : await things.MoveAsync(kind, [.. group], group.Key.From, group.Key.To, cancellation);
        return moved;
    }

    private async Task<int> MoveMemberAsync(long id, Snapshot from, Snapshot to, CancellationToken cancellation)
    {
        if ((to.Silenced ?? to.Suspended) is null && to.Handle is null && to.Role is null)
            return 0;
        var member = await db.Members.AsTracking().FirstAsync(m => m.Id == id, cancellation);
        var moved = 0;
        if (to.Silenced is { } silenced && Moment(member.SilencedUntil) == from.Silenced)
            (member.SilencedUntil, moved) = (Moment(silenced), moved + 1);
        if (to.Suspended is { } suspended && Moment(member.SuspendedUntil) == from.Suspended)
            (member.SuspendedUntil, moved) = (Moment(suspended), moved + 1);
        if (to.Role is { } role && member.Role == from.Role)
            (member.Role, moved) = (role, moved + 1);
        if (to.Handle is { } handle && member.Handle == from.Handle && await TakeAsync(member, handle, cancellation))
            moved++;
        await db.SaveChangesAsync(cancellation);
        return moved;
    }

    /// <summary>Gives the member a handle that says nothing.</summary>
    internal async Task TakeNeutralAsync(Member member, CancellationToken cancellation)
    {
        for (var attempt = 0; !await TakeAsync(member, Handle.Neutral(member.Id, attempt), cancellation);)
            attempt++;
    }

    /// <summary>Gives the member the handle, unless somebody else took it or one that looks like it.</summary>
    internal async Task<bool> TakeAsync(Member member, string handle, CancellationToken cancellation)
    {
        var skeleton = Handle.SkeletonOf(handle);
        if (await db.Members.AnyAsync(m => m.Id != member.Id && m.HandleSkeleton == skeleton, cancellation))
            return false;
        (member.UserName, member.NormalizedUserName, member.HandleSkeleton) = (handle, Handle.Key(handle), skeleton);
        return true;
    }

    private Task<int> MoveTalkAsync(long postId, Snapshot from, Snapshot to, CancellationToken cancellation)
    {
        var post = Things.AllPosts(db).Where(p => p.Id == postId);
        if (to.Locked is { } locked)
            return post.Where(p => p.IsLocked == from.Locked).ExecuteUpdateAsync(set => set.SetProperty(p => p.IsLocked, locked), cancellation);
        return to.SlowMinutes is { } minutes
            ? post.Where(p => p.SlowMinutes == from.SlowMinutes).ExecuteUpdateAsync(set => set.SetProperty(p => p.SlowMinutes, minutes), cancellation)
            : Task.FromResult(0);
    }

    internal static DateTime Moment(DateTime? until) => until ?? Never;

    private static DateTime? Moment(DateTime kept) => kept == Never ? null : kept;
}
