using System.Globalization;
using Microsoft.EntityFrameworkCore;
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
public sealed class QueueQueries(ForumDb db, CurrentViewer viewer, Gate gate, TimeProvider time)
{
    /// <summary>Cases on a page.</summary>
    public const int PageSize = 25;

    /// <summary>So many are counted for the filters, and so many for the navigation; a longer queue costs no more.</summary>
    public const int CountMost = 1_000, OpenMost = 100;

    /// <summary>Characters of a comment in the list.</summary>
    private const int WordsMost = 160;

    /// <summary>One page of the open cases that the viewer reviews. Missing for who is no moderator; a cursor that no page wrote is refused.</summary>
    public async Task<Result<QueuePage>> PageAsync(QueueFilter filter, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var after = QueueCursor.Read(filter.After);
        if (!after.Ok)
            return after.Refusals[0];
        var entered = await gate.EnteredAsync(cancellation);
        var open = Open(entered);
        var rows = await RowsAsync(Narrowed(open, filter), after.Value, cancellation);
        var next = rows.Count > PageSize ? new QueueCursor(rows[PageSize - 1].Urgency, rows[PageSize - 1].OpenedAt, rows[PageSize - 1].Id).ToString() : null;
        var counts = await InOrder(open).Take(CountMost).GroupBy(c => new { c.Kind, c.Circle }).Select(g => new { g.Key.Kind, g.Key.Circle, Count = g.Count() }).ToListAsync(cancellation);
        return new QueuePage(
            await WithWordsAsync([.. rows.Take(PageSize)], cancellation), next, new QueueCounts(counts.ToDictionary(c => (c.Kind, c.Circle), c => c.Count)), entered, await gate.ActRefusalAsync(cancellation));
    }

    /// <summary>How many cases wait for the viewer, counted as far as <see cref="OpenMost"/>; for who is no moderator none, and nothing is asked.</summary>
    public async Task<int> OpenAsync(CancellationToken cancellation) =>
        gate.LookRefusal() is null ? await InOrder(Open(null)).Take(OpenMost).CountAsync(cancellation) : 0;

    private IQueryable<Case> Open(Circle? entered) => gate.Cases(entered).AsNoTracking().Where(c => c.State == CaseState.Open);

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
    private async Task<List<QueueRow>> RowsAsync(IQueryable<Case> cases, QueueCursor? after, CancellationToken cancellation)
    {
        const int take = PageSize + 1;
        if (after is not { } a)
            return await Rows(cases).Take(take).ToListAsync(cancellation);
        var rows = await Rows(cases.Where(c => c.Urgency == a.Urgency && c.OpenedAt >= a.OpenedAt && (c.OpenedAt > a.OpenedAt || c.Id > a.Id))).Take(take).ToListAsync(cancellation);
        if (rows.Count < take)
            rows.AddRange(await Rows(cases.Where(c => c.Urgency < a.Urgency)).Take(take - rows.Count).ToListAsync(cancellation));
        return rows;
    }

    private IQueryable<QueueRow> Rows(IQueryable<Case> cases)
    {
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        return InOrder(cases).Select(c => new QueueRow(
            c.Id, c.Kind, c.ThingId, c.PostId, db.Members.Where(m => m.Id == c.AuthorId).Select(m => m.UserName!).First(), c.Circle, c.Audience, c.Language, c.Rules, c.Found, c.Weight, c.Urgency, c.OpenedAt,
            c.ClaimedUntil > now && c.ClaimedBy != me ? db.Members.Where(m => m.Id == c.ClaimedBy).Select(m => m.UserName).FirstOrDefault() : null, "", ""));
    }

    /// <summary>Adds what the things say, whoever else may see them: the cases were seen.</summary>
    private async Task<List<QueueRow>> WithWordsAsync(List<QueueRow> rows, CancellationToken cancellation)
    {
        var (posts, comments) = (rows.Where(r => r.PostId is not null).Select(r => r.PostId!.Value).Distinct().ToArray(), rows.Where(r => r.Kind == ThingKind.Comment).Select(r => r.ThingId).ToArray());
        var titles = posts.Length == 0 ? [] : await Things.AllPosts(db).Where(p => posts.Contains(p.Id) && p.Status != Status.Deleted).Select(p => new { p.Id, p.Title }).ToDictionaryAsync(p => p.Id, p => p.Title, cancellation);
        var words = comments.Length == 0 ? [] : await Things.AllComments(db).Where(c => comments.Contains(c.Id) && c.Status != Status.Deleted)
            .Select(c => new { c.Id, Words = c.Body.Substring(0, WordsMost) }).ToDictionaryAsync(c => c.Id, c => c.Words, cancellation);
        return rows.ConvertAll(r => r with
        {
            Title = r.PostId is { } post ? titles.GetValueOrDefault(post, "") : "",
            // With a post its comments are gone, for everybody.
            Words = r is { Kind: ThingKind.Comment, PostId: { } above } && titles.ContainsKey(above) ? words.GetValueOrDefault(r.ThingId, "") : "",
        });
    }
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
