using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Salam.Forum.Charity.Donations;

/// <summary>
/// A line of the ledger: something accepted, without its name and reference. The table is append-only, which the database itself sees to, and each line is
/// sealed with the one before, so that a line that is missing or altered shows to whoever reads the ledger as a file.
/// </summary>
public sealed class LedgerLine
{
    /// <summary>Counted from 1, without gaps.</summary>
    public required long Number { get; init; }

    public required long FoundationId { get; init; }
    public required long ProjectId { get; init; }
    public required GiftKind Kind { get; init; }

    /// <summary>In smaller units; below zero for what was given back or is taken back.</summary>
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>The day on which it was given, UTC; nobody learns more.</summary>
    public required DateOnly GivenOn { get; init; }

    /// <summary>When it was accepted, UTC, to the second.</summary>
    public required DateTime AcceptedAt { get; init; }

    /// <summary>The number of the line that this one takes back, since what it said does not stand; null otherwise.</summary>
    public long? Corrects { get; init; }

    /// <summary>The seal: <see cref="Seal"/> in small hexadecimal digits.</summary>
    public string Hash { get; internal set; } = "";

    /// <summary>The line as it is sealed; docs/charity.md tells it to whoever checks.</summary>
    public string Canonical => string.Create(CultureInfo.InvariantCulture,
        $"{Number}|{FoundationId}|{ProjectId}|{NameOf(Kind)}|{Amount}|{Currency}|{GivenOn:yyyy-MM-dd}|{AcceptedAt:yyyy-MM-ddTHH:mm:ssZ}");

    /// <summary>SHA-256 of the seal before, a line break, and the line.</summary>
    public string Seal(string before) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before + '\n' + Canonical)));

    /// <summary>What a kind is called in the ledger and in messages.</summary>
    public static string NameOf(GiftKind kind) => kind switch { GiftKind.Zakat => "zakat", GiftKind.Sadaqah => "sadaqah", GiftKind.Fitr => "fitr", GiftKind.PlatformTotal => "platform-total", _ => "waqf" };

    /// <summary>The kind of gift that is called so; null when none is.</summary>
    public static GiftKind? KindOf(string? name) => name switch { "zakat" => GiftKind.Zakat, "sadaqah" => GiftKind.Sadaqah, "fitr" => GiftKind.Fitr, "waqf" => GiftKind.Waqf, _ => null };
}

/// <summary>Where the ledger ends: one row, which whoever adds to the ledger locks first.</summary>
public sealed class LedgerHead
{
    /// <summary>The number of the row.</summary>
    public const int Only = 1;

    /// <summary>The seal before the first line.</summary>
    public static readonly string Genesis = new('0', 64);

    public required int Id { get; init; }

    /// <summary>The number of the last line; 0 while there is none.</summary>
    public long Number { get; set; }

    /// <summary>Its seal.</summary>
    public required string Hash { get; set; }
}

/// <summary>The sums of a project in a month and kind, moved together with the ledger.</summary>
public sealed class DonationMonth
{
    public required long FoundationId { get; init; }
    public required long ProjectId { get; init; }
    public required GiftKind Kind { get; init; }
    public required string Currency { get; init; }

    /// <summary>The month in which it was given, as year times 100 plus month.</summary>
    public required int Month { get; init; }

    /// <summary>What was given less what was given back, in smaller units.</summary>
    public long Amount { get; init; }

    /// <summary>How many donations; what is given back does not count less here.</summary>
    public int Donations { get; init; }

    /// <summary>How many were given back, in part or whole.</summary>
    public int Refunds { get; init; }

    /// <summary>The month of a day.</summary>
    public static int Of(DateOnly day) => day.Year * 100 + day.Month;
}
