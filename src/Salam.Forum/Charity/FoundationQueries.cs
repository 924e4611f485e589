using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Moderation;

namespace Salam.Forum.Charity;

/// <summary>A foundation as its page shows it to everybody.</summary>
/// <param name="Updates">How honest its promises of news are.</param>
/// <param name="IsMine">Whether the viewer acts for it.</param>
public sealed record FoundationView(
    long Id, string Name, string Slug, string Country, string Register, string RegisterNumber, string Site, FoundationState State, bool IsVetted, DateTime? VettedAt, DateTime? VettedUntil, Role? VettedBy,
    int PolicyVersion, string PolicyHtml, DocumentRow? LastReport, UpdateRecord Updates, bool IsMine);

/// <summary>How a foundation keeps its promises of news.</summary>
public sealed record UpdateRecord(int InTime, int Late, int Overdue);

/// <summary>A document in a list.</summary>
public sealed record DocumentRow(long Id, Guid Key, DocumentKind Kind, int? Year, string Name, bool IsPicture, DateTime AddedAt);

/// <summary>What is served of a document.</summary>
/// <param name="Blob">The name of its file.</param>
/// <param name="IsPicture">Whether it is WebP; else it is a PDF, to be given out as a file to be saved.</param>
public sealed record DocumentFile(string Blob, bool IsPicture, string Name);

/// <summary>A foundation in a list.</summary>
public sealed record FoundationRow(long Id, string Name, string Slug, string Country, FoundationState State, DateTime AppliedAt, DateTime? VettedUntil);

/// <summary>A foundation as its staff and administrators see it.</summary>
/// <param name="Checks">The steps that were taken this time; for administrators alone.</param>
public sealed record FoundationDesk(Foundation Foundation, string Policy, IReadOnlyList<DocumentRow> Documents, IReadOnlyList<string> Staff, IReadOnlyList<VettingCheck> Checks, IReadOnlyList<VettingTerm> Terms);

/// <summary>Reads foundations.</summary>
public sealed class FoundationQueries(ForumDb db, CurrentViewer viewer, TimeProvider time, StaffGate gate)
{
    /// <summary>Rows of a list.</summary>
    public const int ListMost = 50;

    /// <summary>The foundation as everybody sees it; null when it is missing, or hidden from the viewer.</summary>
    public async Task<FoundationView?> ShowAsync(long id, CancellationToken cancellation)
    {
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        var found = await db.Foundations.AsNoTracking().Where(f => f.Id == id).Select(f => new
        {
            Foundation = f, IsMine = db.FoundationStaff.Any(s => s.FoundationId == id && s.MemberId == me),
            Policy = db.ZakatPolicies.Where(p => p.FoundationId == id && p.Version == f.PolicyVersion).Select(p => p.Html).FirstOrDefault(),
        }).FirstOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        var f = found.Foundation;
        var report = await Rows(db.FoundationDocuments.Where(d => d.FoundationId == id && d.Kind == DocumentKind.AnnualReport).OrderByDescending(d => d.Year).ThenByDescending(d => d.Id)).FirstOrDefaultAsync(cancellation);
        return new FoundationView(
            f.Id, f.Name, f.Slug, f.Country, f.Register, f.RegisterNumber, f.Site, f.State, f.IsVetted(now), f.VettedAt, f.VettedUntil, f.VettedBy, f.PolicyVersion, found.Policy ?? "", report, await RecordAsync(id, now, cancellation), found.IsMine);
    }

    /// <summary>The foundations that the viewer acts for.</summary>
    public Task<List<FoundationRow>> OwnAsync(CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        return Rows(db.Foundations.Where(f => db.FoundationStaff.Any(s => s.FoundationId == f.Id && s.MemberId == me)).OrderBy(f => f.Id)).Take(ListMost).ToListAsync(cancellation);
    }

