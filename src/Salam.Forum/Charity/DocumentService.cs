using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Media;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>What somebody says of a document.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What she calls it.</param>
/// <param name="Year">The year that a report is about; null for others.</param>
public sealed record DocumentDraft(DocumentKind Kind, string? Name, int? Year = null);

/// <summary>Takes the papers of foundations.</summary>
public sealed class DocumentService(ForumDb db, TimeProvider time, StaffGate gate, DocumentFiles files, OutboxQueue outbox)
{
    /// <summary>The field of the form that refusals of files concern.</summary>
    public const string Field = "File";

    /// <summary>Keeps a PDF; refused where the file is none, or is larger than <see cref="FoundationDocument.BytesMax"/>.</summary>
    public async Task<Result<Done>> AddPdfAsync(long foundationId, DocumentDraft draft, Stream file, CancellationToken cancellation)
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        var key = new Guid(RandomNumberGenerator.GetBytes(16));
        using var received = await files.ReceiveAsync(file, cancellation);
        if (received.Refusal is { } refusal)
            return refusal;
        // The row first: a file without a row would lie there for ever.
        var kept = await AddAsync(foundationId, draft, key, 0, cancellation);
        if (kept.Ok)
            await files.KeepAsync(key, received, cancellation);
        return kept;
    }

    /// <summary>Keeps a picture that the viewer has sent, as <see cref="PictureService"/> wrote it anew.</summary>
    public Task<Result<Done>> AddPictureAsync(long foundationId, DocumentDraft draft, Guid uploadKey, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        if (await db.PictureUploads.AsTracking().FirstOrDefaultAsync(u => u.Key == uploadKey, cancellation) is not { } upload)
            return Refusal.Invalid("PictureGone", Field);
        db.PictureUploads.Remove(upload);
        return await AddAsync(foundationId, draft, upload.Key, upload.Width, cancellation);
    }, cancellation);

    /// <summary>Throws a document away.</summary>
    public Task<Result<Done>> RemoveAsync(long foundationId, long documentId, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        if (await db.FoundationDocuments.AsTracking().FirstOrDefaultAsync(d => d.Id == documentId && d.FoundationId == foundationId, cancellation) is not { } document)
            return Refusal.Missing;
        db.FoundationDocuments.Remove(document);
        await VoidAsync(foundationId, document.Kind, cancellation);
        await outbox.AddAsync(BlobRemoval.Name, new BlobRemoval.Payload(document.Width > 0 ? BlobNames.OfPicture(document.Key) : BlobNames.OfDocument(document.Key)), cancellation, OutboxLane.Blobs);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    private Task<Result<Done>> AddAsync(long foundationId, DocumentDraft draft, Guid key, int width, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        // Asked again: what was asked before the file came may have changed since.
        if (await gate.RefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        var (name, now) = (Normalise.Input(draft.Name).ReplaceLineEndings(" "), time.GetUtcNow().UtcDateTime);
        List<Refusal> refusals = [.. TextRules.Check(name, "Name", 1, FoundationDocument.NameMax)];
        if (!Enum.IsDefined(draft.Kind))
            refusals.Add(Refusal.Invalid("Choice", "Kind"));
        if (draft.Kind == DocumentKind.AnnualReport && !(draft.Year >= 1990 && draft.Year <= now.Year))
            refusals.Add(Refusal.Invalid("Choice", "Year"));
        if (refusals.Count > 0)
            return refusals;
        if (await db.FoundationDocuments.CountAsync(d => d.FoundationId == foundationId, cancellation) >= FoundationDocument.Most)
            return new Refusal(RefusalKind.Conflict, "DocumentsMany", Field, FoundationDocument.Most);
        db.FoundationDocuments.Add(new FoundationDocument
        {
            FoundationId = foundationId, Key = key, Kind = draft.Kind, Year = draft.Kind == DocumentKind.AnnualReport ? draft.Year : null, Name = name, Width = width, AddedAt = now,
        });
        await VoidAsync(foundationId, draft.Kind, cancellation);
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Whoever read the papers read others: that step is taken again. The report of a year is for everybody to read, and no paper of the vetting.</summary>
    private async Task VoidAsync(long foundationId, DocumentKind kind, CancellationToken cancellation)
    {
        if (kind == DocumentKind.AnnualReport)
            return;
        await db.VettingChecks.Where(c => c.FoundationId == foundationId && c.Step == VettingStep.Documents && c.Round == db.Foundations.Where(f => f.Id == foundationId).Select(f => f.Round).First()).ExecuteDeleteAsync(cancellation);
    }
}
