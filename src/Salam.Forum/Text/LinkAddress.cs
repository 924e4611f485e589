using System.Buffers;
using System.Globalization;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>Where a link in a member's text may lead: whole addresses on the web, and mail.</summary>
/// <param name="Href">The address, safe inside a quoted attribute once escaped.</param>
/// <param name="DisguisedHost">The host, when something that looks like another host stands before it (<c>https://good@evil</c>).</param>
internal sealed record LinkAddress(string Href, string? DisguisedHost)
{
    // What browsers and RFC 3986 read differently inside an authority; there is no honest use for it.
    private static readonly SearchValues<char> NotInAuthority = SearchValues.Create("\\<>\"'`^{}| ");

    /// <summary>The address to be followed, or null when <paramref name="url"/> must not become a link.</summary>
    public static LinkAddress? Of(string? url)
    {
        // Everything is decided by what stands at the very start: no trimming, so nothing can hide before the scheme.
        if (url is null || HasControls(url)) return null;
        if (url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return url.Contains('@', StringComparison.Ordinal) ? new(Encode(url), null) : null;
        var scheme = url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        if (scheme == 0) return null;

        var end = url.AsSpan(scheme).IndexOfAny('/', '?', '#');
        var authority = end < 0 ? url.AsSpan(scheme) : url.AsSpan(scheme, end);
        var at = authority.LastIndexOf('@');
        var host = authority[(at + 1)..];
        if (host.IsEmpty || host[0] == ':' || authority.ContainsAny(NotInAuthority) || HasInvisible(authority)) return null;
        return new LinkAddress(Encode(url), at < 0 ? null : host.ToString());
    }

    private static bool HasControls(string url)
    {
        for (var i = 0; i < url.Length; i++)
        {
            if (char.IsControl(url[i])) return true;
            if (char.IsHighSurrogate(url[i]) && i + 1 < url.Length && char.IsLowSurrogate(url[i + 1])) i++;
            else if (char.IsSurrogate(url[i])) return true;
        }

        return false;
    }

    private static bool HasInvisible(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Format || char.IsWhiteSpace(c)) return true;
        }

        return false;
    }

    // Letters of every script stay readable; only what would break or disguise the address is percent-encoded.
    private static string Encode(string url)
    {
        var encoded = new StringBuilder(url.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in url.EnumerateRunes())
        {
            var plain = rune.Value is not ('\\' or '<' or '>' or '"' or '`' or '^' or '{' or '}' or '|')
                && !Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format;
            if (plain)
            {
                encoded.Append(rune);
                continue;
            }

            var length = rune.EncodeToUtf8(bytes);
            foreach (var b in bytes[..length]) encoded.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return encoded.ToString();
    }
}
