using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Donations;

/// <summary>
/// Takes handfuls of announcements into the books, each handful in one transaction: what is kept, the lines of the ledger and every sum move together or
/// not at all. Whoever adds to the ledger holds its end, so that its lines follow each other on however many nodes.
/// </summary>
public sealed class DonationIntake(ForumDb db, TimeProvider time)
{
    /// <summary>How many are looked at again at once.</summary>
    public const int Step = 100;

    /// <summary>Takes announcements in their order; answers each.</summary>
    public Task<Result<IReadOnlyList<Taken>>> TakeAsync(IReadOnlyList<Announced> announced, CancellationToken cancellation) => db.WriteAsync<IReadOnlyList<Taken>>(async () =>
    {
        var names = announced.Select(a => a.What.Name).Concat(announced.Select(a => a.What.RefundOf).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        var books = await OpenAsync([.. announced.Select(a => a.FoundationId).Distinct()], names, announced.Select(a => a.What.Project), cancellation);
        var taken = announced.Select(books.Take).ToList();
        await CloseAsync(books, cancellation);
        return taken;
    }, cancellation);

    /// <summary>Looks again at what a foundation has aside, from after that number; returns the last number, 0 at the end.</summary>
    internal Task<Result<long>> AgainAsync(long foundationId, long after, CancellationToken cancellation) => db.WriteAsync<long>(async () =>
    {
        var aside = await db.Donations.AsNoTracking().Where(d => d.FoundationId == foundationId && d.State == DonationState.Aside && d.Id > after && d.Variant == 0)
            .OrderBy(d => d.Id).Take(Step).Select(d => new { d.Id, d.Name, d.Project, d.RefundOf }).ToListAsync(cancellation);
        if (aside.Count == 0)
            return 0;
        var names = aside.Select(d => d.Name).Concat(aside.Select(d => d.RefundOf).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        var books = await OpenAsync([foundationId], names, aside.Select(d => d.Project), cancellation);
        var read = db.Donations.Local.ToDictionary(d => d.Id);
        aside.ForEach(d => books.Enter(read[d.Id]));
        await CloseAsync(books, cancellation);
        return aside[^1].Id;
    }, cancellation);

    /// <summary>Reads everything that announcements of those names and projects touch.</summary>
    internal async Task<DonationBooks> OpenAsync(List<long> foundations, List<string> names, IEnumerable<string> projects, CancellationToken cancellation)
    {
        var head = await HoldAsync(db, cancellation);
        var books = new DonationBooks(time.GetUtcNow().UtcDateTime, head);
        foreach (var donation in await db.Donations.AsTracking().Where(d => foundations.Contains(d.FoundationId) && names.Contains(d.Name)).OrderBy(d => d.Id).ToListAsync(cancellation))
            books.Know(donation);
        var waiting = await db.Donations.AsTracking().Where(d => foundations.Contains(d.FoundationId) && d.RefundOf != null && names.Contains(d.RefundOf) && d.State == DonationState.Aside && !names.Contains(d.Name))
            .OrderBy(d => d.Id).ToListAsync(cancellation);
        waiting.ForEach(books.Know);
        foreach (var term in await db.VettingTerms.AsNoTracking().Where(t => foundations.Contains(t.FoundationId)).ToListAsync(cancellation))
            books.Know(term);
        var ids = projects.Concat(db.Donations.Local.Select(d => d.Project)).Select(DonationBooks.IdOf).OfType<long>().Distinct().ToList();
        // Whoever is let in by its signature is nobody's viewer, and a draft's gifts are kept aside.
        foreach (var project in await db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).AsNoTracking().Where(p => ids.Contains(p.Id) && foundations.Contains(p.FoundationId))
            .Select(p => new BookedProject(p.Id, p.FoundationId, p.Currency, p.Goal, p.Raised, p.EndsAt, p.State, p.PublishedAt != null)).ToListAsync(cancellation))
            books.Know(project);
        return books;
    }

    /// <summary>Locks the end of the ledger until the transaction ends, where the database lets two write at once, and reads it.</summary>
    internal static async Task<LedgerHead> HoldAsync(ForumDb db, CancellationToken cancellation)
    {
        if (!db.IsEmbedded)
            await db.LedgerHeads.Where(h => h.Id == LedgerHead.Only).ExecuteUpdateAsync(set => set.SetProperty(h => h.Number, h => h.Number), cancellation);
        return await db.LedgerHeads.AsTracking().FirstAsync(h => h.Id == LedgerHead.Only, cancellation);
    }

    private async Task CloseAsync(DonationBooks books, CancellationToken cancellation)
    {
        db.Donations.AddRange(books.Added);
        db.Ledger.AddRange(books.Lines);
        await db.SaveChangesAsync(cancellation);
        foreach (var project in books.Moved)
            await MoveAsync(project, cancellation);
        foreach (var (key, move) in books.Months)
            await MoveAsync(key, move, cancellation);
    }

    private async Task MoveAsync(BookedProject project, CancellationToken cancellation)
    {
        var (moved, counted, raised) = (project.Moved, project.Counted, project.Raised + project.Moved);
        var urgency = Project.UrgencyOf(project.EndsAt, project.Goal, raised);
        var row = db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).Where(p => p.Id == project.Id);
        await row.ExecuteUpdateAsync(set => set.SetProperty(p => p.Raised, p => p.Raised + moved).SetProperty(p => p.Donations, p => p.Donations + counted).SetProperty(p => p.Urgency, urgency), cancellation);
        if (project.State == ProjectState.Open && raised >= project.Goal)
        {
            if (await row.Where(p => p.State == ProjectState.Open && p.Raised >= p.Goal).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ProjectState.Funded), cancellation) == 1)
                await db.NoteAsync(project.Id, ProjectEventKind.Funded, time.GetUtcNow().UtcDateTime, cancellation);
        }
        else if (project.State == ProjectState.Funded && raised < project.Goal)
            await row.Where(p => p.State == ProjectState.Funded && p.Raised < p.Goal).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, ProjectState.Open), cancellation);
    }

    private async Task MoveAsync(MonthKey key, MonthMove move, CancellationToken cancellation)
    {
        var row = db.DonationMonths.Where(m => m.FoundationId == key.FoundationId && m.Month == key.Month && m.ProjectId == key.ProjectId && m.Kind == key.Kind && m.Currency == key.Currency);
        var (amount, donations, refunds) = (move.Amount, move.Donations, move.Refunds);
        if (await row.ExecuteUpdateAsync(set => set.SetProperty(m => m.Amount, m => m.Amount + amount).SetProperty(m => m.Donations, m => m.Donations + donations).SetProperty(m => m.Refunds, m => m.Refunds + refunds), cancellation) > 0)
            return;
        db.DonationMonths.Add(new DonationMonth
        {
            FoundationId = key.FoundationId, Month = key.Month, ProjectId = key.ProjectId, Kind = key.Kind, Currency = key.Currency, Amount = amount, Donations = donations, Refunds = refunds,
        });
        await db.SaveChangesAsync(cancellation);
    }
}
