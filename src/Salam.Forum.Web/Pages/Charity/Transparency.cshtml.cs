using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.TagHelpers;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>The sums of one currency.</summary>
public sealed record CurrencyTotals(string Currency, IReadOnlyList<MonthSum> Months, IReadOnlyList<KindSum> Kinds, IReadOnlyList<FoundationSum> Foundations);

/// <summary>What was given altogether: by month, kind and foundation for each currency, as a chart, a table and files; and how to check it.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class TransparencyModel(TransparencyQueries sums, LedgerQueries ledger, SourceQueries sources) : ForumPage
{
    /// <summary>Months in a chart and its table; the file has all of them.</summary>
    public const int MonthsShown = 12;

    public IReadOnlyList<CurrencyTotals> Totals { get; private set; } = [];
    public IReadOnlyList<PublicDifference> Differences { get; private set; } = [];
    /// <summary>The projects whose sums platforms tell.</summary>
    public IReadOnlyList<SourceRow> Sources { get; private set; } = [];

    public LedgerHead Ledger { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        var cancellation = HttpContext.RequestAborted;
        var (months, kinds, foundations) = (await sums.MonthsAsync(cancellation), await sums.KindsAsync(cancellation), await sums.FoundationsAsync(cancellation));
        Totals = [.. kinds.Select(k => k.Sum.Currency).Distinct(StringComparer.Ordinal).Select(c => new CurrencyTotals(
            c, [.. months.Where(m => m.Sum.Currency == c).Take(MonthsShown)], [.. kinds.Where(k => k.Sum.Currency == c)], [.. foundations.Where(f => f.Sum.Currency == c)]))];
        Differences = await sums.DifferencesAsync(cancellation);
        Sources = await sources.AllAsync(cancellation);
        Ledger = await ledger.HeadAsync(cancellation);
        (Head.Title, Head.Description, Head.Canonical) = (T["Transparency.Title"], T["Transparency.About"], Paths.Transparency(Lang));
        return Page();
    }

    /// <summary>The bars of the last months up to the newest one that has a sum, the oldest first; a month without one stands there, and is empty.</summary>
    public static IReadOnlyList<Bar> BarsOf(CurrencyTotals totals)
    {
        var newest = new DateOnly(totals.Months[0].Month / 100, totals.Months[0].Month % 100, 1);
        return [.. Enumerable.Range(0, MonthsShown).Select(back => newest.AddMonths(back - MonthsShown + 1)).Select(month =>
        {
            var amount = totals.Months.FirstOrDefault(m => m.Month == DonationMonth.Of(month))?.Sum.Amount ?? 0;
            return new Bar(Words.InDigits($"{month.Month}"), amount, $"{Month(DonationMonth.Of(month))}: {Money.Text(amount, totals.Currency)}");
        })];
    }

    /// <summary>A month as year and number.</summary>
    public static string Month(int month) => Words.InDigits($"{month / 100:0000}-{month % 100:00}");
}
