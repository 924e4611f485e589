using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>The thing that somebody is told of, as far as she sees it.</summary>
/// <param name="Title">The title of the post, or of the one that the comment stands under; empty when it is gone.</param>
/// <param name="Excerpt">The first words of a comment; empty for a post.</param>
public sealed record ToldThing(ThingKind Kind, long Id, long? PostId, string Title, string Slug, string Excerpt);

/// <summary>A notice as its member reads it; never who decided.</summary>
/// <param name="Until">Until when a silence or suspension lasts, UTC.</param>
/// <param name="MayAppeal">Whether she may still appeal.</param>
/// <param name="Appealed">Her appeal against this decision; null when there is none.</param>
/// <param name="Answered">The earlier decision that this one takes back or answers an appeal against; null for others.</param>
public sealed record NoticeRow(
    long Id, long EntryId, Act Act, Rules Rule, string Words, DateTime? Until, DateTime At, bool IsNew, ToldThing Thing, bool MayAppeal, OwnAppeal? Appealed, ToldDecision? Answered);

/// <summary>A decision of which another one speaks: what it was, and when, UTC.</summary>
public sealed record ToldDecision(Act Act, DateTime At);

/// <summary>What a member wrote against a decision.</summary>
/// <param name="Granted">What became of it; null while it waits.</param>
public sealed record OwnAppeal(string Words, bool? Granted);

/// <summary>Reads what members are told.</summary>
public sealed class NoticeQueries(ForumDb db, CurrentViewer viewer)
{
    private const int PageSize = 20, ExcerptRead = 400;

    /// <summary>How many notices the member has not read yet; asked when her session is renewed, before anybody looks.</summary>
    public Task<int> UnreadAsync(long memberId, CancellationToken cancellation) =>
        db.Notices.IgnoreQueryFilters([Visibility.ReaderFilter]).CountAsync(n => n.MemberId == memberId && n.ReadAt == null, cancellation);

    /// <summary>The viewer's notices, the newest first.</summary>
    public async Task<Result<Page<NoticeRow>>> PageAsync(string? after, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var notices = db.Notices.AsNoTracking();
        if (cursor.Value is { Id: var last })
            notices = notices.Where(n => n.Id < last);
        var rows = await ReadAsync(notices.OrderByDescending(n => n.Id), PageSize + 1, cancellation);
        return Page<NoticeRow>.Cut(rows, PageSize, r => new Cursor(0, r.Id));
    }

    /// <summary>The viewer's notice of one decision; null when there is none.</summary>
    public async Task<NoticeRow?> OfEntryAsync(long entryId, CancellationToken cancellation) =>
        (await ReadAsync(db.Notices.AsNoTracking().Where(n => n.EntryId == entryId), 1, cancellation)).FirstOrDefault();

    private async Task<List<NoticeRow>> ReadAsync(IQueryable<Notice> notices, int take, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        var rows = await (
            from n in notices.WithThreads()
            where n.MemberId == me
            join e in db.ModerationLog on n.EntryId equals e.Id
            join post in db.Posts on e.PostId equals (long?)post.Id into posts
            from p in posts.DefaultIfEmpty()
            join appeal in db.Appeals on e.Id equals appeal.EntryId into appeals
            from a in appeals.DefaultIfEmpty()
            join before in db.ModerationLog on e.About equals (long?)before.Id into earlier
            from about in earlier.DefaultIfEmpty()
            select new
            {
                AboutAct = (Act?)about.Act, AboutAt = (DateTime?)about.At,
                n.Id, n.ReadAt, Entry = e, Title = (string?)p.Title, Slug = (string?)p.Slug,
                Body = e.Kind == ThingKind.Comment ? db.Comments.Where(c => c.Id == e.ThingId && c.Status != Status.Deleted).Select(c => c.Body.Substring(0, ExcerptRead)).FirstOrDefault() : null,
                Appealed = (string?)a.Words, a.Granted, IsUndone = db.ModerationLog.Any(l => l.About == e.Id && l.Act == Act.Undone),
            }).Take(take).ToListAsync(cancellation);
        return [.. rows.Select(r => new NoticeRow(
            r.Id, r.Entry.Id, r.Entry.Act, r.Entry.Rule, r.Entry.Words, r.Entry.Until, r.Entry.At, r.ReadAt is null,
            new ToldThing(r.Entry.Kind, r.Entry.ThingId, r.Entry.PostId, r.Title ?? "", r.Slug ?? "", r.Body is null ? "" : ExcerptText.Of(r.Body)),
            Appeal.Against.Contains(r.Entry.Act) && r.Appealed is null && !r.IsUndone, r.Appealed is null ? null : new OwnAppeal(r.Appealed, r.Granted),
            r is { AboutAct: { } act, AboutAt: { } at } ? new ToldDecision(act, at) : null))];
    }
}
