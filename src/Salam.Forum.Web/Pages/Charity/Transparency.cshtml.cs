using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.TagHelpers;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>What was given altogether: by month, kind and foundation for each currency, as a chart, a table and files; and how to check it.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class TransparencyModel(OpenBooks books) : ForumPage
{
    public BooksView Books { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        Books = await books.ReadAsync(HttpContext.RequestAborted);
        (Head.Title, Head.Description, Head.Canonical) = (T["Transparency.Title"], T["Transparency.About"], Paths.Transparency(Lang));
        return Page();
    }

    /// <summary>The bars of the last months up to the newest one that has a sum, the oldest first; a month without one stands there, and is empty.</summary>
    public static IReadOnlyList<Bar> BarsOf(CurrencyTotals totals)
    {
        var newest = new DateOnly(totals.Months[0].Month / 100, totals.Months[0].Month % 100, 1);
        return [.. Enumerable.Range(0, OpenBooks.MonthsShown).Select(back => newest.AddMonths(back - OpenBooks.MonthsShown + 1)).Select(month =>
        {
            var amount = totals.Months.FirstOrDefault(m => m.Month == DonationMonth.Of(month))?.Sum.Amount ?? 0;
            return new Bar(Words.InDigits($"{month.Month}"), amount, $"{Month(DonationMonth.Of(month))}: {Money.Text(amount, totals.Currency)}");
        })];
    }

    /// <summary>A month as year and number.</summary>
    public static string Month(int month) => Words.InDigits($"{month / 100:0000}-{month % 100:00}");
}
