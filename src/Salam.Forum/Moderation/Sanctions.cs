using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Members;

namespace Salam.Forum.Moderation;

/// <summary>What a decision changed: what was, what is, and until when; and who alone may know, where it reached into a circle's private things.</summary>
internal readonly record struct Effect(Snapshot Before, Snapshot After, DateTime? Until = null, Audience? Audience = null);

/// <summary>Carries decisions out; always inside their transaction.</summary>
public sealed class Sanctions(ForumDb db, Things things, Reversal reversal, Docket docket, TimeProvider time)
{
    /// <summary>The moment that a ban lasts to.</summary>
    public static readonly DateTime ForGood = new(9999, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Does what was decided.</summary>
    internal Task<Result<Effect>> DoAsync(Case review, Decision decision, CancellationToken cancellation) => decision.Act switch
    {
        Act.Approved => ApproveAsync(review, cancellation),
        Act.Removed => RemoveAsync(review, cancellation),
        Act.Restored => RestoreAsync(review, cancellation),
        Act.CommentsLocked => TalkAsync(review, locked: true, null, cancellation),
        Act.CommentsUnlocked => TalkAsync(review, locked: false, null, cancellation),
        Act.SlowModeSet => TalkAsync(review, null, decision.Minutes, cancellation),
        Act.EverythingRemoved => RemoveEverythingAsync(review, cancellation),
        Act.Warned => Task.FromResult<Result<Effect>>(new Effect(new Snapshot(), new Snapshot())),
        _ => OnMemberAsync(review.AuthorId, decision, cancellation),
    };

    /// <summary>
    /// Brings back what was before the entry, with the cases that it settled, and returns what stands since; null when nothing stands as the entry left
    /// it. A warning cannot be unread: it is only struck from the record.
    /// </summary>
    internal async Task<Snapshot?> UndoAsync(LogEntry entry, CancellationToken cancellation)
    {
        var reverted = await reversal.UndoAsync(entry, cancellation);
        if (reverted is null && entry.Act != Act.Warned && (entry.Act != Act.Approved || Snapshot.Of(entry.After).MovesThings))
            return null;
        return await ReopenAsync(entry, reverted, heldOnly: false, cancellation);
    }

    /// <summary>
    /// Undoes an entry whose appeal was granted; null when nothing stands as it left it. What was removed for its words has been approved with them,
    /// as they are now; of all that was removed with its author nobody has read the words, so what waited for a person waits again.
    /// </summary>
    internal async Task<Snapshot?> OverturnAsync(LogEntry entry, CancellationToken cancellation)
    {
        if (entry.Act != Act.Removed)
        {
            var reverted = await reversal.UndoAsync(entry, cancellation);
            return reverted is null && entry.Act != Act.Warned ? null : await ReopenAsync(entry, reverted, heldOnly: true, cancellation);
        }
        if (await reversal.LetOutAsync(entry, cancellation) is not { } letOut)
            return null;
        await things.ApproveAsync(entry.Kind, entry.ThingId, cancellation);
        return letOut.Left;
    }

    private async Task<Snapshot> ReopenAsync(LogEntry entry, Reverted? reverted, bool heldOnly, CancellationToken cancellation)
    {
        await Settlement.ReopenAsync(db, entry, heldOnly, time.GetUtcNow().UtcDateTime, cancellation);
        foreach (var held in reverted?.Held ?? [])
            await docket.AddAsync(held, Rules.None, ContentFilter.Categories.None, 0, cancellation);
        return reverted?.Left ?? Snapshot.Of(entry.Before);
    }

    private async Task<Result<Effect>> ApproveAsync(Case review, CancellationToken cancellation)
    {
        var state = await things.StateAsync(review.Kind, review.ThingId, cancellation);
        if (state is { Status: Status.Removed })
            return new Refusal(RefusalKind.Conflict, "ApproveRemoved");
        var wasHeld = state is { Status: Status.Held };
        if (wasHeld)
            await things.MoveAsync(review.Kind, [review.ThingId], Status.Held, Status.Published, cancellation);
        return await ApprovedAsync(review, state, wasHeld ? Of(review, Status.Held, Status.Published) : new Effect(new Snapshot(), new Snapshot()), cancellation);
    }

    /// <summary>Puts a thing back: whoever does so has read its words and finds them right, whatever the filter found.</summary>
    private async Task<Result<Effect>> RestoreAsync(Case review, CancellationToken cancellation)
    {
        var state = await things.StateAsync(review.Kind, review.ThingId, cancellation);
        var moved = await MoveAsync(review, state, [Status.Removed, Status.Held], Status.Published, cancellation);
        return moved.Ok ? await ApprovedAsync(review, state, moved.Value, cancellation) : moved;
    }

    private async Task<Effect> ApprovedAsync(Case review, ThingState? state, Effect moved, CancellationToken cancellation)
    {
        if (state is null)
            return moved;
        var (before, after) = await things.ApproveAsync(review.Kind, review.ThingId, state.Approval, cancellation);
        return moved with { Before = moved.Before with { Approval = before }, After = moved.After with { Approval = after } };
    }

    private async Task<Result<Effect>> RemoveAsync(Case review, CancellationToken cancellation) =>
        await MoveAsync(review, await things.StateAsync(review.Kind, review.ThingId, cancellation), [Status.Published, Status.Held], Status.Removed, cancellation);

    private async Task<Result<Effect>> MoveAsync(Case review, ThingState? state, Status[] from, Status to, CancellationToken cancellation)
    {
        if (state is null || !from.Contains(state.Status))
            return new Refusal(RefusalKind.Conflict, "ThingGone");
        await things.MoveAsync(review.Kind, [review.ThingId], state.Status, to, cancellation);
        return Of(review, state.Status, to);
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

    private async Task<Result<Effect>> RemoveEverythingAsync(Case review, CancellationToken cancellation)
    {
        var id = review.AuthorId;
        // What she told for a foundation is the foundation's, and others talk under it.
        var written = await Things.AllPosts(db).Where(p => p.AuthorId == id && p.UpdateId == null && (p.Status == Status.Published || p.Status == Status.Held)).Select(p => new { p.Id, p.Status, p.Audience }).ToListAsync(cancellation);
        var said = await Things.AllComments(db).Where(c => c.AuthorId == id && (c.Status == Status.Published || c.Status == Status.Held)).Select(c => new { c.Id, c.Status, c.Audience }).ToListAsync(cancellation);
        var (posts, comments) = (written.ToDictionary(p => p.Id, p => p.Status), said.ToDictionary(c => c.Id, c => c.Status));
        foreach (var status in new[] { Status.Published, Status.Held })
        {
            await things.MoveAsync(ThingKind.Post, [.. posts.Where(p => p.Value == status).Select(p => p.Key)], status, Status.Removed, cancellation);
            await things.MoveAsync(ThingKind.Comment, [.. comments.Where(c => c.Value == status).Select(c => c.Key)], status, Status.Removed, cancellation);
        }
        // The entry names every one of them: with one that is private it is the circle's alone.
        var audience = written.Select(p => p.Audience).Concat(said.Select(c => c.Audience)).FirstOrDefault(a => a != Audience.Everyone, review.Audience);
        return new Effect(new Snapshot { Posts = posts, Comments = comments },
            new Snapshot { Posts = posts.ToDictionary(p => p.Key, _ => Status.Removed), Comments = comments.ToDictionary(c => c.Key, _ => Status.Removed) }, Audience: audience);
    }

    private async Task<Result<Effect>> OnMemberAsync(long id, Decision decision, CancellationToken cancellation)
    {
        var member = await db.Members.AsTracking().FirstAsync(m => m.Id == id, cancellation);
        if (decision.Act == Act.AboutRemoved)
            return await RemoveAboutAsync(member, cancellation);
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

    private async Task<Result<Effect>> RemoveAboutAsync(Member member, CancellationToken cancellation)
    {
        if (member.About.Length == 0)
            return new Refusal(RefusalKind.Conflict, "ThingGone");
        var effect = new Effect(new Snapshot { About = member.About }, new Snapshot { About = "" });
        member.About = "";
        await db.SaveChangesAsync(cancellation);
        return effect;
    }
}
