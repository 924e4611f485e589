using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Salam.Forum.Browser.Hosting;

/// <summary>What an authenticator app computes: time-based codes of six digits (RFC 6238, SHA-1, 30 seconds).</summary>
public static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of this moment.</summary>
    /// <param name="secret">The key in base 32, however it is grouped.</param>
    public static string Now(string secret)
    {
        var moment = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moment, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // the standard says SHA-1
        var hash = HMACSHA1.HashData(Decode(secret), moment);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (value % 1_000_000).ToString("000000");
    }

    private static byte[] Decode(string secret)
    {
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var letter in secret.ToUpperInvariant().Where(Alphabet.Contains))
        {
            (bits, count) = ((bits << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal), count + 5);
            if (count < 8)
                continue;
            count -= 8;
            bytes.Add((byte)(bits >> count));
            bits &= (1 << count) - 1;
        }
        return [.. bytes];
    }
}
