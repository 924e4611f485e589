using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;

namespace Salam.Forum.Moderation;

/// <summary>What a decision changed: what was, what is, and until when.</summary>
internal readonly record struct Effect(Snapshot Before, Snapshot After, DateTime? Until = null);

/// <summary>Carries decisions out; always inside their transaction.</summary>
public sealed class Sanctions(ForumDb db, Things things, Reversal reversal, TimeProvider time)
{
    /// <summary>The moment that a ban lasts to.</summary>
    public static readonly DateTime ForGood = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Does what was decided.</summary>
    internal Task<Result<Effect>> DoAsync(Case review, Decision decision, CancellationToken cancellation) => decision.Act switch
    {
        Act.Approved => ApproveAsync(review, cancellation),
        Act.Removed => MoveAsync(review, [Status.Published, Status.Held], Status.Removed, cancellation),
        Act.Restored => MoveAsync(review, [Status.Removed, Status.Held], Status.Published, cancellation),
        Act.CommentsLocked => TalkAsync(review, locked: true, null, cancellation),
        Act.CommentsUnlocked => TalkAsync(review, locked: false, null, cancellation),
        Act.SlowModeSet => TalkAsync(review, null, decision.Minutes, cancellation),
        Act.EverythingRemoved => RemoveEverythingAsync(review.AuthorId, cancellation),
        Act.Warned => Task.FromResult<Result<Effect>>(new Effect(new Snapshot(), new Snapshot())),
        _ => OnMemberAsync(review.AuthorId, decision, cancellation),
    };

    /// <summary>Brings back what was before the entry; false when nothing stands as it left it. A warning cannot be unread: it is only struck from the record.</summary>
    internal async Task<bool> UndoAsync(LogEntry entry, CancellationToken cancellation) =>
        entry.Act == Act.Warned || (entry.Act == Act.Approved && entry.Before == entry.After) || await reversal.UndoAsync(entry, cancellation);

    /// <summary>Undoes an entry whose appeal was granted; false when nothing stands as it left it. What was removed for its words has been approved with them.</summary>
    internal async Task<bool> OverturnAsync(LogEntry entry, CancellationToken cancellation)
    {
        if (entry.Act == Act.Removed)
            await things.ApproveAsync(entry.Kind, entry.ThingId, cancellation);
        return entry.Act == Act.Warned || await reversal.OverturnAsync(entry, cancellation);
    }

    private async Task<Result<Effect>> ApproveAsync(Case review, CancellationToken cancellation)
    {
        var status = await things.StatusAsync(review.Kind, review.ThingId, cancellation);
        await things.ApproveAsync(review.Kind, review.ThingId, cancellation);
        if (status is not Status.Held)
            return new Effect(new Snapshot(), new Snapshot());
        await things.MoveAsync(review.Kind, [review.ThingId], Status.Held, Status.Published, cancellation);
        return Of(review, Status.Held, Status.Published);
    }

    private async Task<Result<Effect>> MoveAsync(Case review, Status[] from, Status to, CancellationToken cancellation)
    {
        if (await things.StatusAsync(review.Kind, review.ThingId, cancellation) is not { } status || !from.Contains(status))
            return new Refusal(RefusalKind.Conflict, "ThingGone");
        await things.MoveAsync(review.Kind, [review.ThingId], status, to, cancellation);
        return Of(review, status, to);
    }

    private static Effect Of(Case review, Status before, Status after) =>
        new(Snapshot.OfThing(review.Kind, review.ThingId, before), Snapshot.OfThing(review.Kind, review.ThingId, after));

    private async Task<Result<Effect>> TalkAsync(Case review, bool? locked, int? minutes, CancellationToken cancellation)
    {
        var post = Things.AllPosts(db).Where(p => p.Id == review.PostId);
        if (await post.Select(p => new { p.IsLocked, p.SlowMinutes }).FirstOrDefaultAsync(cancellation) is not { } was)
            return Refusal.Missing;
        if (locked is { } l)
        {
            await post.ExecuteUpdateAsync(set => set.SetProperty(p => p.IsLocked, l), cancellation);
            return new Effect(new Snapshot { Locked = was.IsLocked }, new Snapshot { Locked = l });
        }
        await post.ExecuteUpdateAsync(set => set.SetProperty(p => p.SlowMinutes, minutes!.Value), cancellation);
        return new Effect(new Snapshot { SlowMinutes = was.SlowMinutes }, new Snapshot { SlowMinutes = minutes });
    }

    private async Task<Result<Effect>> RemoveEverythingAsync(long authorId, CancellationToken cancellation)
    {
        var posts = await Things.AllPosts(db).Where(p => p.AuthorId == authorId && (p.Status == Status.Published || p.Status == Status.Held)).ToDictionaryAsync(p => p.Id, p => p.Status, cancellation);
        var comments = await Things.AllComments(db).Where(c => c.AuthorId == authorId && (c.Status == Status.Published || c.Status == Status.Held)).ToDictionaryAsync(c => c.Id, c => c.Status, cancellation);
        foreach (var status in new[] { Status.Published, Status.Held })
        {
            await things.MoveAsync(ThingKind.Post, [.. posts.Where(p => p.Value == status).Select(p => p.Key)], status, Status.Removed, cancellation);
            await things.MoveAsync(ThingKind.Comment, [.. comments.Where(c => c.Value == status).Select(c => c.Key)], status, Status.Removed, cancellation);
        }
        return new Effect(new Snapshot { Posts = posts, Comments = comments },
            new Snapshot { Posts = posts.ToDictionary(p => p.Key, _ => Status.Removed), Comments = comments.ToDictionary(c => c.Key, _ => Status.Removed) });
    }

    private async Task<Result<Effect>> OnMemberAsync(long id, Decision decision, CancellationToken cancellation)
    {
        var member = await db.Members.AsTracking().FirstAsync(m => m.Id == id, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        var until = decision.Act == Act.Banned ? ForGood : now.AddDays(decision.Days ?? 0);
        var (silenced, suspended, handle) = (Reversal.Moment(member.SilencedUntil), Reversal.Moment(member.SuspendedUntil), member.Handle);
        switch (decision.Act)
        {
            case Act.Silenced:
                member.SilencedUntil = until;
                break;
            case Act.Suspended or Act.Banned:
                member.SuspendedUntil = until;
                break;
            case Act.Released:
                (member.SilencedUntil, member.SuspendedUntil) = (null, null);
                break;
            case Act.HandleReset:
                await reversal.TakeNeutralAsync(member, cancellation);
                break;
        }
        await db.SaveChangesAsync(cancellation);
        return decision.Act == Act.HandleReset
            ? new Effect(new Snapshot { Handle = handle }, new Snapshot { Handle = member.Handle })
            : new Effect(new Snapshot { Silenced = silenced, Suspended = suspended },
                new Snapshot { Silenced = Reversal.Moment(member.SilencedUntil), Suspended = Reversal.Moment(member.SuspendedUntil) },
                decision.Act is Act.Silenced or Act.Suspended or Act.Banned ? until : null);
    }
}
