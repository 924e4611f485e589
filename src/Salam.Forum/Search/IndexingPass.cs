using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Posts;

namespace Salam.Forum.Search;

/// <summary>How far the words of posts have been kept that were there before, or that an older version kept; a pass that was broken off goes on from here.</summary>
public sealed class IndexProgress
{
    /// <summary>The folding that the pass is about.</summary>
    public required int Version { get; init; }

    /// <summary>The number of the last post that was looked at.</summary>
    public long LastId { get; set; }

    /// <summary>The number of the last post there was when the pass began.</summary>
    public long UpTo { get; set; }
}

/// <summary>What one step of the pass did.</summary>
/// <param name="LastId">The number it came to.</param>
/// <param name="UpTo">The number the pass goes to.</param>
/// <param name="Indexed">Posts whose words it kept.</param>
public sealed record IndexStep(long LastId, long UpTo, int Indexed);

/// <summary>
/// Keeps the words of posts that search does not know yet: those of before there was a search, or whose words an older version folded. Goes by number
/// in small steps, each kept once it is done: it may be broken off, goes on where it was, and runs beside an open forum.
/// </summary>
public sealed class IndexingPass(ForumDb db)
{
    /// <summary>Posts in one step: few, since nobody else writes meanwhile.</summary>
    public const int Step = 5;

    /// <summary>Does the next step; null when nothing is left.</summary>
    public async Task<IndexStep?> StepAsync(CancellationToken cancellation)
    {
        var progress = await BeginAsync(cancellation);
        if (progress.LastId >= progress.UpTo)
            return null;
        var read = await Posts.Where(p => p.Id > progress.LastId && p.Id <= progress.UpTo).OrderBy(p => p.Id)
            .Select(p => new Source(p.Id, p.Audience, p.Title, p.BodyHtml, p.LinkHost, p.EditedAt)).Take(Step).ToListAsync(cancellation);
        // Before the transaction, during which nobody else may write.
        var texts = read.Where(s => s.Title.Length > 0).ToDictionary(s => s.Id, s => PostIndex.TextOf(s.Id, s.Audience, s.Title, s.BodyHtml, s.LinkHost));
        var upTo = read.Count < Step ? progress.UpTo : read[^1].Id;
        var kept = await db.WriteAsync<int>(async () =>
        {
            var count = await KeepAsync(read, texts, cancellation);
            await db.IndexProgress.Where(p => p.Version == PostIndex.Version).ExecuteUpdateAsync(set => set.SetProperty(p => p.LastId, upTo), cancellation);
            return count;
        }, cancellation);
        return new IndexStep(upTo, progress.UpTo, kept.Value);
    }

    /// <summary>Forgets how far it came, so that everything is read anew.</summary>
    public Task<Result<int>> AgainAsync(CancellationToken cancellation) =>
        db.WriteAsync<int>(async () => await db.IndexProgress.ExecuteDeleteAsync(cancellation), cancellation);

    private IQueryable<Post> Posts => db.Posts.IgnoreQueryFilters(Visibility.OnWords).AsNoTracking();

    private async Task<IndexProgress> BeginAsync(CancellationToken cancellation)
    {
        if (await db.IndexProgress.AsNoTracking().FirstOrDefaultAsync(p => p.Version == PostIndex.Version, cancellation) is { } known)
            return known;
        var last = await Posts.MaxAsync(p => (long?)p.Id, cancellation) ?? 0;
        var begun = await db.WriteAsync<IndexProgress>(async () =>
        {
            await db.IndexProgress.ExecuteDeleteAsync(cancellation);
            var progress = new IndexProgress { Version = PostIndex.Version, UpTo = last };
            db.IndexProgress.Add(progress);
            await db.SaveChangesAsync(cancellation);
            return progress;
        }, cancellation);
        return begun.Value;
    }

    /// <summary>Keeps the words of those that still say what was read; whoever changed the others has kept theirs.</summary>
    private async Task<int> KeepAsync(List<Source> read, Dictionary<long, PostText> texts, CancellationToken cancellation)
    {
        var ids = read.Select(s => s.Id).ToArray();
        var edited = await Posts.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.EditedAt }).ToDictionaryAsync(p => p.Id, p => p.EditedAt, cancellation);
        var count = 0;
        foreach (var source in read.Where(s => edited[s.Id] == s.EditedAt))
        {
            await PostIndex.RemoveAsync(db, source.Id, cancellation);
            if (!texts.TryGetValue(source.Id, out var text))
                continue;
            await PostIndex.AddAsync(db, text, cancellation);
            count++;
        }
        db.ChangeTracker.Clear();
        return count;
    }

    private sealed record Source(long Id, Audience Audience, string Title, string BodyHtml, string? LinkHost, DateTime? EditedAt);
}
