using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>What was said and decided against somebody's words in a while; what was undone, or overturned by an appeal, is not in it.</summary>
public readonly record struct Tallies(int Reports, int Removals, int Warnings);

/// <summary>How a member stands.</summary>
/// <param name="Mine">Her own figures.</param>
/// <param name="Median">The figures that half of those who wrote something in that time do not exceed.</param>
/// <param name="SilencedUntil">Until when she may not write, UTC; null when she may.</param>
/// <param name="SuspendedUntil">Until when she may only read, UTC; null when she may do all.</param>
public sealed record OwnStanding(Tallies Mine, Tallies Median, DateTime? SilencedUntil, DateTime? SuspendedUntil);

/// <summary>Reads how the viewer stands beside the others. Figures alone leave here: never who reported, or whom.</summary>
public sealed class StandingQueries(ForumDb db, CurrentViewer viewer, TimeProvider time, MedianKeeper median)
{
    /// <summary>How far back it reaches.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(90);

    /// <summary>Everything against anybody, and all that anybody wrote.</summary>
    private static readonly string[] Every = [Visibility.AudienceFilter, Visibility.ReaderFilter, Visibility.StatusFilter, Visibility.LevelFilter];

    /// <summary>How the viewer stands. Refused for a guest.</summary>
    public async Task<Result<OwnStanding>> MineAsync(CancellationToken cancellation)
    {
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        var since = now - Span;
        var mine = await db.Members.Where(m => m.Id == me).Select(m => new { m.SilencedUntil, m.SuspendedUntil }).FirstOrDefaultAsync(cancellation);
        if (mine is null)
            return Refusal.LogIn;
        var own = new Tallies(
            await Reported(since).CountAsync(id => id == me, cancellation),
            await Against(since, Act.Removed, Act.EverythingRemoved).CountAsync(id => id == me, cancellation),
            await Against(since, Act.Warned).CountAsync(id => id == me, cancellation));
        var others = await median.GetAsync(() => MedianAsync(since, cancellation));
        return new OwnStanding(own, others, Coming(mine.SilencedUntil), Coming(mine.SuspendedUntil));

        DateTime? Coming(DateTime? until) => until > now ? until : null;
    }

    private async Task<Tallies> MedianAsync(DateTime since, CancellationToken cancellation)
    {
        var wrote = db.Posts.IgnoreQueryFilters(Every).Where(p => p.CreatedAt > since).Select(p => p.AuthorId)
            .Union(db.Comments.Where(c => c.CreatedAt > since).Select(c => c.AuthorId));
        var writers = await wrote.CountAsync(cancellation);
        return new Tallies(
            await OfAsync(Reported(since)), await OfAsync(Against(since, Act.Removed, Act.EverythingRemoved)), await OfAsync(Against(since, Act.Warned)));

        async Task<int> OfAsync(IQueryable<long> members)
        {
            var counts = await members.Where(id => wrote.Contains(id)).GroupBy(id => id).Select(g => g.Count()).ToListAsync(cancellation);
            return Median(counts, writers);
        }
    }

    /// <summary>The figure that half of <paramref name="members"/> do not exceed, of whom those without a count have 0.</summary>
    internal static int Median(List<int> counts, int members)
    {
        var (middle, zeros) = ((members - 1) / 2, Math.Max(members - counts.Count, 0));
        return members == 0 || middle < zeros ? 0 : counts.Order().ElementAt(middle - zeros);
    }

    /// <summary>The author of what was reported, once for each report.</summary>
    private IQueryable<long> Reported(DateTime since) =>
        from r in db.Reports.IgnoreQueryFilters(Every)
        where r.CreatedAt > since
        join c in db.Cases on r.CaseId equals c.Id
        select c.AuthorId;

    /// <summary>Whom such acts concerned, once for each act that still counts.</summary>
    private IQueryable<long> Against(DateTime since, params Act[] acts) =>
        from e in db.ModerationLog.IgnoreQueryFilters(Every)
        where e.At > since && acts.Contains(e.Act) && !db.ModerationLog.Any(l => l.About == e.Id && (l.Act == Act.Undone || l.Act == Act.AppealGranted))
        select e.MemberId;
}

/// <summary>Keeps the community's median for some minutes: it is the same for everybody, and reads much.</summary>
public sealed class MedianKeeper(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private (DateTimeOffset Until, Tallies Median)? kept;

    /// <summary>The kept one, or a new one.</summary>
    internal async Task<Tallies> GetAsync(Func<Task<Tallies>> read)
    {
        var now = time.GetUtcNow();
        if (kept is { } known && known.Until > now)
            return known.Median;
        var median = await read();
        kept = (now + Kept, median);
        return median;
    }
}
