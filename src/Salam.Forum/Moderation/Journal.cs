using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Data;
using Salam.Forum.Members;
using Salam.Forum.Outbox;

namespace Salam.Forum.Moderation;

/// <summary>Writes the log, and tells the member whom an entry concerns; always inside the transaction of the act.</summary>
public sealed class Journal(ForumDb db, CurrentViewer viewer, TimeProvider time, OutboxQueue outbox)
{
    /// <summary>The moment of the act, UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>An entry about a decision on a case, by the viewer.</summary>
    internal LogEntry About(Case review, Decision decision, Effect effect) => new()
    {
        At = Now, Act = decision.Act, ActorId = viewer.Value.MemberId, ActorRole = viewer.Value.Role, Audience = effect.Audience ?? review.Audience, CaseId = review.Id,
        Kind = review.Kind, ThingId = review.ThingId, PostId = review.PostId, MemberId = review.AuthorId,
        Rule = decision.Rule, Words = decision.Text, Until = effect.Until, Before = effect.Before.ToJson(), After = effect.After.ToJson(),
    };

    /// <summary>An entry that answers an earlier one, by the viewer: the same thing and member, the other way round.</summary>
    internal LogEntry Answering(LogEntry entry, Act act, string words, string before, string after) => new()
    {
        At = Now, Act = act, ActorId = viewer.Value.MemberId, ActorRole = viewer.Value.Role, Audience = entry.Audience, CaseId = entry.CaseId,
        Kind = entry.Kind, ThingId = entry.ThingId, PostId = entry.PostId, MemberId = entry.MemberId, Rule = entry.Rule, Words = words,
        Before = before, After = after, About = entry.Id,
    };

    /// <summary>An entry about a member's new role, by the viewer, or by the forum itself where nobody is looking.</summary>
    internal LogEntry OfRole(Member member, Role before) => new()
    {
        At = Now, Act = member.Role > before ? Act.RoleGranted : Act.RoleWithdrawn, ActorId = viewer.Value.IsMember ? viewer.Value.MemberId : null, ActorRole = viewer.Value.Role,
        Audience = Audience.Everyone, Kind = ThingKind.Member, ThingId = member.Id, MemberId = member.Id,
        Before = new Snapshot { Role = before }.ToJson(), After = new Snapshot { Role = member.Role }.ToJson(),
    };

    /// <summary>Adds an entry about a foundation, by the viewer; it concerns the member who applied for it.</summary>
    internal Task<LogEntry> OfFoundationAsync(Act act, long foundationId, string words, bool tell, CancellationToken cancellation) =>
        OfCharityAsync(act, ThingKind.Foundation, foundationId, foundationId, words, tell, cancellation);

    /// <summary>Adds an entry about a project, likewise.</summary>
    internal Task<LogEntry> OfProjectAsync(Act act, Project project, string words, bool tell, CancellationToken cancellation, long? about = null) =>
        OfCharityAsync(act, ThingKind.Project, project.Id, project.FoundationId, words, tell, cancellation, about);

    private async Task<LogEntry> OfCharityAsync(Act act, ThingKind kind, long id, long foundationId, string words, bool tell, CancellationToken cancellation, long? about = null)
    {
        var member = await db.Foundations.IgnoreQueryFilters([Visibility.CharityFilter]).Where(f => f.Id == foundationId).Select(f => f.AppliedBy).FirstAsync(cancellation);
        var entry = new LogEntry
        {
            At = Now, Act = act, ActorId = viewer.Value.IsMember ? viewer.Value.MemberId : null, ActorRole = viewer.Value.Role, Audience = Audience.Everyone, Kind = kind, ThingId = id, MemberId = member, Words = words,
            About = about,
        };
        await WriteAsync(entry, tell: false, cancellation);
        if (tell)
        {
            // Whoever acts for it now, and not whoever applied for it years ago.
            foreach (var staff in await db.FoundationStaff.Where(s => s.FoundationId == foundationId).Select(s => s.MemberId).ToListAsync(cancellation))
                await TellAsync(entry, staff, cancellation);
        }
        return entry;
    }

    /// <summary>Adds the entry; tells the member when <paramref name="tell"/> says so.</summary>
    internal async Task<LogEntry> WriteAsync(LogEntry entry, bool tell, CancellationToken cancellation)
    {
        db.ModerationLog.Add(entry);
        await db.SaveChangesAsync(cancellation);
        if (tell)
            await TellAsync(entry, entry.MemberId, cancellation);
        return entry;
    }

    private async Task TellAsync(LogEntry entry, long member, CancellationToken cancellation)
    {
        var notice = new Notice { MemberId = member, EntryId = entry.Id, CreatedAt = entry.At };
        db.Notices.Add(notice);
        await db.SaveChangesAsync(cancellation);
        await outbox.AddAsync(NoticeMail.OutboxKind, new NoticeMailRequest(notice.Id), cancellation);
    }
}
