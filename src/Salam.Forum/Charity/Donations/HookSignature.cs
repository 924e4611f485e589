using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Salam.Forum.Charity.Donations;

/// <summary>
/// The header that signs a message: <c>t=1767225600,k=k0123…,v1=89ab…</c>, in this order and without spaces. <c>v1</c> is HMAC-SHA256 over the digits of
/// <c>t</c>, a full stop and the bytes of the body, in small hexadecimal digits. There is one way to write it; anything else is none.
/// </summary>
public sealed record HookSignature(long Time, string Key, string Hex)
{
    /// <summary>The name of the header.</summary>
    public const string Header = "Salam-Signature";

    /// <summary>How far the sender's clock may be from ours, either way.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int HexLength = 64, KeyLength = 21;

    /// <summary>Reads the header; null when it is not written as it must be.</summary>
    public static HookSignature? Read(string? header)
    {
        if (header is null || header.Length > 200 || header.Split(',') is not [var t, var k, var v] || !t.StartsWith("t=", StringComparison.Ordinal) || !k.StartsWith("k=", StringComparison.Ordinal) || !v.StartsWith("v1=", StringComparison.Ordinal))
            return null;
        var (time, key, hex) = (t[2..], k[2..], v[3..]);
        var isTime = time.Length is >= 1 and <= 11 && time[0] != '0' && time.All(char.IsAsciiDigit);
        if (!isTime || key.Length != KeyLength || !key.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c)) || hex.Length != HexLength || !hex.All(char.IsAsciiHexDigitLower))
            return null;
        return new HookSignature(long.Parse(time, CultureInfo.InvariantCulture), key, hex);
    }

    /// <summary>How far the message is from that moment; below zero when it is older.</summary>
    public TimeSpan From(DateTime now) => TimeSpan.FromSeconds(Time - new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds());

    /// <summary>Whether the secret made it, in the same time whether it did or not.</summary>
    public bool IsOf(string secret, ReadOnlySpan<byte> body) => CryptographicOperations.FixedTimeEquals(Sign(secret, Time, body), Convert.FromHexString(Hex));

    /// <summary>The header for a message, as a foundation would send it.</summary>
    public static string Write(NewHookKey key, DateTime at, ReadOnlySpan<byte> body)
    {
        var time = new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"t={time},k={key.Name},v1={Convert.ToHexStringLower(Sign(key.Secret, time, body))}");
    }

    private static byte[] Sign(string secret, long time, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.ASCII.GetBytes(secret));
        hmac.AppendData(Encoding.ASCII.GetBytes(time.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
