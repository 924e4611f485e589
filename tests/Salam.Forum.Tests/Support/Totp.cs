using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Salam.Forum.Tests.Support;

/// <summary>The other side of the second factor: an authenticator (RFC 6238 over RFC 4226, SHA-1, 30 seconds, 6 digits).</summary>
internal static class Totp
{
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>The code an authenticator shows at that moment for a secret typed in as it is shown to a member.</summary>
    public static string Code(string key, DateTimeOffset at) => Code(Decode(key), at.ToUnixTimeSeconds() / 30);

    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The algorithm every authenticator speaks.")]
    internal static string Code(byte[] secret, long step)
    {
        var message = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
        var hash = HMACSHA1.HashData(secret, message);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return $"{number % 1_000_000:D6}";
    }

    private static byte[] Decode(string key)
    {
        var (bits, count, bytes) = (0, 0, new List<byte>());
        foreach (var letter in key.Where(char.IsLetterOrDigit))
        {
            bits = (bits << 5) | Base32.IndexOf(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            count += 5;
            if (count < 8)
                continue;
            count -= 8;
            bytes.Add((byte)(bits >> count));
            bits &= (1 << count) - 1;
        }
        return [.. bytes];
    }
}

public sealed class TotpTests
{
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(20_000_000_000, "353130")]
    public void The_authenticator_shows_the_codes_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("12345678901234567890"u8.ToArray(), seconds / 30));
}
