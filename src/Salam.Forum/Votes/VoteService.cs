using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;

namespace Salam.Forum.Votes;

/// <summary>What came of a vote: the new score, and the vote that now stands.</summary>
public sealed record VoteOutcome(int Score, int MyVote);

/// <summary>What members do with votes.</summary>
public sealed class VoteService(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>Sets the viewer's vote on a post: +1, -1, or 0 to take it back.</summary>
    public Task<Result<VoteOutcome>> OnPostAsync(long postId, int value, CancellationToken cancellation) => db.WriteAsync<VoteOutcome>(async () =>
    {
        var me = viewer.Value.MemberId;
        if ((await CompiledRead.ToListAsync(db, default(Shape), new ReadArgs { Me = me, Of = postId, Take = 1 }, OfPost, cancellation)) is not [var post])
            return Refusal.Missing;
        if (Refused(post, value) is { } refusal)
            return refusal;
        var votes = db.PostVotes.Where(v => v.PostId == postId && v.MemberId == me);
        var change = await SetAsync(votes, post.MyVote, value, () => new PostVote
        {
            PostId = postId, MemberId = me, Value = (short)value, Audience = post.Audience, CreatedAt = time.GetUtcNow().UtcDateTime,
        }, cancellation);
        var score = change == default
            ? await db.Posts.Where(p => p.Id == postId).Select(p => p.Score).FirstAsync(cancellation)
            : await VoteCounters.MoveAsync(db, postId, post.Counted, change.Ups, change.Downs, post.CreatedAt, cancellation);
        return new VoteOutcome(score, value);
    }, cancellation);

    /// <summary>Sets the viewer's vote on a comment: +1, -1, or 0 to take it back.</summary>
    public Task<Result<VoteOutcome>> OnCommentAsync(long commentId, int value, CancellationToken cancellation) => db.WriteAsync<VoteOutcome>(async () =>
    {
        var me = viewer.Value.MemberId;
        if ((await CompiledRead.ToListAsync(db, default(Shape), new ReadArgs { Me = me, Of = commentId, Take = 1 }, OfComment, cancellation)) is not [var comment])
            return Refusal.Missing;
        if (Refused(comment, value) is { } refusal)
            return refusal;
        var votes = db.CommentVotes.Where(v => v.CommentId == commentId && v.MemberId == me);
        var change = await SetAsync(votes, comment.MyVote, value, () => new CommentVote
        {
            CommentId = commentId, MemberId = me, Value = (short)value, Audience = comment.Audience, CreatedAt = time.GetUtcNow().UtcDateTime,
        }, cancellation);
        var score = change == default
            ? await db.Comments.Where(c => c.Id == commentId).Select(c => c.Score).FirstAsync(cancellation)
            : await VoteCounters.MoveAsync(db, commentId, comment.Counted, change.Ups, change.Downs, cancellation);
        return new VoteOutcome(score, value);
    }, cancellation);

    private static IQueryable<VotedOn> OfPost(ForumDb db, ReadArgs args, Shape shape) =>
        from p in db.Posts
        where p.Id == args.Of
        select new VotedOn(p.AuthorId, p.Audience, p.Status, p.CreatedAt, new Counted(p.Ups, p.Downs, p.BaseScore), db.PostVotes.Where(v => v.PostId == p.Id && v.MemberId == args.Me).Select(v => (int)v.Value).FirstOrDefault(),
            db.Members.Where(m => m.Id == args.Me).Select(m => m.SuspendedUntil).FirstOrDefault());

    private static IQueryable<VotedOn> OfComment(ForumDb db, ReadArgs args, Shape shape) =>
        from c in db.Comments.WithThreads()
        where c.Id == args.Of && c.Status != Status.Deleted
        join p in db.Posts on c.PostId equals p.Id
        select new VotedOn(c.AuthorId, c.Audience, c.Status, c.CreatedAt, new Counted(c.Ups, c.Downs, c.BaseScore), db.CommentVotes.Where(v => v.CommentId == c.Id && v.MemberId == args.Me).Select(v => (int)v.Value).FirstOrDefault(),
            db.Members.Where(m => m.Id == args.Me).Select(m => m.SuspendedUntil).FirstOrDefault());

    private Refusal? Refused(VotedOn on, int value)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (value is not (-1 or 0 or 1))
            return Refusal.Invalid("VoteValue");
        if (on.AuthorId == viewer.Value.MemberId)
            return Refusal.Forbidden("VoteOwn");
        return on.Status == Status.Published ? Brakes.ActRefusal(on.SuspendedUntil, time.GetUtcNow().UtcDateTime) : Refusal.Forbidden("NotOpen");
    }

    /// <summary>Writes, changes or removes the vote row, which was read as <paramref name="before"/>, and says by how much that moves the counters.</summary>
    private async Task<(int Ups, int Downs)> SetAsync<TVote>(IQueryable<TVote> mine, int before, int value, Func<TVote> create, CancellationToken cancellation) where TVote : Vote
    {
        if (before == value)
            return default;
        if (before == 0)
        {
            db.Add(create());
            await db.SaveChangesAsync(cancellation);
        }
        else
        {
            // Narrowed to the vote that was read: when a second click was quicker, it has moved the counters already.
            var read = mine.Where(v => v.Value == before);
            var now = time.GetUtcNow().UtcDateTime;
            var moved = value == 0
                ? await read.ExecuteDeleteAsync(cancellation)
                : await read.ExecuteUpdateAsync(set => set.SetProperty(v => v.Value, (short)value).SetProperty(v => v.CreatedAt, now), cancellation);
            if (moved == 0)
                return default;
        }
        return (Ups(value) - Ups(before), Ups(-value) - Ups(-before));
    }

    private static int Ups(int value) => value > 0 ? 1 : 0;

    private readonly record struct Shape;

    private readonly record struct VotedOn(long AuthorId, Audience Audience, Status Status, DateTime CreatedAt, Counted Counted, int MyVote, DateTime? SuspendedUntil);
}
