using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;

namespace Salam.Forum.Moderation;

/// <summary>What undoing an entry left behind.</summary>
/// <param name="Left">How things stand since.</param>
/// <param name="Held">What was rewritten meanwhile, and came back as held: each needs a case.</param>
internal sealed record Reverted(Snapshot Left, IReadOnlyList<Thing> Held);

/// <summary>Brings what an entry of the log changed from one state to another, where it still is as the entry left it.</summary>
public sealed class Reversal(ForumDb db, Things things)
{
    /// <summary>The moments that stand for "not at all" in a snapshot.</summary>
    internal static readonly DateTime Never = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    /// <summary>
    /// Undoes an entry; null when nothing of it stands any more, and nothing was changed. What its author has rewritten since the entry comes back
    /// as held: nobody but her has seen these words.
    /// </summary>
    internal Task<Reverted?> UndoAsync(LogEntry entry, CancellationToken cancellation) => MoveAsync(entry, Snapshot.Of(entry.Before), entry.At, cancellation);

    /// <summary>The same after a person has read the words as they are: what was held before comes back open too, and rewritten or not.</summary>
    internal Task<Reverted?> LetOutAsync(LogEntry entry, CancellationToken cancellation) => MoveAsync(entry, Snapshot.Of(entry.Before).LetOut(), null, cancellation);

    private async Task<Reverted?> MoveAsync(LogEntry entry, Snapshot to, DateTime? unreadSince, CancellationToken cancellation)
    {
        var (from, held) = (Snapshot.Of(entry.After), new List<Thing>());
        var moved = await MoveThingsAsync(ThingKind.Post, from.Posts, to.Posts, unreadSince, held, cancellation)
            + await MoveThingsAsync(ThingKind.Comment, from.Comments, to.Comments, unreadSince, held, cancellation);
        if (from.Approval is { } approved && to.Approval is { } before)
            await things.ApproveAsync(entry.Kind, entry.ThingId, approved, before, cancellation);
        moved += await MoveMemberAsync(entry.MemberId, from, to, cancellation);
        if (entry.PostId is { } postId)
            moved += await MoveTalkAsync(postId, from, to, cancellation);
        return moved > 0 ? new Reverted(to.WithHeld(held), held) : null;
    }

    private async Task<int> MoveThingsAsync(
        ThingKind kind, IReadOnlyDictionary<long, Status>? from, IReadOnlyDictionary<long, Status>? to, DateTime? unreadSince, List<Thing> held, CancellationToken cancellation)
    {
        var moved = 0;
        if (from is null || to is null)
            return moved;
        foreach (var group in from.Where(f => to.ContainsKey(f.Key)).GroupBy(f => (From: f.Value, To: to[f.Key]), f => f.Key))
        {
            var (there, back) = group.Key;
            if (there == back)
            {
                moved++;
                continue;
            }
            var unread = new List<long>();
            if (back == Status.Published && unreadSince is { } since)
            {
                foreach (var some in group.Chunk(200))
                    unread.AddRange(await things.RewrittenAsync(kind, some, since, cancellation));
            }
            moved += await things.MoveAsync(kind, [.. group.Except(unread)], there, back, cancellation);
            if (unread.Count > 0 && await things.MoveAsync(kind, unread, there, Status.Held, cancellation) is > 0 and var waiting)
            {
                moved += waiting;
                held.AddRange(await things.HeldAsync(kind, unread, cancellation));
            }
        }
        return moved;
    }

    private async Task<int> MoveMemberAsync(long id, Snapshot from, Snapshot to, CancellationToken cancellation)
    {
        if ((to.Silenced ?? to.Suspended) is null && (to.Handle ?? to.About) is null && to.Role is null)
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
        if (to.About is { } about && member.About == from.About)
            (member.About, moved) = (about, moved + 1);
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
