using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>How far everything was judged by the lists of now.</summary>
/// <param name="Done">Numbers that are behind the pass.</param>
/// <param name="All">Numbers that it has to do with; equal to <paramref name="Done"/> when it is through.</param>
public sealed record JudgingState(long Done, long All)
{
    /// <summary>Whether nothing is left to judge.</summary>
    public bool IsDone => Done >= All;

    /// <summary>The share that is behind it, in whole percent; 100 only when it is through.</summary>
    public int Percent => IsDone ? 100 : (int)Math.Min(99, Done * 100 / All);
}

/// <summary>Reads how far the pass over everything has come.</summary>
public sealed class JudgingQueries(ForumDb db, Judge judge)
{
    /// <summary>How far it has come; null where it has not begun since the lists changed.</summary>
    public async Task<JudgingState?> ProgressAsync(CancellationToken cancellation)
    {
        var version = judge.Version;
        var kinds = await db.JudgingProgress.AsNoTracking().Where(p => p.JudgedBy == version).Select(p => new { p.LastId, p.UpTo }).ToListAsync(cancellation);
        return kinds.Count == 0 ? null : new JudgingState(kinds.Sum(k => Math.Min(k.LastId, k.UpTo)), kinds.Sum(k => k.UpTo));
    }
}
