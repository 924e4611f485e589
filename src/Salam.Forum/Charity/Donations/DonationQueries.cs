using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Charity.Donations;

/// <summary>Sums of a foundation's donations.</summary>
/// <param name="Month">Year times 100 plus month.</param>
/// <param name="Amount">Given less given back, in smaller units of the currency.</param>
public sealed record MonthTotal(int Month, GiftKind Kind, string Currency, long Amount, int Donations, int Refunds);

/// <summary>An announcement as its foundation sees it.</summary>
public sealed record DonationRow(
    long Id, string Name, string Project, long Amount, string Currency, GiftKind Kind, DateOnly GivenOn, string? RefundOf, string? Reference, DateTime ArrivedAt, DonationState State, AsideReason Reason,
    long? LedgerNumber, long Refunded, bool IsLate);

/// <summary>A key as its foundation sees it.</summary>
public sealed record HookKeyRow(string Name, DateTime CreatedAt, DateTime? RetiredAt);

/// <summary>A sum that a statement and the ledger do not agree on.</summary>
public sealed record DifferenceRow(
    long Id, int Month, long ProjectId, string Project, string Currency, GiftKind? Kind, long TheirCount, long TheirAmount, long OurCount, long OurAmount, DateTime FoundAt, string Explanation, DateTime? EditedAt);

/// <summary>Reads what foundations announce: the sums for everybody, the announcements for their staff.</summary>
public sealed class DonationQueries(ForumDb db, StaffGate gate)
{
    /// <summary>Announcements on one page.</summary>
    public const int PageSize = 50;

    private const int MonthsMost = 2_000, DifferencesMost = 200;

    /// <summary>The sums of a foundation by month, kind and currency, the newest month first. Of one project where one is named.</summary>
    public Task<List<MonthTotal>> TotalsAsync(long foundationId, long? projectId, CancellationToken cancellation)
    {
        var months = db.DonationMonths.AsNoTracking().Where(m => m.FoundationId == foundationId && db.Foundations.Any(f => f.Id == m.FoundationId));
        if (projectId is { } of)
            months = months.Where(m => m.ProjectId == of);
        return months.GroupBy(m => new { m.Month, m.Kind, m.Currency }).OrderByDescending(g => g.Key.Month).ThenBy(g => g.Key.Kind).ThenBy(g => g.Key.Currency).Take(MonthsMost)
            .Select(g => new MonthTotal(g.Key.Month, g.Key.Kind, g.Key.Currency, g.Sum(m => m.Amount), g.Sum(m => m.Donations), g.Sum(m => m.Refunds))).ToListAsync(cancellation);
    }

    /// <summary>What a foundation's statements and the ledger do not agree on, public until it is settled.</summary>
    public Task<List<DifferenceRow>> DifferencesAsync(long foundationId, CancellationToken cancellation) => (
        from d in db.StatementDifferences.AsNoTracking()
        where d.FoundationId == foundationId && d.SettledAt == null
        orderby d.Id
        join p in db.Projects on d.ProjectId equals p.Id
        select new DifferenceRow(d.Id, d.Month, d.ProjectId, p.Title, d.Currency, d.Kind, d.TheirCount, d.TheirAmount, d.OurCount, d.OurAmount, d.FoundAt, d.Explanation, d.EditedAt))
        .Take(DifferencesMost).ToListAsync(cancellation);

    /// <summary>What a foundation announced, the newest first, for its staff and administrators; in one state where one is named.</summary>
    public async Task<Result<Page<DonationRow>>> PageAsync(long foundationId, DonationState? state, string? after, CancellationToken cancellation)
    {
        if (await gate.LookRefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var last = cursor.Value?.Id ?? long.MaxValue;
        // Each state is read from the index by itself.
        var rows = new List<DonationRow>();
        foreach (var one in state is { } only ? [only] : Enum.GetValues<DonationState>())
        {
            rows.AddRange(await db.Donations.AsNoTracking().Where(d => d.FoundationId == foundationId && d.State == one && d.Id < last).OrderByDescending(d => d.Id).Take(PageSize + 1)
                .Select(d => new DonationRow(d.Id, d.Name, d.Project, d.Amount, d.Currency, d.Kind, d.GivenOn, d.RefundOf, d.Reference, d.ArrivedAt, d.State, d.Reason, d.LedgerNumber, d.Refunded, d.IsLate))
                .ToListAsync(cancellation));
        }
        return Page<DonationRow>.Cut([.. rows.OrderByDescending(r => r.Id).Take(PageSize + 1)], PageSize, r => new Cursor(0, r.Id));
    }

    /// <summary>The keys of a foundation, the newest first, for its staff and administrators.</summary>
    public async Task<Result<IReadOnlyList<HookKeyRow>>> KeysAsync(long foundationId, CancellationToken cancellation)
    {
        if (await gate.LookRefusalAsync(foundationId, cancellation) is { } closed)
            return closed;
        return await db.HookKeys.AsNoTracking().Where(k => k.FoundationId == foundationId).OrderByDescending(k => k.Id).Take(20).Select(k => new HookKeyRow(k.Name, k.CreatedAt, k.RetiredAt)).ToListAsync(cancellation);
    }
}
