using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Members;

namespace Salam.Forum.Moderation;

/// <summary>An entry of the log without names, as everybody of its audience may read it.</summary>
/// <param name="By">What the actor was; <see cref="Role.Member"/> for the forum itself.</param>
public sealed record LogRow(long Id, Act Act, ThingKind Kind, Rules Rule, Role By, DateTime At);

/// <summary>An entry of the log, whole, as moderators read it.</summary>
/// <param name="Actor">Who did it; null for the forum itself.</param>
/// <param name="Member">Whom it concerns.</param>
/// <param name="Words">What was said to the author, or why it was done.</param>
/// <param name="Before">What was before, as JSON (<see cref="Snapshot"/>).</param>
/// <param name="After">What is since, as JSON.</param>
/// <param name="About">The entry that this one undoes or answers.</param>
/// <param name="IsUndone">Whether whoever did it has undone it.</param>
/// <param name="IsAppealed">Whether the member has appealed.</param>
/// <param name="Granted">What became of her appeal; null while it waits, and where there is none.</param>
public sealed record FullLogRow(
    LogRow Row, string? Actor, string Member, long ThingId, long? PostId, Audience Audience, string Words, DateTime? Until, string Before, string After, long? About,
    bool IsUndone, bool IsAppealed, bool? Granted);

/// <summary>Which entries of the log are asked for.</summary>
/// <param name="Member">The handle of the member they concern; all when empty.</param>
/// <param name="Act">The act; all when null.</param>
/// <param name="Kind">The kind of the one thing; with <paramref name="ThingId"/>.</param>
/// <param name="ThingId">The number of the one thing; all when null.</param>
public sealed record LogFilter(string? Member = null, Act? Act = null, ThingKind? Kind = null, long? ThingId = null);

/// <summary>Reads the log of moderation.</summary>
public sealed class LogQueries(ForumDb db, Gate gate)
{
    /// <summary>Entries on one page.</summary>
    public const int PageSize = 30;

    /// <summary>The entries about what the viewer's audience may know of, without names, the newest first.</summary>
    public async Task<Result<Page<LogRow>>> PublicAsync(string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var rows = await Before(db.ModerationLog, cursor.Value)
            .Select(e => new LogRow(e.Id, e.Act, e.Kind, e.Rule, e.ActorRole, e.At)).Take(PageSize + 1).ToListAsync(cancellation);
        return Page<LogRow>.Cut(rows, PageSize, r => new Cursor(0, r.Id));
    }

    /// <summary>The whole log, as far as it is the viewer's to review; missing for who is no moderator. A handle that nobody has is refused.</summary>
    public async Task<Result<Page<FullLogRow>>> FullAsync(LogFilter filter, string? after, CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var member = await MemberIdAsync(filter.Member, cancellation);
        if (member == 0)
            return Refusal.Invalid("MemberUnknown", "Member");
        var narrowed = Narrowed(gate.Log(await gate.EnteredAsync(cancellation)), filter, member);
        var rows = await (
            from e in Before(narrowed, cursor.Value)
            join m in db.Members on e.MemberId equals m.Id
            join decider in db.Members on e.ActorId equals (long?)decider.Id into actors
            from actor in actors.DefaultIfEmpty()
            join a in db.Appeals on e.Id equals a.EntryId into appeals
            from appeal in appeals.DefaultIfEmpty()
            orderby e.Id descending
            select new
            {
                Entry = e, Member = m.UserName!, Actor = (string?)actor.UserName, AppealId = (long?)appeal.Id, Granted = (bool?)appeal.Granted,
                IsUndone = db.ModerationLog.Any(l => l.About == e.Id && l.Act == Act.Undone),
            }).Take(PageSize + 1).ToListAsync(cancellation);
        var full = rows.ConvertAll(r => new FullLogRow(
            new LogRow(r.Entry.Id, r.Entry.Act, r.Entry.Kind, r.Entry.Rule, r.Entry.ActorRole, r.Entry.At), r.Actor, r.Member, r.Entry.ThingId, r.Entry.PostId, r.Entry.Audience,
            r.Entry.Words, r.Entry.Until, r.Entry.Before, r.Entry.After, r.Entry.About, r.IsUndone, r.AppealId is not null, r.Granted));
        return Page<FullLogRow>.Cut(full, PageSize, r => new Cursor(0, r.Row.Id));
    }

    /// <summary>The number of the member of that handle; 0 when nobody has it, null when none is asked for.</summary>
    private async Task<long?> MemberIdAsync(string? handle, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(handle))
            return null;
        var key = Handle.Key(handle.Trim().TrimStart('@'));
        return await db.Members.Where(m => m.NormalizedUserName == key).Select(m => m.Id).FirstOrDefaultAsync(cancellation);
    }

    private static IQueryable<LogEntry> Narrowed(IQueryable<LogEntry> log, LogFilter filter, long? member)
    {
        if (member is { } id)
            log = log.Where(e => e.MemberId == id);
        if (filter.Act is { } act)
            log = log.Where(e => e.Act == act);
        return filter is { Kind: { } kind, ThingId: { } thing } ? log.Where(e => e.Kind == kind && e.ThingId == thing) : log;
    }

    private static IQueryable<LogEntry> Before(IQueryable<LogEntry> log, Cursor? cursor)
    {
        var entries = log.AsNoTracking();
        if (cursor is { Id: var last })
            entries = entries.Where(e => e.Id < last);
        return entries.OrderByDescending(e => e.Id);
    }
}
