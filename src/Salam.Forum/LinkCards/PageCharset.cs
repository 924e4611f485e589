using System.Text;
using System.Text.RegularExpressions;

namespace Salam.Forum.LinkCards;

/// <summary>
/// Reads the bytes of a page as text: by the mark at its start, else by what its header says, else by what it says itself in its first kilobyte, else as
/// UTF-8. What names are worth is seen from the bytes: letters that are valid UTF-8 are hardly ever anything else, and what is not is not.
/// </summary>
internal static partial class PageCharset
{
    private const int Head = 1_024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(byte[] bytes, string? header)
    {
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble))
            return Encoding.UTF8.GetString(bytes.AsSpan(3));
        if (bytes.AsSpan().StartsWith(Encoding.Unicode.Preamble))
            return Encoding.Unicode.GetString(bytes.AsSpan(2));
        if (bytes.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2));
        var named = new[] { Of(header), OfMeta(bytes) }.OfType<Encoding>().ToList();
        if (named is [UnicodeEncoding wide, ..])
            return wide.GetString(bytes);
        return (IsUtf8(bytes) ? Encoding.UTF8 : named.Find(e => e is not (UTF8Encoding or UnicodeEncoding)) ?? Encoding.UTF8).GetString(bytes);
    }

    private static Encoding? OfMeta(byte[] bytes)
    {
        var meta = Meta().Match(Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(Head, bytes.Length))));
        // It was read as what it says it is not.
        return meta.Success && Of(meta.Groups["name"].Value) is { } encoding and not UnicodeEncoding ? encoding : null;
    }

    private static Encoding? Of(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" => null,
        "utf-8" or "utf8" => Encoding.UTF8,
        "utf-16" or "utf-16le" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        // As browsers read it (WHATWG, Encoding).
        "iso-8859-1" or "latin1" or "ascii" or "us-ascii" => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        "x-sjis" or "sjis" => CodePagesEncodingProvider.Instance.GetEncoding("shift_jis"),
        var other => CodePagesEncodingProvider.Instance.GetEncoding(other),
    };

    private static bool IsUtf8(byte[] bytes)
    {
        if (System.Text.Ascii.IsValid(bytes))
            return false;
        try
        {
            // Without the last letter, which may have been cut: the bytes that go on with one, and the one that begins it.
            var end = bytes.Length;
            while (end > 0 && bytes.Length - end < 3 && (bytes[end - 1] & 0xC0) == 0x80)
                end--;
            return Strict.GetCharCount(bytes, 0, end > 0 && bytes[end - 1] >= 0xC0 ? end - 1 : end) >= 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    [GeneratedRegex("""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}(?<name>[A-Za-z0-9_:.-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Meta();
}
