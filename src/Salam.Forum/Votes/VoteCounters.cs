using Microsoft.EntityFrameworkCore;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Posts;

namespace Salam.Forum.Votes;

/// <summary>Votes as they were read: up, down, and the score that was imported.</summary>
internal readonly record struct Counted(int Ups, int Downs, int Base)
{
    public int Score => Base + Ups - Downs;

    public Counted Moved(int ups, int downs) => new(Ups + ups, Downs + downs, Base);
}

/// <summary>
/// Moves the counters, and the order that follows from them, when votes come and go; always inside the transaction of the act. One command while the
/// counters are still those that were read before.
/// </summary>
internal static class VoteCounters
{
    /// <summary>Moves a post's counters and rank from what was read; returns its new score.</summary>
    public static async Task<int> MoveAsync(ForumDb db, long postId, Counted read, int ups, int downs, DateTime createdAt, CancellationToken cancellation)
    {
        var now = read.Moved(ups, downs);
        var moved = await CompiledUpdate.RunAsync(
            db, Args(postId, read, now) with { Order = Tally.Rank(now.Score, createdAt) },
            static (db, args) => db.Posts.Where(p => p.Id == args.Of && p.Ups == args.ReadUps && p.Downs == args.ReadDowns && p.BaseScore == args.ReadBase),
            static (set, args) => set.SetProperty(p => p.Ups, p => args.Ups).SetProperty(p => p.Downs, p => args.Downs).SetProperty(p => p.Score, p => args.Score).SetProperty(p => p.Rank, p => args.Order));
        return moved == 1 ? now.Score : await MoveAsync(db.Posts.Where(p => p.Id == postId), ups, downs, createdAt, cancellation);
    }

    /// <summary>Moves a comment's counters and its place under "best" from what was read; returns its new score.</summary>
    public static async Task<int> MoveAsync(ForumDb db, long commentId, Counted read, int ups, int downs, CancellationToken cancellation)
    {
        var now = read.Moved(ups, downs);
        var moved = await CompiledUpdate.RunAsync(
            db, Args(commentId, read, now) with { Order = Tally.Confidence(now.Ups, now.Downs, now.Base) },
            static (db, args) => db.Comments.Where(c => c.Id == args.Of && c.Ups == args.ReadUps && c.Downs == args.ReadDowns && c.BaseScore == args.ReadBase),
            static (set, args) => set.SetProperty(c => c.Ups, c => args.Ups).SetProperty(c => c.Downs, c => args.Downs).SetProperty(c => c.Score, c => args.Score).SetProperty(c => c.Confidence, c => args.Order));
        return moved == 1 ? now.Score : await MoveAsync(db.Comments.Where(c => c.Id == commentId), ups, downs, cancellation);
    }

    /// <summary>Moves a post's counters and rank; returns its new score.</summary>
    public static async Task<int> MoveAsync(IQueryable<Post> row, int ups, int downs, DateTime createdAt, CancellationToken cancellation)
    {
        await row.ExecuteUpdateAsync(set => set
            .SetProperty(p => p.Ups, p => p.Ups + ups)
            .SetProperty(p => p.Downs, p => p.Downs + downs)
            .SetProperty(p => p.Score, p => p.Score + ups - downs), cancellation);
        var score = await row.Select(p => p.Score).FirstAsync(cancellation);
        var rank = Tally.Rank(score, createdAt);
        await row.ExecuteUpdateAsync(set => set.SetProperty(p => p.Rank, rank), cancellation);
        return score;
    }

    /// <summary>Moves a comment's counters and its place under "best"; returns its new score.</summary>
    public static async Task<int> MoveAsync(IQueryable<Comment> row, int ups, int downs, CancellationToken cancellation)
    {
        await row.ExecuteUpdateAsync(set => set
            .SetProperty(c => c.Ups, c => c.Ups + ups)
            .SetProperty(c => c.Downs, c => c.Downs + downs)
            .SetProperty(c => c.Score, c => c.Score + ups - downs), cancellation);
        var tally = await row.Select(c => new { c.Ups, c.Downs, c.BaseScore, c.Score }).FirstAsync(cancellation);
        var confidence = Tally.Confidence(tally.Ups, tally.Downs, tally.BaseScore);
        await row.ExecuteUpdateAsync(set => set.SetProperty(c => c.Confidence, confidence), cancellation);
        return tally.Score;
    }

    private static UpdateArgs Args(long of, Counted read, Counted now) => new()
    {
        Of = of, ReadUps = read.Ups, ReadDowns = read.Downs, ReadBase = read.Base, Ups = now.Ups, Downs = now.Downs, Score = now.Score,
    };
}
