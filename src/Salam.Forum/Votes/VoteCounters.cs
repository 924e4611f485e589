using Microsoft.EntityFrameworkCore;
using Salam.Forum.Comments;
using Salam.Forum.Posts;

namespace Salam.Forum.Votes;

/// <summary>Moves the counters, and the order that follows from them, when votes come and go; always inside the transaction of the act.</summary>
internal static class VoteCounters
{
    /// <summary>Moves a post's counters and rank; returns its new score. One command while the score is still the one that was read before.</summary>
    public static async Task<int> MoveAsync(IQueryable<Post> row, int read, int ups, int downs, DateTime createdAt, CancellationToken cancellation)
    {
        var score = read + ups - downs;
        var rank = Tally.Rank(score, createdAt);
        var moved = await row.Where(p => p.Score == read).ExecuteUpdateAsync(set => set
            .SetProperty(p => p.Ups, p => p.Ups + ups)
            .SetProperty(p => p.Downs, p => p.Downs + downs)
            .SetProperty(p => p.Score, score)
            .SetProperty(p => p.Rank, rank), cancellation);
        return moved == 1 ? score : await MoveAsync(row, ups, downs, createdAt, cancellation);
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
