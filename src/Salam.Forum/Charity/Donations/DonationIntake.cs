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
        var foundations = announced.Select(a => a.FoundationId).Distinct().ToList();
        var books = await OpenAsync(foundations, names, announced.Select(a => a.What.Project), cancellation);
        var taken = books.Take(announced);
        if (await FullAsync(books, cancellation) is { Count: > 0 } full)
        {
            // What would be aside there is not kept, and all else is taken as if it had not been sent.
            var refused = announced.Zip(taken, (said, came) => came.As == TakenAs.Aside && full.Contains(said.FoundationId)).ToList();
            db.ChangeTracker.Clear();
            books = await OpenAsync(foundations, names, announced.Select(a => a.What.Project), cancellation);
            var rest = new Queue<Taken>(books.Take(announced.Where((_, i) => !refused[i])));
            taken = refused.ConvertAll(isRefused => isRefused ? new Taken(TakenAs.Refused, DonationState.Aside, AsideReason.None, IntakeLimit.Aside) : rest.Dequeue());
        }
        await CloseAsync(books, cancellation);
        return taken;
    }, cancellation);

    /// <summary>The foundations of which something would be kept aside, and so much is already that no more is.</summary>
    private async Task<List<long>> FullAsync(DonationBooks books, CancellationToken cancellation)
    {
        var full = new List<long>();
        foreach (var foundation in books.Added.Where(d => d.State == DonationState.Aside).Select(d => d.FoundationId).Distinct())
        {
            if (await db.Donations.Where(d => d.FoundationId == foundation && d.State == DonationState.Aside).OrderBy(d => d.Id).Skip(Donation.AsideMost - 1).AnyAsync(cancellation))
                full.Add(foundation);
        }
        return full;
    }

    /// <summary>Looks again at what a foundation has aside, from after that number; returns the last number, 0 at the end.</summary>
    internal Task<Result<long>> AgainAsync(long foundationId, long after, CancellationToken cancellation) => db.WriteAsync<long>(async () =>
    {
        var aside = await db.Donations.AsNoTracking().Where(d => d.FoundationId == foundationId && d.State == DonationState.Aside && d.Id > after && d.Variant == 0)
            .OrderBy(d => d.Id).Take(Step).Select(d => new { d.Id, d.Name, d.Project, d.RefundOf }).ToListAsync(cancellation);
        if (aside.Count == 0)
            return 0;
        var names = aside.Select(d => d.Name).Concat(aside.Select(d => d.RefundOf).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        var books = await OpenAsync([foundationId], names, aside.Select(d => d.Project), cancellation);
        aside.ForEach(d => books.Judge(foundationId, d.Name));
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
        await KnowBesideAsync(books, foundations, names, cancellation);
        foreach (var term in await db.VettingTerms.AsNoTracking().Where(t => foundations.Contains(t.FoundationId)).ToListAsync(cancellation))
            books.Know(term);
        var ids = projects.Concat(db.Donations.Local.Select(d => d.Project)).Select(DonationBooks.IdOf).OfType<long>().Distinct().ToList();
        // Whoever is let in by its signature is nobody's viewer, and a draft's gifts are kept aside.
        foreach (var project in await db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).AsNoTracking().Where(p => ids.Contains(p.Id) && foundations.Contains(p.FoundationId))
            .Select(p => new BookedProject(p.Id, p.FoundationId, p.Currency, p.Goal, p.Raised, p.EndsAt, p.State, p.PublishedAt != null, db.ProjectSources.Any(s => s.ProjectId == p.Id)))
            .ToListAsync(cancellation))
            books.Know(project);
        return books;
    }

    /// <summary>
    /// Reads what stands beside what was read: the donations that it gives back, all that is given back of these, and all that contradicts that. Most of the
    /// time there is nothing, and it is one look into an index.
    /// </summary>
    private async Task KnowBesideAsync(DonationBooks books, List<long> foundations, List<string> names, CancellationToken cancellation)
    {
        var known = db.Donations.Local.Select(d => d.Id).ToHashSet();
        var given = names.Concat(db.Donations.Local.Select(d => d.RefundOf).OfType<string>()).Distinct(StringComparer.Ordinal).ToList();
        var beside = await db.Donations.AsTracking().Where(d => foundations.Contains(d.FoundationId) && d.RefundOf != null && given.Contains(d.RefundOf)).OrderBy(d => d.Id).ToListAsync(cancellation);
        var others = given.Concat(beside.Select(d => d.Name)).Except(names, StringComparer.Ordinal).ToList();
        if (others.Count > 0)
            beside.AddRange(await db.Donations.AsTracking().Where(d => foundations.Contains(d.FoundationId) && others.Contains(d.Name)).OrderBy(d => d.Id).ToListAsync(cancellation));
        foreach (var donation in beside.Where(d => known.Add(d.Id)))
            books.Know(donation);
    }

    /// <summary>Says of something that is aside that it shall never count, and looks at what it had contradicted, in the transaction of the caller. False where nothing of that number is aside.</summary>
    internal async Task<bool> DismissAsync(long foundationId, long donationId, CancellationToken cancellation)
    {
        await HoldAsync(db, cancellation);
        if (await db.Donations.AsNoTracking().FirstOrDefaultAsync(d => d.Id == donationId && d.FoundationId == foundationId && d.State == DonationState.Aside, cancellation) is not { } gone)
            return false;
        var same = await db.Donations.Where(d => d.FoundationId == foundationId && d.Name == gone.Name).Select(d => new { d.Id, d.Variant, d.State }).ToListAsync(cancellation);
        var last = same.Max(d => d.Variant) + 1;
        await db.Donations.Where(d => d.Id == donationId).ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DonationState.Dismissed).SetProperty(d => d.Variant, last), cancellation);
        // What is left alone is what was meant.
        if (same.Where(d => d.Id != donationId && d.State != DonationState.Dismissed).ToList() is [{ Variant: not 0 } left] && !same.Exists(d => d.Variant == 0 && d.Id != donationId))
            await db.Donations.Where(d => d.Id == left.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Variant, 0), cancellation);
        var books = await OpenAsync([foundationId], [.. new[] { gone.Name, gone.RefundOf }.OfType<string>()], [gone.Project], cancellation);
        books.Judge(foundationId, gone.Name);
        await CloseAsync(books, cancellation);
        return true;
    }

    /// <summary>Locks the end of the ledger until the transaction ends, where the database lets two write at once, and reads it.</summary>
    internal static async Task<LedgerHead> HoldAsync(ForumDb db, CancellationToken cancellation)
    {
        if (!db.IsEmbedded)
            await db.LedgerHeads.Where(h => h.Id == LedgerHead.Only).ExecuteUpdateAsync(set => set.SetProperty(h => h.Number, h => h.Number), cancellation);
        return await db.LedgerHeads.AsTracking().FirstAsync(h => h.Id == LedgerHead.Only, cancellation);
    }

    /// <summary>Writes down what the books say now.</summary>
    internal async Task CloseAsync(DonationBooks books, CancellationToken cancellation)
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
