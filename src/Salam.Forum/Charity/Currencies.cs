using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Salam.Forum.Charity;

/// <summary>
/// The currencies that money is counted in: the active codes of ISO 4217, with the digits of their smaller unit. Codes of funds, metals and tests are left
/// out: nobody gives in them. Amounts of different currencies are never added.
/// </summary>
public static class Currencies
{
    /// <summary>The most that an amount or a sum may be, in smaller units: up to here every program reads the same number, whatever it keeps numbers in.</summary>
    public const long Max = (1L << 53) - 1;

    private const string WithoutDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    private const string WithThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
    private const string WithTwoDigits =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
        + "HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN "
        + "QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> Digits =
        new[] { (WithoutDigits, 0), (WithTwoDigits, 2), (WithThreeDigits, 3) }.SelectMany(group => group.Item1.Split(' ').Select(code => (code, group.Item2)))
            .ToFrozenDictionary(c => c.code, c => c.Item2, StringComparer.Ordinal);

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Digits.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Whether it is the code of a currency, in capitals.</summary>
    public static bool IsKnown([NotNullWhen(true)] string? code) => code is not null && Digits.ContainsKey(code);

    /// <summary>How many digits follow the point: 2 for the euro, none for the yen, 3 for the dinar of Kuwait.</summary>
    /// <exception cref="KeyNotFoundException">It is no code of a currency.</exception>
    public static int DigitsOf(string code) => Digits[code];
}