    /// <summary>The foundations in a state, those who have waited longest first, for administrators; nothing for others.</summary>
    public Task<List<FoundationRow>> InStateAsync(FoundationState state, CancellationToken cancellation) =>
        Rows(db.Foundations.Where(f => f.State == state && db.ViewerIsAdministrator).OrderBy(f => f.AppliedAt).ThenBy(f => f.Id)).Take(ListMost).ToListAsync(cancellation);

    /// <summary>Everything of a foundation, for its staff and administrators; missing for others.</summary>
    public async Task<Result<FoundationDesk>> DeskAsync(long id, CancellationToken cancellation)
    {
        if (await gate.LookRefusalAsync(id, cancellation) is { } closed)
            return closed;
        if (await db.Foundations.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, cancellation) is not { } foundation)
            return Refusal.Missing;
        var policy = await db.ZakatPolicies.Where(p => p.FoundationId == id && p.Version == foundation.PolicyVersion).Select(p => p.Text).FirstOrDefaultAsync(cancellation);
        var staff = await (from s in db.FoundationStaff where s.FoundationId == id join m in db.Members on s.MemberId equals m.Id orderby s.AddedAt select m.UserName!).Take(FoundationStaff.Most).ToListAsync(cancellation);
        var checks = viewer.Value.IsAdministrator ? await db.VettingChecks.AsNoTracking().Where(c => c.FoundationId == id && c.Round == foundation.Round).OrderBy(c => c.Step).ToListAsync(cancellation) : [];
        var terms = await db.VettingTerms.AsNoTracking().Where(t => t.FoundationId == id).OrderByDescending(t => t.Until).Take(ListMost).ToListAsync(cancellation);
        return new FoundationDesk(foundation, policy ?? "", await Rows(db.FoundationDocuments.Where(d => d.FoundationId == id).OrderBy(d => d.Id)).Take(FoundationDocument.Most).ToListAsync(cancellation), staff, checks, terms);
    }

    /// <summary>The file of a document: a report of a year for everybody who sees its foundation, others for staff and administrators; null when it is missing or hidden.</summary>
    public async Task<DocumentFile?> DocumentAsync(Guid key, CancellationToken cancellation)
    {
        var document = await db.FoundationDocuments.AsNoTracking().FirstOrDefaultAsync(d => d.Key == key && db.Foundations.Any(f => f.Id == d.FoundationId), cancellation);
        if (document is null || (document.Kind != DocumentKind.AnnualReport && await gate.LookRefusalAsync(document.FoundationId, cancellation) is not null))
            return null;
        return new DocumentFile(document.Width > 0 ? BlobNames.OfPicture(key, document.Width) : BlobNames.OfPdf(key), document.Width > 0, document.Name);
    }

    private async Task<UpdateRecord> RecordAsync(long id, DateTime now, CancellationToken cancellation)
    {
        // From its projects to their news: asked the other way round, all news of all foundations would be read.
        var promised =
            from p in db.Projects
            where p.FoundationId == id && p.PublishedAt != null
            join u in db.ProjectUpdates on p.Id equals u.ProjectId
            where u.DueAt != null
            select u;
        var counted = await promised.GroupBy(u => u.PostedAt == null ? (u.DueAt < now ? 2 : 3) : (u.PostedAt > u.DueAt ? 1 : 0)).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        return new UpdateRecord(Of(0), Of(1), Of(2));

        int Of(int key) => counted.Find(c => c.Key == key)?.Count ?? 0;
    }

    private static IQueryable<FoundationRow> Rows(IQueryable<Foundation> foundations) => foundations.Select(f => new FoundationRow(f.Id, f.Name, f.Slug, f.Country, f.State, f.AppliedAt, f.VettedUntil));

    private static IQueryable<DocumentRow> Rows(IQueryable<FoundationDocument> documents) => documents.Select(d => new DocumentRow(d.Id, d.Key, d.Kind, d.Year, d.Name, d.Width > 0, d.AddedAt));
}
