using System.Globalization;

namespace Salam.Forum.LinkCards;

/// <summary>The names of hosts, brought into the one form in which they are compared.</summary>
public static class HostName
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    /// <summary>In ASCII and small letters, without the point that may end it; as it is where it is no name that has such a form.</summary>
    public static string Plain(string host)
    {
        host = host.Trim('[', ']');
        try
        {
            return Idn.GetAscii(host.TrimEnd('.', '。', '．', '｡')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return host.TrimEnd('.').ToLowerInvariant();
        }
    }

    /// <summary>
    /// The host that a browser is led to by the address of a link; null where there is none. Taken from the text, since browsers follow more addresses
    /// than are valid: such as those in which letters of the host are written as <c>%61</c>.
    /// </summary>
    public static string? Of(string address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return null;
        var rest = address.AsSpan(scheme + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        var host = authority[(authority.LastIndexOf('@') + 1)..];
        var port = host.LastIndexOf(':');
        if (port >= 0 && !host[port..].Contains(']'))
            host = host[..port];
        var plain = Uri.UnescapeDataString(host);
        // Numbers are written in many ways that lead to one address.
        return plain.Length == 0 ? null : Uri.TryCreate($"http://{plain}/", UriKind.Absolute, out var known) ? Of(known) : Plain(plain);
    }

    /// <summary>The host of an address; as it is where it is no name that has a form in ASCII, which addresses may hold all the same.</summary>
    public static string Of(Uri address)
    {
        try
        {
            return Plain(address.IdnHost);
        }
        catch (UriFormatException)
        {
            return Plain(address.Host);
        }
    }
}
