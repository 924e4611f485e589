using System.Globalization;
using System.Text;
using Salam.Forum.Charity;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>Writes sums of money for readers, and reads those that somebody filled in. Within the forum a sum is a whole number of the currency's smallest unit.</summary>
public static class Money
{
    /// <summary>A space that no line is broken at: a sum and its currency stand together.</summary>
    private const char Space = '\u00A0';

    /// <summary>
    /// A sum with the code of its currency, such as <c>1,250.00 GBP</c>, in the digits of the reader's language and with as many behind the point as
    /// the currency has. Of a currency that nobody knows nothing is known but the whole number that was announced.
    /// </summary>
    public static string Text(long amount, string currency) => Number(amount, currency) + Space + currency;

    /// <summary>The same without the currency, where that stands above a column.</summary>
    public static string Number(long amount, string currency)
    {
        var digits = Currencies.IsKnown(currency) ? Currencies.DigitsOf(currency) : 0;
        return Words.InDigits((amount / Unit(digits)).ToString(digits switch { 0 => "N0", 2 => "N2", _ => "N3" }, Format));
    }

    /// <summary>A sum as it stands in a field of a form: <c>1250.00</c>, so that what is not changed is read as it was.</summary>
    public static string Field(long amount, string currency)
    {
        var digits = Currencies.IsKnown(currency) ? Currencies.DigitsOf(currency) : 0;
        return (amount / Unit(digits)).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Reads a sum that somebody filled in, in any digits; null when it is none. A point, or a comma before one or two digits, begins the smaller unit. Signs
    /// between thousands are refused rather than guessed at: <c>1.250</c> is a thousand in one country and little more than one in another.
    /// </summary>
    public static long? Read(string? text, string? currency)
    {
        if (text is null || !Currencies.IsKnown(currency))
            return null;
        var plain = Plain(text.Trim());
        var (cut, digits) = (plain.IndexOf('.', StringComparison.Ordinal), Currencies.DigitsOf(currency));
        var (whole, part) = cut < 0 ? (plain, "") : (plain[..cut], plain[(cut + 1)..]);
        if (whole.Length is 0 or > 16 || part.Length > digits || (cut >= 0 && part.Length == 0) || !whole.All(char.IsAsciiDigit) || !part.All(char.IsAsciiDigit))
            return null;
        return long.TryParse(whole + part.PadRight(digits, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= Currencies.Max ? amount : null;
    }

    /// <summary>The same in the digits and with the point of programs; spaces are left out.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var (place, character) in text.Index())
        {
            if (char.IsDigit(character))
                plain.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)));
            else if (character is '\u066B' || (character == ',' && text.Length - place is 2 or 3))
                plain.Append('.');
            else if (!char.IsWhiteSpace(character))
                plain.Append(character);
        }
        return plain.ToString();
    }

    /// <summary>The signs of the reader's language; but where that writes the digits of Latin with the signs of Arabic between them, those that belong to the digits.</summary>
    private static NumberFormatInfo Format => Digits.ZeroOf(CultureInfo.CurrentUICulture.Name) == '0' && CultureInfo.CurrentCulture.NumberFormat.NumberGroupSeparator.Contains('\u066C', StringComparison.Ordinal)
        ? NumberFormatInfo.InvariantInfo
        : CultureInfo.CurrentCulture.NumberFormat;

    private static decimal Unit(int digits) => digits switch { 0 => 1m, 2 => 100m, _ => 1_000m };
}
