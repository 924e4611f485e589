using Microsoft.EntityFrameworkCore;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Charity;

/// <summary>A foundation as every page at its desk is headed.</summary>
/// <param name="Aside">How many of its announcements do not count; no more than <see cref="CharityDeskQueries.CountMost"/>.</param>
/// <param name="Differences">How many differences between its statements and the ledger are open, likewise.</param>
public sealed record DeskHead(long Id, string Name, string Slug, FoundationState State, bool IsVetted, DateTime? VettedAt, DateTime? VettedUntil, int PolicyVersion, int Aside, int Differences);

/// <summary>A project as its foundation's desk lists it.</summary>
/// <param name="NextDue">Until when news were promised that are awaited still; null where none are.</param>
/// <param name="HasSource">Whether a platform counts its gifts.</param>
public sealed record DeskProject(
    long Id, string Title, string Slug, string Language, ProjectState State, GiftKind Kind, long Goal, long Raised, string Currency, DateTime EndsAt, bool IsPublished, bool IsReported, DateTime? NextDue, bool HasSource);

/// <summary>What an administrator last said to a foundation.</summary>
public sealed record SaidToFoundation(Act Act, string Words, DateTime At);

/// <summary>Reads what stands at the desk of a foundation, for its staff alone; missing for others.</summary>
public sealed class CharityDeskQueries(ForumDb db, TimeProvider time, StaffGate gate)
{
    /// <summary>Up to here it is counted.</summary>
    public const int CountMost = 1_000;

    private const int ProjectsMost = 200;

    /// <summary>The foundation and what waits at its desk.</summary>
    public async Task<Result<DeskHead>> HeadAsync(long foundationId, CancellationToken cancellation)
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        var now = time.GetUtcNow().UtcDateTime;
        return await db.Foundations.Where(f => f.Id == foundationId).Select(f => new DeskHead(
            f.Id, f.Name, f.Slug, f.State, f.State == FoundationState.Vetted && f.VettedUntil > now, f.VettedAt, f.VettedUntil, f.PolicyVersion,
            db.Donations.Where(d => d.FoundationId == foundationId && d.State == DonationState.Aside).Take(CountMost).Count(),
            db.StatementDifferences.Where(d => d.FoundationId == foundationId && d.SettledAt == null).Take(CountMost).Count())).FirstOrDefaultAsync(cancellation) is { } head ? head : Refusal.Missing;
    }

    /// <summary>Its projects, the newest first, whatever state they are in.</summary>
    public async Task<Result<IReadOnlyList<DeskProject>>> ProjectsAsync(long foundationId, CancellationToken cancellation)
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        return await db.Projects.Where(p => p.FoundationId == foundationId).OrderByDescending(p => p.Id).Take(ProjectsMost).Select(p => new DeskProject(
            p.Id, p.Title, p.Slug, p.Language, p.State, p.Kind, p.Goal, p.Raised, p.Currency, p.EndsAt, p.PublishedAt != null, p.ReportedAt != null,
            db.ProjectUpdates.Where(u => u.ProjectId == p.Id && u.PostedAt == null).Min(u => u.DueAt), db.ProjectSources.Any(s => s.ProjectId == p.Id))).ToListAsync(cancellation);
    }

    /// <summary>Why it was refused, or its badge taken away: what was said last; null where nothing was.</summary>
    public async Task<Result<SaidToFoundation?>> SaidAsync(long foundationId, CancellationToken cancellation)
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        return await db.ModerationLog.Where(e => e.Kind == ThingKind.Foundation && e.ThingId == foundationId && (e.Act == Act.FoundationRejected || e.Act == Act.FoundationWithdrawn))
            .OrderByDescending(e => e.Id).Select(e => new SaidToFoundation(e.Act, e.Words, e.At)).FirstOrDefaultAsync(cancellation);
    }
}
