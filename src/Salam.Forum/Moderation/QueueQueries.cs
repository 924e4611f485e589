using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Which part of the queue is asked for; all of it where nothing is named.</summary>
/// <param name="After">Where the page starts, as the page before wrote it.</param>
public sealed record QueueFilter(ThingKind? Kind = null, Circle? Circle = null, Rules? Rule = null, string? Language = null, string? After = null)
{
    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrow => (Kind ?? (object?)Circle ?? Rule) is not null || Language is not null;
}

/// <summary>A case as the queue lists it.</summary>
/// <param name="Title">The title of the post that it is, or stands under; empty for a member.</param>
/// <param name="Words">The first words of a comment, as written.</param>
/// <param name="ClaimedBy">The other moderator who looks at it now.</param>
public sealed record QueueRow(
    long Id, ThingKind Kind, long ThingId, long? PostId, string AuthorHandle, Circle Circle, Audience Audience, string Language, Rules Rules, Categories Found, int Weight, long Urgency,
    DateTime OpenedAt, string? ClaimedBy, string Title = "", string Words = "");

/// <summary>How many cases wait, of each kind and circle; counted as far as <see cref="QueueQueries.CountMost"/>.</summary>
public sealed record QueueCounts(IReadOnlyDictionary<(ThingKind Kind, Circle Circle), int> Waiting)
{
    /// <summary>Those that were counted.</summary>
    public int All => Waiting.Values.Sum();

    /// <summary>Whether there are more than were counted.</summary>
    public bool IsMore => All >= QueueQueries.CountMost;

    /// <summary>Those of a kind.</summary>
    public int Of(ThingKind kind) => Waiting.Where(w => w.Key.Kind == kind).Sum(w => w.Value);

    /// <summary>Those of a circle.</summary>
    public int Of(Circle circle) => Waiting.Where(w => w.Key.Circle == circle).Sum(w => w.Value);
}

/// <summary>One page of the queue.</summary>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Entered">The other circle, while an administrator looks into it.</param>
/// <param name="ActRefusal">Why the viewer may look but not act; null when she may.</param>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, string? Next, QueueCounts Counts, Circle? Entered, Refusal? ActRefusal);

/// <summary>Reads the queue: danger first, then by weight, then by age, as its index has it.</summary>
public sealed class QueueQueries(ForumDb db, Gate gate, IMemoryCache longQueues)
{
    /// <summary>Cases on a page.</summary>
    public const int PageSize = 25;

    /// <summary>So many are counted for the filters, and so many for the navigation; a longer queue costs no more.</summary>
    public const int CountMost = 1_000, OpenMost = 100;

    /// <summary>Kinds times circles, and some to spare.</summary>
    private const int MostCounted = 100;

    /// <summary>Characters of a comment in the list.</summary>
    private const int WordsMost = 160;

    /// <summary>How long it is remembered that a queue has more cases than are counted. One that has fewer is counted anew each time.</summary>
    private static readonly TimeSpan LongKept = TimeSpan.FromSeconds(15);

    /// <summary>What this request has counted of the viewer's own queue already.</summary>
    private QueueCounts? own;

    /// <summary>One page of the open cases that the viewer reviews. Missing for who is no moderator; a cursor that no page wrote is refused.</summary>
    public async Task<Result<QueuePage>> PageAsync(QueueFilter filter, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var after = QueueCursor.Read(filter.After);
        if (!after.Ok)
            return after.Refusals[0];
        var entered = await gate.EnteredAsync(cancellation);
        var args = gate.Args(entered, PageSize + 1);
        var rows = filter.IsNarrow || after.Value is not null
            ? await RowsAsync(args, filter, after.Value, cancellation)
            : await CompiledRead.ToListAsync(db, default(Shape), args, static (db, args, shape) => Rows(db, args, InOrder(Open(db, args))), cancellation);
        var next = rows.Count > PageSize ? new QueueCursor(rows[PageSize - 1].Urgency, rows[PageSize - 1].OpenedAt, rows[PageSize - 1].Id).ToString() : null;
        var isWhole = !filter.IsNarrow && after.Value is null && next is null;
        var counts = isWhole
            ? new QueueCounts(rows.CountBy(r => (r.Kind, r.Circle)).ToDictionary())
            : await CountedAsync(args with { Take = CountMost }, c => c.IsMore, found => new QueueCounts(found.ToDictionary(c => (c.Kind, c.Circle), c => c.Count)), cancellation);
        if (entered is null)
            own = counts;
        return new QueuePage([.. rows.Take(PageSize)], next, counts, entered, await gate.ActRefusalAsync(cancellation));
    }

    /// <summary>How many cases wait for the viewer, counted as far as <see cref="OpenMost"/>; for who is no moderator none, and nothing is asked.</summary>
    public async Task<int> OpenAsync(CancellationToken cancellation) =>
        gate.LookRefusal() is not null ? 0
        : own is { } counts ? Math.Min(counts.All, OpenMost)
        : await CountedAsync(gate.Args(null, OpenMost), all => all >= OpenMost, found => found.Sum(c => c.Count), cancellation);

