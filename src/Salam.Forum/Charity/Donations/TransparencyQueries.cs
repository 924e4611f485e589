using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Donations;

/// <summary>What was announced and accepted: given less given back, in smaller units of the currency, how many donations, and how many were given back.</summary>
public sealed record GivenSum(string Currency, long Amount, int Donations, int Refunds);

/// <summary>The sum of a month, which is year times 100 plus month.</summary>
public sealed record MonthSum(int Month, GivenSum Sum);

/// <summary>The sum of a kind of gift.</summary>
public sealed record KindSum(GiftKind Kind, GivenSum Sum);

/// <summary>The sum of a foundation.</summary>
public sealed record FoundationSum(long Id, string Name, string Slug, GivenSum Sum);

/// <summary>The sum of a foundation in a month and kind: the finest that is told.</summary>
public sealed record TotalRow(long FoundationId, string Foundation, GiftKind Kind, int Month, GivenSum Sum);

/// <summary>A difference between a statement and the ledger, and whose it is.</summary>
public sealed record PublicDifference(long FoundationId, string Foundation, string FoundationSlug, DifferenceRow Row);

/// <summary>Reads what all foundations together were given, for everybody. Sums of different currencies are never added.</summary>
public sealed class TransparencyQueries(ForumDb db)
{
    private const int SumsMost = 2_000, RowsMost = 50_000, DifferencesMost = 50;

    /// <summary>The sums of each month, the newest first within each currency.</summary>
    public Task<List<MonthSum>> MonthsAsync(CancellationToken cancellation) =>
        Shown.GroupBy(m => new { m.Currency, m.Month }).OrderBy(g => g.Key.Currency).ThenByDescending(g => g.Key.Month).Take(SumsMost)
            .Select(g => new MonthSum(g.Key.Month, new GivenSum(g.Key.Currency, g.Sum(m => m.Amount), g.Sum(m => m.Donations), g.Sum(m => m.Refunds)))).ToListAsync(cancellation);

    /// <summary>The sums of each kind.</summary>
    public Task<List<KindSum>> KindsAsync(CancellationToken cancellation) =>
        Shown.GroupBy(m => new { m.Currency, m.Kind }).OrderBy(g => g.Key.Currency).ThenBy(g => g.Key.Kind).Take(SumsMost)
            .Select(g => new KindSum(g.Key.Kind, new GivenSum(g.Key.Currency, g.Sum(m => m.Amount), g.Sum(m => m.Donations), g.Sum(m => m.Refunds)))).ToListAsync(cancellation);

    /// <summary>The sums of each foundation.</summary>
    public Task<List<FoundationSum>> FoundationsAsync(CancellationToken cancellation) => (
        from m in db.DonationMonths.AsNoTracking()
        join f in db.Foundations on m.FoundationId equals f.Id
        group m by new { m.Currency, f.Name, f.Id, f.Slug } into g
        orderby g.Key.Currency, g.Key.Name, g.Key.Id
        select new FoundationSum(g.Key.Id, g.Key.Name, g.Key.Slug, new GivenSum(g.Key.Currency, g.Sum(m => m.Amount), g.Sum(m => m.Donations), g.Sum(m => m.Refunds))))
        .Take(SumsMost).ToListAsync(cancellation);

    /// <summary>All sums, by foundation, kind, currency and month, the newest month first.</summary>
    public Task<List<TotalRow>> RowsAsync(CancellationToken cancellation) => (
        from m in db.DonationMonths.AsNoTracking()
        join f in db.Foundations on m.FoundationId equals f.Id
        group m by new { m.Month, f.Id, f.Name, m.Kind, m.Currency } into g
        orderby g.Key.Month descending, g.Key.Id, g.Key.Kind, g.Key.Currency
        select new TotalRow(g.Key.Id, g.Key.Name, g.Key.Kind, g.Key.Month, new GivenSum(g.Key.Currency, g.Sum(m => m.Amount), g.Sum(m => m.Donations), g.Sum(m => m.Refunds))))
        .Take(RowsMost).ToListAsync(cancellation);

    /// <summary>The newest differences that nobody has settled yet.</summary>
    public Task<List<PublicDifference>> DifferencesAsync(CancellationToken cancellation) => (
        from d in db.StatementDifferences.AsNoTracking()
        where d.SettledAt == null
        orderby d.Id descending
        join p in db.Projects on d.ProjectId equals p.Id
        join f in db.Foundations on d.FoundationId equals f.Id
        select new PublicDifference(f.Id, f.Name, f.Slug, new DifferenceRow(
            d.Id, d.Month, d.ProjectId, p.Title, d.Currency, d.Kind, d.TheirCount, d.TheirAmount, d.OurCount, d.OurAmount, d.FoundAt, d.Explanation, d.EditedAt)))
        .Take(DifferencesMost).ToListAsync(cancellation);

    private IQueryable<DonationMonth> Shown => db.DonationMonths.AsNoTracking().Where(m => db.Foundations.Any(f => f.Id == m.FoundationId));
}
