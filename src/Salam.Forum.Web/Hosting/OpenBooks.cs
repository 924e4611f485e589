using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;

namespace Salam.Forum.Web.Hosting;

/// <summary>The sums of one currency.</summary>
public sealed record CurrencyTotals(string Currency, IReadOnlyList<MonthSum> Months, IReadOnlyList<KindSum> Kinds, IReadOnlyList<FoundationSum> Foundations);

/// <summary>What was given altogether.</summary>
/// <param name="Totals">By month, kind and foundation, for each currency.</param>
/// <param name="Differences">Where statements say something else.</param>
/// <param name="Sources">The projects whose sums platforms tell.</param>
/// <param name="Ledger">The end of the ledger.</param>
public sealed record BooksView(IReadOnlyList<CurrencyTotals> Totals, IReadOnlyList<PublicDifference> Differences, IReadOnlyList<SourceRow> Sources, LedgerHead Ledger);

/// <summary>The books of charity, open to everybody: to add them up, every sum of every month is read.</summary>
public sealed class OpenBooks(TimeProvider time, IServiceScopeFactory scopes) : KeptForAll<BooksView>(time, scopes)
{
    /// <summary>Months in a chart and its table; the file has all of them.</summary>
    public const int MonthsShown = 12;

    /// <inheritdoc/>
    protected override async Task<BooksView> ReadAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var sums = services.GetRequiredService<TransparencyQueries>();
        var (months, kinds, foundations) = (await sums.MonthsAsync(cancellation), await sums.KindsAsync(cancellation), await sums.FoundationsAsync(cancellation));
        var totals = kinds.Select(k => k.Sum.Currency).Distinct(StringComparer.Ordinal).Select(c => new CurrencyTotals(
            c, [.. months.Where(m => m.Sum.Currency == c).Take(MonthsShown)], [.. kinds.Where(k => k.Sum.Currency == c)], [.. foundations.Where(f => f.Sum.Currency == c)]));
        return new BooksView(
            [.. totals], await sums.DifferencesAsync(cancellation), await services.GetRequiredService<SourceQueries>().AllAsync(cancellation), await services.GetRequiredService<LedgerQueries>().HeadAsync(cancellation));
    }
}
