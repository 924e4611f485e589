using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Moderation;

/// <summary>The words that a decision was about, as they stand now; empty where they are gone.</summary>
/// <param name="Title">The title of a post, or of the one that a comment stands under.</param>
/// <param name="Html">The body rendered, safe to show as it is; empty for a member.</param>
/// <param name="About">A member's words about herself.</param>
public sealed record ThingWords(string Title, string Html, string Language, string About);

/// <summary>The decision that an appeal is against.</summary>
public sealed record AppealedEntry(long Id, Act Act, ThingKind Kind, long ThingId, long? PostId, Rules Rule, string Words, DateTime At, DateTime? Until, long? ActorId, string Before, string After);

/// <summary>An appeal that waits, as moderators see it.</summary>
/// <param name="Words">Why, in the member's own words.</param>
/// <param name="Version">The state of the case that is seen: who decides names it.</param>
/// <param name="Refusal">Why the viewer may not decide it; null when she may.</param>
public sealed record WaitingAppeal(
    long Id, AppealedEntry Entry, long MemberId, string Handle, Circle Circle, Role Role, string? ActorHandle, string Words, DateTime SentAt, int Version, ThingWords? Thing = null, Refusal? Refusal = null);

/// <summary>Reads the appeals that wait.</summary>
public sealed class AppealQueries(ForumDb db, CurrentViewer viewer, Gate gate)
{
    /// <summary>Appeals on one page.</summary>
    public const int PageSize = 20;

    /// <summary>Appeals that are counted for the navigation; more cost no more.</summary>
    public const int CountMost = 100;

    private int? counted;

    /// <summary>
    /// How many appeals wait for the viewer, counted as far as <see cref="CountMost"/>: not her own, nor those against her own decisions. Asked once
    /// for a request; for who is no moderator none, and nothing is asked.
    /// </summary>
    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        if (gate.LookRefusal() is not null)
            return 0;
        return counted ??= (await CompiledRead.ToListAsync(db, default(Shape), gate.Args(null, 1), Counted, cancellation)).FirstOrDefault();
    }

    /// <summary>The appeals that wait and that the viewer sees, the oldest first; hers and those against her own decisions among them.</summary>
    public async Task<Result<Page<WaitingAppeal>>> WaitingAsync(string? after, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var entered = await gate.EnteredAsync(cancellation);
        var closedToAll = await gate.ActRefusalAsync(cancellation);
        var (last, cases) = (cursor.Value?.Id ?? 0, gate.Cases(entered));
        var rows = await (
            from a in Waiting(entered)
            where a.Id > last
            join e in db.ModerationLog on a.EntryId equals e.Id
            join m in db.Members on a.MemberId equals m.Id
            join decider in db.Members on e.ActorId equals decider.Id into actors
            from actor in actors.DefaultIfEmpty()
            orderby a.Id
            select new WaitingAppeal(
                a.Id, new AppealedEntry(e.Id, e.Act, e.Kind, e.ThingId, e.PostId, e.Rule, e.Words, e.At, e.Until, e.ActorId, e.Before, e.After),
                m.Id, m.UserName!, m.Circle, m.Role, actor.UserName, a.Words, a.CreatedAt, cases.Where(c => c.Id == e.CaseId).Select(c => c.Version).FirstOrDefault(), null, null)).Take(PageSize + 1).ToListAsync(cancellation);
        var page = Page<WaitingAppeal>.Cut(rows, PageSize, r => new Cursor(0, r.Id));
        var words = await WordsAsync(page.Items, cancellation);
        return page with
        {
            Items = [.. page.Items.Select(r => r with
            {
                Thing = words.GetValueOrDefault((r.Entry.Kind, r.Entry.ThingId)),
                Refusal = closedToAll ?? AppealService.OwnRefusal(viewer.Value, r.MemberId, r.Entry.ActorId) ?? gate.MemberRefusal(r.Entry.Act, r.Circle, r.Role, entered),
            })],
        };
    }

    private IQueryable<Appeal> Waiting(Circle? entered) => Waiting(db, gate.Appeals(entered));

    private static IQueryable<Appeal> Waiting(ForumDb db, IQueryable<Appeal> appeals) =>
        appeals.AsNoTracking().Where(a => a.Granted == null && !db.ModerationLog.Any(l => l.About == a.EntryId && l.Act == Act.Undone));

    private static IQueryable<int> Counted(ForumDb db, ReadArgs args, Shape shape) =>
        Waiting(db, db.Appeals).Where(a => a.MemberId != args.Me && !db.ModerationLog.Any(l => l.Id == a.EntryId && l.ActorId == args.Me)).OrderBy(a => a.Id).Take(CountMost)
            .GroupBy(a => 1).Select(all => all.Count());

    private readonly record struct Shape;

    /// <summary>The words of things whose appeals were seen; whatever became of the things since.</summary>
    private async Task<Dictionary<(ThingKind, long), ThingWords>> WordsAsync(IReadOnlyList<WaitingAppeal> seen, CancellationToken cancellation)
    {
        var words = new Dictionary<(ThingKind, long), ThingWords>();
        var (posts, comments, members) = (IdsOf(ThingKind.Post), IdsOf(ThingKind.Comment), IdsOf(ThingKind.Member));
        if (posts.Length > 0)
        {
            foreach (var p in await Things.AllPosts(db).Where(p => posts.Contains(p.Id) && p.Status != Status.Deleted).Select(p => new { p.Id, p.Title, p.BodyHtml, p.Language }).ToListAsync(cancellation))
                words[(ThingKind.Post, p.Id)] = new(p.Title, p.BodyHtml, p.Language, "");
        }
        if (comments.Length > 0)
        {
            var found = await (
                from c in Things.AllComments(db)
                where comments.Contains(c.Id) && c.Status != Status.Deleted
                join p in Things.AllPosts(db) on c.PostId equals p.Id
                select new { c.Id, p.Title, c.BodyHtml, c.Language }).ToListAsync(cancellation);
            foreach (var c in found)
                words[(ThingKind.Comment, c.Id)] = new(c.Title, c.BodyHtml, c.Language, "");
        }
        if (members.Length > 0)
        {
            foreach (var m in await db.Members.Where(m => members.Contains(m.Id)).Select(m => new { m.Id, m.About }).ToListAsync(cancellation))
                words[(ThingKind.Member, m.Id)] = new("", "", "", m.About);
        }
        return words;

        long[] IdsOf(ThingKind kind) => [.. seen.Where(r => r.Entry.Kind == kind).Select(r => r.Entry.ThingId).Distinct()];
    }
}