    /// <summary>Counts a queue as far as the arguments say; where it goes on, the numbers are those of before for some seconds, since they say no more than that.</summary>
    private async Task<T> CountedAsync<T>(ReadArgs args, Func<T, bool> isLong, Func<List<Counted>, T> say, CancellationToken cancellation)
    {
        var key = (nameof(QueueQueries), args.Me, args.Own, args.Other, args.Take);
        if (longQueues.TryGetValue(key, out T? before))
            return before!;
        var counted = say(await CompiledRead.ToListAsync(db, args.Take, args with { Take = MostCounted }, Counts, cancellation));
        return isLong(counted) ? longQueues.Set(key, counted, LongKept) : counted;
    }

    private static IQueryable<Counted> Counts(ForumDb db, ReadArgs args, int most) =>
        InOrder(Open(db, args)).Take(most).GroupBy(c => new { c.Kind, c.Circle }).Select(g => new Counted(g.Key.Kind, g.Key.Circle, g.Count()));

    private static IQueryable<Case> Open(ForumDb db, ReadArgs args) => Gate.Reviewed(db.Cases, args).AsNoTracking().Where(c => c.State == CaseState.Open);

    private static IOrderedQueryable<Case> InOrder(IQueryable<Case> cases) => cases.OrderByDescending(c => c.Urgency).ThenBy(c => c.OpenedAt).ThenBy(c => c.Id);

    // Said in forms that no index fits: another one than the queue's would be read and sorted.
    private static IQueryable<Case> Narrowed(IQueryable<Case> cases, QueueFilter filter)
    {
        if (filter.Kind is { } kind)
            cases = cases.Where(c => (c.Kind == kind ? c.Id : 0) > 0);
        if (filter.Circle is { } circle)
            cases = cases.Where(c => c.Circle == circle);
        if (filter.Rule is { } rule)
            cases = cases.Where(c => (c.Rules & rule) != Rules.None);
        return filter.Language is { } language ? cases.Where(c => c.Language == language) : cases;
    }

    /// <summary>A page and one row more. After a cursor those as urgent as its row come first, then the less urgent: each a range of the index.</summary>
    private async Task<List<QueueRow>> RowsAsync(ReadArgs args, QueueFilter filter, QueueCursor? after, CancellationToken cancellation)
    {
        var cases = Narrowed(Open(db, args), filter);
        if (after is not { } a)
            return await RowsAsync(args, cases, args.Take, cancellation);
        var rows = await RowsAsync(args, cases.Where(c => c.Urgency == a.Urgency && c.OpenedAt >= a.OpenedAt && (c.OpenedAt > a.OpenedAt || c.Id > a.Id)), args.Take, cancellation);
        if (rows.Count < args.Take)
            rows.AddRange(await RowsAsync(args, cases.Where(c => c.Urgency < a.Urgency), args.Take - rows.Count, cancellation));
        return rows;
    }

    private Task<List<QueueRow>> RowsAsync(ReadArgs args, IQueryable<Case> cases, int take, CancellationToken cancellation) => Rows(db, args, InOrder(cases)).Take(take).ToListAsync(cancellation);

    /// <summary>Cases with what their things say, whoever else may see those: the case is seen.</summary>
    private static IQueryable<QueueRow> Rows(ForumDb db, ReadArgs args, IQueryable<Case> cases) =>
        from c in cases
        // What its author deleted is gone for everybody, and with a post its comments.
        let title = Things.AllPosts(db).Where(p => p.Id == c.PostId && p.Status != Status.Deleted).Select(p => p.Title).FirstOrDefault()
        select new QueueRow(
            c.Id, c.Kind, c.ThingId, c.PostId, db.Members.Where(m => m.Id == c.AuthorId).Select(m => m.UserName!).First(), c.Circle, c.Audience, c.Language, c.Rules, c.Found, c.Weight, c.Urgency, c.OpenedAt,
            c.ClaimedUntil > args.Since && c.ClaimedBy != args.Me ? db.Members.Where(m => m.Id == c.ClaimedBy).Select(m => m.UserName).FirstOrDefault() : null,
            title ?? "",
            c.Kind == ThingKind.Comment && title != null
                ? Things.AllComments(db).Where(x => x.Id == c.ThingId && x.Status != Status.Deleted).Select(x => x.Body.Substring(0, WordsMost)).FirstOrDefault() ?? "" : "");

    private readonly record struct Shape;

    private readonly record struct Counted(ThingKind Kind, Circle Circle, int Count);
}

/// <summary>The last case of a page, by the key of the queue's order. Written in an address, so read with distrust.</summary>
internal readonly record struct QueueCursor(long Urgency, DateTime OpenedAt, long Id)
{
    private const int LongestPart = 16;

    /// <summary>Reads a cursor: null for none, a refusal for what no page of ours wrote.</summary>
    public static Result<QueueCursor?> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return (QueueCursor?)null;
        var parts = text.Split('-', 4);
        return parts.Length == 3 && Part(parts[0]) is { } urgency && Part(parts[1]) is { } ticks && ticks <= DateTime.MaxValue.Ticks && Part(parts[2]) is { } id
            ? new QueueCursor(urgency, new DateTime(ticks, DateTimeKind.Utc), id)
            : Refusal.Invalid("Cursor");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Urgency:x}-{OpenedAt.Ticks:x}-{Id:x}");

    private static long? Part(string text) =>
        text.Length <= LongestPart && long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 0 ? value : null;
}
