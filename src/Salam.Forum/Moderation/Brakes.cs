using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Posts;

namespace Salam.Forum.Moderation;

/// <summary>What the brakes know of a member.</summary>
public readonly record struct Braked(DateTime JoinedAt, DateTime? SilencedUntil, DateTime? SuspendedUntil);

/// <summary>Whether a member may write now: only here. What a brake lets through may still be refused for what it says or where it stands.</summary>
public sealed class Brakes(ForumDb db, CurrentViewer viewer, TimeProvider time, ForumOptions options)
{
    /// <summary>What limits count in.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How long somebody waits between two comments in a thread with flags; one minute more for each of them, up to a day.</summary>
    public static readonly TimeSpan HeatedWait = TimeSpan.FromMinutes(2);

    private const string LinkInHtml = "<a href=\"http";

    /// <summary>Why a member may do nothing but read, appeal, take her data and leave; null when she may.</summary>
    public static Refusal? ActRefusal(DateTime? suspendedUntil, DateTime now)
    {
        if (suspendedUntil is not { } until || until <= now)
            return null;
        return until.Year == Sanctions.ForGood.Year ? Refusal.Forbidden("SuspendedForGood") : Refusal.Forbidden("Suspended", until);
    }

    /// <summary>Why a member may not write words; null when she may. A silenced one still reads, votes, follows and reports.</summary>
    public static Refusal? WriteRefusal(DateTime? silencedUntil, DateTime? suspendedUntil, DateTime now) =>
        ActRefusal(suspendedUntil, now) ?? (silencedUntil > now ? Refusal.Forbidden("Silenced", silencedUntil) : null);

    /// <summary>Links to other sites in a rendered text.</summary>
    internal static int LinksIn(string html)
    {
        var count = 0;
        var rest = html.AsSpan();
        // A scheme may be written in capitals.
        for (int at; (at = rest.IndexOf(LinkInHtml, StringComparison.OrdinalIgnoreCase)) >= 0; rest = rest[(at + LinkInHtml.Length)..])
            count++;
        return count;
    }

    /// <summary>Links to other sites in a post: those in its words, and the one that it is.</summary>
    internal static int LinksIn(PostKind kind, string html) => LinksIn(html) + (kind == PostKind.Link ? 1 : 0);

    /// <summary>Why the viewer may do nothing now; null when she may.</summary>
    public async Task<Refusal?> ActRefusalAsync(CancellationToken cancellation) => ActRefusal((await MeAsync(cancellation)).SuspendedUntil, Now);

    /// <summary>Why the viewer may not write words that no limit counts; null when she may.</summary>
    public async Task<Refusal?> WriteRefusalAsync(CancellationToken cancellation)
    {
        var me = await MeAsync(cancellation);
        return WriteRefusal(me.SilencedUntil, me.SuspendedUntil, Now);
    }

    /// <summary>Why the viewer may not change a text of hers now; null when she may. Limits count links that come in with the change.</summary>
    /// <param name="kind">What the text is.</param>
    /// <param name="id">Its number.</param>
    /// <param name="before">The links that are in it.</param>
    /// <param name="after">The links that would be in it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal async Task<Refusal?> ChangeRefusalAsync(ThingKind kind, long id, int before, int after, CancellationToken cancellation)
    {
        var me = await MeAsync(cancellation);
        return WriteRefusal(me.SilencedUntil, me.SuspendedUntil, Now) ?? (IsNew(me) && after > before ? await LinkRefusalAsync(after, (kind, id), cancellation) : null);
    }

