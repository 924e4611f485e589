using System.Globalization;
using Salam.Forum.Charity;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>Sums as readers see them, and as they fill them in.</summary>
public sealed class MoneyTests
{
    [Theory]
    [InlineData("en", 125_000, "GBP", "1,250.00 GBP")]
    [InlineData("en", 1_250, "JPY", "1,250 JPY")]
    [InlineData("en", 1_250, "KWD", "1.250 KWD")]
    [InlineData("en", -5, "EUR", "-0.05 EUR")]
    [InlineData("de", 125_000, "EUR", "1.250,00 EUR")]
    [InlineData("ar", 125_000, "GBP", "1,250.00 GBP")]
    [InlineData("en", 2_500, "XYZ", "2,500 XYZ")]
    public void A_sum_is_written_with_the_digits_of_its_currency(string language, long amount, string currency, string expected) =>
        Assert.Equal(expected.Replace(' ', '\u00A0'), In(language, () => Money.Text(amount, currency)));

    [Fact]
    public void A_sum_is_written_in_the_digits_of_the_reader() => Assert.StartsWith("۱", In("fa", () => Money.Text(125_000, "GBP")), StringComparison.Ordinal);

    [Theory]
    [InlineData("1250", "EUR", 125_000)]
    [InlineData("1250.5", "EUR", 125_050)]
    [InlineData("1250,50", "EUR", 125_050)]
    [InlineData(" 1 250.50 ", "EUR", 125_050)]
    [InlineData("١٢٥٠٫٥٠", "EUR", 125_050)]
    [InlineData("1250", "JPY", 1_250)]
    [InlineData("1.250", "KWD", 1_250)]
    [InlineData("0", "EUR", 0)]
    public void What_somebody_fills_in_is_read_in_smaller_units(string text, string currency, long expected) => Assert.Equal(expected, Money.Read(text, currency));

    [Theory]
    [InlineData("1,250", "EUR")]
    [InlineData("1.250", "EUR")]
    [InlineData("1,250.50", "EUR")]
    [InlineData("1250.5", "JPY")]
    [InlineData("1250.", "EUR")]
    [InlineData(".5", "EUR")]
    [InlineData("-5", "EUR")]
    [InlineData("12e3", "EUR")]
    [InlineData("", "EUR")]
    [InlineData(null, "EUR")]
    [InlineData("5", "XYZ")]
    [InlineData("5", null)]
    [InlineData("99999999999999999999999", "EUR")]
    [InlineData("90071992547409.93", "EUR")]
    [InlineData("9999999999999999", "KWD")]
    public void What_could_be_two_sums_or_is_none_is_not_guessed(string? text, string? currency) => Assert.Null(Money.Read(text, currency));

    [Fact]
    public void Whatever_stands_in_a_field_is_read_as_it_was()
    {
        foreach (var currency in Currencies.All)
        {
            foreach (var amount in new[] { 0, 1, 99, 100, 1_250, 123_456_789, Currencies.Max })
                Assert.Equal(amount, In("ar", () => Money.Read(Money.Field(amount, currency), currency)));
        }
    }

    [Fact]
    public void Countries_have_names_in_the_language_of_the_page()
    {
        Assert.Equal("Kenya", In("en", () => CountryNames.Of("KE")));
        Assert.Equal("كينيا", In("ar", () => CountryNames.Of("KE")));
        Assert.Equal("Palestine", In("en", () => CountryNames.Of("PS")));
        Assert.Equal("فلسطين", In("ar", () => CountryNames.Of("PS")));
        Assert.Equal("Kosovo", In("en", () => CountryNames.Of("XK")));
        Assert.Equal(Countries.All.Count, In("fr", () => CountryNames.All).Count);
    }

    private static T In<T>(string language, Func<T> act)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }
}
