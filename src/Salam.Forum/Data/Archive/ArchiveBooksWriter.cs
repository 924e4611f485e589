using Microsoft.EntityFrameworkCore;
using Salam.Forum.Charity.Donations;
using static Salam.Forum.Data.Archive.ArchiveCharityWriter;
using static Salam.Forum.Data.Archive.ArchiveWriter;

namespace Salam.Forum.Data.Archive;

/// <summary>Writes the books as lines of an archive: the ledger with its seals, then what was announced and stated. Sums are left out: the ledger says them.</summary>
internal sealed class ArchiveBooksWriter(ForumDb db)
{
    /// <summary>What gives back comes after what was given.</summary>
    public IEnumerable<IAsyncEnumerable<ArchiveLine>> Lines() => [Ledger(), Donations(db.Donations.Where(d => d.RefundOf == null)), Donations(db.Donations.Where(d => d.RefundOf != null)), Statements(), Differences()];

    private IAsyncEnumerable<ArchiveLine> Ledger() => db.Ledger.AsNoTracking().OrderBy(l => l.Number).AsAsyncEnumerable().Select(l => new ArchiveLine
    {
        Kind = "ledger", Number = l.Number, Foundation = Number(l.FoundationId), Project = Number(l.ProjectId), Gift = LedgerLine.NameOf(l.Kind), Amount = l.Amount, Currency = l.Currency, Given = l.GivenOn,
        Accepted = At(l.AcceptedAt), Corrects = l.Corrects, Hash = l.Hash,
    });

    private static IAsyncEnumerable<ArchiveLine> Donations(IQueryable<Donation> donations) => donations.AsNoTracking().OrderBy(d => d.Id).AsAsyncEnumerable().Select(d => new ArchiveLine
    {
        Kind = "donation", Foundation = Number(d.FoundationId), Name = d.Name, Variant = d.Variant == 0 ? null : d.Variant, Project = d.Project, Gift = LedgerLine.NameOf(d.Kind), Amount = d.Amount, Currency = d.Currency,
        Given = d.GivenOn, RefundOf = d.RefundOf, Reference = d.Reference, Created = At(d.ArrivedAt), State = d.State == DonationState.Accepted ? null : Word(d.State),
        Reason = d.Reason == AsideReason.None ? null : Word(d.Reason), Number = d.LedgerNumber, Late = d.IsLate ? true : null,
    });

    private IAsyncEnumerable<ArchiveLine> Statements() => db.Statements.AsNoTracking().OrderBy(s => s.Id).AsAsyncEnumerable().Select(s => new ArchiveLine
    {
        Kind = "statement", Foundation = Number(s.FoundationId), Month = s.Month, Lines = s.Lines, Differences = s.Differences, Created = At(s.ArrivedAt),
    });

    private IAsyncEnumerable<ArchiveLine> Differences() => db.StatementDifferences.AsNoTracking().OrderBy(d => d.Id).AsAsyncEnumerable().Select(d => new ArchiveLine
    {
        Kind = "difference", Foundation = Number(d.FoundationId), Month = d.Month, Project = Number(d.ProjectId), Gift = d.Kind is { } kind ? LedgerLine.NameOf(kind) : null, Currency = d.Currency, TheirAmount = d.TheirAmount,
        TheirCount = d.TheirCount, OurAmount = d.OurAmount, OurCount = d.OurCount, Created = At(d.FoundAt), Words = d.Explanation.Length == 0 ? null : d.Explanation, Settled = At(d.SettledAt), Edited = At(d.EditedAt),
    });
}