    /// <summary>Why the viewer may not post now; null when she may.</summary>
    internal async Task<Refusal?> PostRefusalAsync(Braked me, int links, CancellationToken cancellation)
    {
        if (WriteRefusal(me.SilencedUntil, me.SuspendedUntil, Now) is { } closed)
            return closed;
        if (!IsNew(me))
            return null;
        var (id, since) = (viewer.Value.MemberId, Now - Day);
        var posts = Things.AllPosts(db).Where(p => p.AuthorId == id && p.UpdateId == null && p.CreatedAt > since).OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id).Select(p => p.CreatedAt);
        return await LimitRefusalAsync("NewPosts", posts, options.NewPosts, cancellation) ?? await LinkRefusalAsync(links, null, cancellation);
    }

    /// <summary>Why the viewer may not comment now; null when she may.</summary>
    internal async Task<Refusal?> CommentRefusalAsync(Braked me, int links, CancellationToken cancellation)
    {
        if (WriteRefusal(me.SilencedUntil, me.SuspendedUntil, Now) is { } closed)
            return closed;
        if (!IsNew(me))
            return null;
        var (id, since) = (viewer.Value.MemberId, Now - Day);
        var comments = Things.AllComments(db).Where(c => c.AuthorId == id && c.CreatedAt > since).OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Select(c => c.CreatedAt);
        return await LimitRefusalAsync("NewComments", comments, options.NewComments, cancellation) ?? await LinkRefusalAsync(links, null, cancellation);
    }

    /// <summary>Why the viewer waits before the next comment under a post in slow mode; null when she does not. Moderators never do.</summary>
    internal async Task<Refusal?> SlowRefusalAsync(long postId, int minutes, CancellationToken cancellation)
    {
        if (minutes == 0 || viewer.Value.IsModerator)
            return null;
        var (id, since) = (viewer.Value.MemberId, Now.AddMinutes(-minutes));
        var last = await Things.AllComments(db).Where(c => c.AuthorId == id && c.CreatedAt > since && c.PostId == postId).MaxAsync(c => (DateTime?)c.CreatedAt, cancellation);
        return last is { } at ? new Refusal(RefusalKind.TooMany, "SlowMode", null, at.AddMinutes(minutes) - Now) : null;
    }

    /// <summary>
    /// Why the viewer, who commented in the thread lately, waits before the next answer in it; null when nothing in it was flagged. A comment on the
    /// post itself begins a thread of its own, in which nobody has quarrelled yet; where a whole post is heated a moderator has slow mode.
    /// </summary>
    internal async Task<Refusal?> HeatRefusalAsync(long rootId, CancellationToken cancellation)
    {
        var (id, since) = (viewer.Value.MemberId, Now - Day);
        var thread = Things.AllComments(db).Where(c => c.RootId == rootId || c.Id == rootId);
        if (await thread.Where(c => c.AuthorId == id && c.CreatedAt > since).MaxAsync(c => (DateTime?)c.CreatedAt, cancellation) is not { } last)
            return null;
        var flags = await thread.SumAsync(c => c.FlagCount, cancellation);
        var wait = last + HeatedWait + TimeSpan.FromMinutes(flags) - Now;
        return flags > 0 && wait > TimeSpan.Zero ? new Refusal(RefusalKind.TooMany, "Heated", null, wait < Day ? wait : Day) : null;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private bool IsNew(Braked me) => !viewer.Value.IsModerator && Now - me.JoinedAt < ReportWeight.NewFor;

    private Task<Braked> MeAsync(CancellationToken cancellation)
    {
        var id = viewer.Value.MemberId;
        return db.Members.Where(m => m.Id == id).Select(m => new Braked(m.JoinedAt, m.SilencedUntil, m.SuspendedUntil)).FirstOrDefaultAsync(cancellation);
    }

    /// <param name="code">The sentence.</param>
    /// <param name="newest">The moments of what was written in the last day, the newest first.</param>
    /// <param name="limit">How many a day.</param>
    /// <param name="cancellation">Ends the wait.</param>
    private async Task<Refusal?> LimitRefusalAsync(string code, IQueryable<DateTime> newest, int limit, CancellationToken cancellation) =>
        await newest.Skip(limit - 1).Select(at => (DateTime?)at).FirstOrDefaultAsync(cancellation) is { } at ? new Refusal(RefusalKind.TooMany, code, null, limit, at + Day - Now) : null;

    private async Task<Refusal?> LinkRefusalAsync(int links, (ThingKind Kind, long Id)? except, CancellationToken cancellation)
    {
        if (links == 0)
            return null;
        if (links > options.NewLinks)
            return new Refusal(RefusalKind.TooMany, "NewLinksAtOnce", null, options.NewLinks);
        var (id, since) = (viewer.Value.MemberId, Now - Day);
        // What is older and was changed today counts today: which of its links are new nobody keeps.
        var posts = await Things.AllPosts(db).Where(p => p.AuthorId == id && p.UpdateId == null && (p.CreatedAt > since || (p.EditedAt > since && p.Status != Status.Deleted)))
            .Select(p => new { p.Id, p.Kind, p.BodyHtml, At = p.CreatedAt > since ? p.CreatedAt : p.EditedAt!.Value }).ToListAsync(cancellation);
        var comments = await Things.AllComments(db).Where(c => c.AuthorId == id && (c.CreatedAt > since || (c.EditedAt > since && c.Status != Status.Deleted)))
            .Select(c => new { c.Id, c.BodyHtml, At = c.CreatedAt > since ? c.CreatedAt : c.EditedAt!.Value }).ToListAsync(cancellation);
        var day = posts.Where(p => except != (ThingKind.Post, p.Id)).Select(p => (p.At, Links: LinksIn(p.Kind, p.BodyHtml)))
            .Concat(comments.Where(c => except != (ThingKind.Comment, c.Id)).Select(c => (c.At, Links: LinksIn(c.BodyHtml)))).OrderBy(t => t.At).ToList();
        var over = day.Sum(t => t.Links) + links - options.NewLinks;
        // The oldest ones leave the day first, until there is room.
        foreach (var (at, count) in day)
        {
            if (over > 0 && (over -= count) <= 0)
                return new Refusal(RefusalKind.TooMany, "NewLinks", null, options.NewLinks, at + Day - Now);
        }
        return null;
    }
}
