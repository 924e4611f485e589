using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Comments;
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
/// counters are still those that were read before; its parts are kept, since to say them anew costs as much as to run it.
/// </summary>
internal static class VoteCounters
{
    private static readonly Expression<Func<Post, int>> PostUps = p => p.Ups, PostDowns = p => p.Downs, PostScore = p => p.Score;
    private static readonly Expression<Func<Post, double>> PostRank = p => p.Rank;
    private static readonly Expression<Func<Comment, int>> CommentUps = c => c.Ups, CommentDowns = c => c.Downs, CommentScore = c => c.Score;
    private static readonly Expression<Func<Comment, double>> CommentConfidence = c => c.Confidence;

    /// <summary>Moves a post's counters and rank from what was read; returns its new score.</summary>
    public static async Task<int> MoveAsync(IQueryable<Post> row, Counted read, int ups, int downs, DateTime createdAt, CancellationToken cancellation)
    {
        var (now, rank) = (read.Moved(ups, downs), Tally.Rank(read.Score + ups - downs, createdAt));
        var moved = await row.Where(p => p.Ups == read.Ups && p.Downs == read.Downs && p.BaseScore == read.Base).ExecuteUpdateAsync(
            set => set.SetProperty(PostUps, now.Ups).SetProperty(PostDowns, now.Downs).SetProperty(PostScore, now.Score).SetProperty(PostRank, rank), cancellation);
        return moved == 1 ? now.Score : await MoveAsync(row, ups, downs, createdAt, cancellation);
    }

    /// <summary>Moves a comment's counters and its place under "best" from what was read; returns its new score.</summary>
    public static async Task<int> MoveAsync(IQueryable<Comment> row, Counted read, int ups, int downs, CancellationToken cancellation)
    {
        var now = read.Moved(ups, downs);
        var confidence = Tally.Confidence(now.Ups, now.Downs, now.Base);
        var moved = await row.Where(c => c.Ups == read.Ups && c.Downs == read.Downs && c.BaseScore == read.Base).ExecuteUpdateAsync(
            set => set.SetProperty(CommentUps, now.Ups).SetProperty(CommentDowns, now.Downs).SetProperty(CommentScore, now.Score).SetProperty(CommentConfidence, confidence), cancellation);
        return moved == 1 ? now.Score : await MoveAsync(row, ups, downs, cancellation);
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
}
