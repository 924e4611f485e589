using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Role = Salam.Forum.Audiences.Role;

namespace Salam.Forum.Members;

/// <summary>A member as her page shows her.</summary>
/// <param name="About">Her words about herself; empty too where the viewer's level leaves them out.</param>
/// <param name="IsHeld">Whether her words about herself wait for a moderator: until then they are there for her and for moderators alone.</param>
/// <param name="Severity">How grave the filter finds them.</param>
/// <param name="Found">What it finds in them.</param>
public sealed record Profile(
    long Id, string Handle, Circle Circle, Role Role, string About, string Languages, DateTime JoinedAt, bool IsMe, bool IsFollowed, bool IsHeld, Severity Severity = Severity.Clean, Categories Found = Categories.None);

/// <summary>A member as a row of a list.</summary>
public sealed record MemberRow(long Id, string Handle, Circle Circle, Role Role, DateTime JoinedAt, bool IsFollowed);

/// <summary>Reads members.</summary>
public sealed class MemberQueries(ForumDb db, CurrentViewer viewer, Judge judge, ForumOptions options)
{
    /// <summary>The member of that handle; null when there is none.</summary>
    public async Task<Profile?> ProfileAsync(string handle, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        var key = Handle.Key(handle);
        var held = Docket.HoldingProfiles(db, options.HoldAt);
        var member = await db.Members.Where(Member.IsShown).Where(m => m.NormalizedUserName == key)
            .Select(m => new Profile(m.Id, m.UserName!, m.Circle, m.Role, m.About, m.Languages, m.JoinedAt, m.Id == me,
                me != 0 && db.Follows.Any(f => f.FollowerId == me && f.FolloweeId == m.Id), m.About != "" && held.Any(c => c.ThingId == m.Id), Severity.Clean, Categories.None))
            .FirstOrDefaultAsync(cancellation);
        if (member is not { About.Length: > 0 })
            return member;
        if (member.IsHeld && !member.IsMe && !viewer.Value.IsModerator)
            return member with { About = "", IsHeld = false };
        // The words are few, and nothing that was found in them is stored.
        var judged = judge.OfText(member.About, nameof(member.About));
        return member with { Severity = judged.Severity, Found = judged.Found, About = Visibility.IsAtLevel(judged.Severity, member.Id, viewer.Value) ? member.About : "" };
    }

    /// <summary>The most characters of a handle that is looked for; longer ones are nobody's.</summary>
    public const int FindMost = 60;

    /// <summary>Members whose handles begin so, in their order; the cursor is the last handle of the page before. Refused: nothing to look for.</summary>
    public async Task<Result<Page<MemberRow>>> FindAsync(string? beginning, Circle? circle, string? after, CancellationToken cancellation)
    {
        var key = Handle.Key(Normalise.Input(beginning).TrimStart('@'));
        if (key.Length == 0 || Normalise.IsBlank(key))
            return Refusal.Invalid("SearchShort", "q", 1);
        if (key.Length > FindMost)
            return Refusal.Invalid("SearchLong", "q", FindMost);
        var members = db.Members.AsNoTracking().Where(Member.IsShown);
        // Each database has one form in which an index leads to beginnings.
        var (end, last) = (key + '\uFFFF', Handle.Key(after ?? ""));
        members = db.IsEmbedded
            ? members.Where(m => string.Compare(m.NormalizedUserName, key) >= 0 && string.Compare(m.NormalizedUserName, end) < 0)
            : members.Where(m => m.NormalizedUserName!.StartsWith(key));
        if (last.Length > 0)
            members = members.Where(m => string.Compare(m.NormalizedUserName, last) > 0);
        if (circle is { } one)
            members = members.Where(m => m.Circle == one);
        var me = viewer.Value.MemberId;
        var rows = await members.OrderBy(m => m.NormalizedUserName).Take(FeedQueries.PageSize + 1)
            .Select(m => new MemberRow(m.Id, m.UserName!, m.Circle, m.Role, m.JoinedAt, me != 0 && db.Follows.Any(f => f.FollowerId == me && f.FolloweeId == m.Id))).ToListAsync(cancellation);
        return rows.Count <= FeedQueries.PageSize ? new Page<MemberRow>(rows, null) : new Page<MemberRow>(rows[..FeedQueries.PageSize], rows[FeedQueries.PageSize - 1].Handle);
    }

    /// <summary>A member's posts that the viewer sees, newest first.</summary>
    public async Task<Result<Page<FeedRow>>> PostsAsync(long memberId, string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var args = new ReadArgs { Me = viewer.Value.MemberId, Of = memberId, After = cursor.Value ?? default, Take = FeedQueries.PageSize + 1 };
        var rows = await CompiledRead.ToListAsync(db, (Continued: cursor.Value is not null, Reader: RowsFor.Of(viewer.Value)), args, Posts, cancellation);
        return Page<FeedRow>.Cut(rows, FeedQueries.PageSize, r => Cursor.Of(r.CreatedAt, r.Id));
    }

    private static IQueryable<FeedRow> Posts(ForumDb db, ReadArgs args, (bool Continued, RowsFor Reader) shape)
    {
        var posts = db.Posts.AsNoTracking().Where(p => p.AuthorId == args.Of);
        if (shape.Continued)
            posts = posts.Where(p => p.CreatedAt <= args.Moment && (p.CreatedAt < args.Moment || p.Id < args.Id));
        return PostRows.From(db, args, shape.Reader, posts.OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id));
    }
}
