using System.Globalization;

namespace Salam.Forum.Text;

/// <summary>An address as words to be judged: without its scheme, percent signs decoded, and the host in the letters that its owner means.</summary>
internal static class AddressWords
{
    private const string Punycode = "xn--", Www = "www.";

    // Longer ones are no part of any host, and decoding takes time by the square of their length.
    private const int LongestLabel = 63;

    private static readonly string[] Schemes = ["https://", "http://", "mailto:"];
    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>The parts of the host as words of their own ("p0rn.example" ends no sentence), then everything behind it.</summary>
    public static string Of(string address)
    {
        var scheme = Array.Find(Schemes, s => address.StartsWith(s, StringComparison.OrdinalIgnoreCase)) ?? "";
        var rest = Uri.UnescapeDataString(address[scheme.Length..]);
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        var host = end < 0 ? rest : rest[..end];
        if (host.StartsWith(Www, StringComparison.OrdinalIgnoreCase)) host = host[Www.Length..];
        return string.Join(' ', host.Split('.').Select(Label)) + (end < 0 ? "" : " " + rest[end..]);
    }

    private static string Label(string label)
    {
        if (label.Length > LongestLabel || !label.StartsWith(Punycode, StringComparison.OrdinalIgnoreCase)) return label;
        try
        {
            return Idn.GetUnicode(label);
        }
        catch (ArgumentException)
        {
            return label;
        }
    }
}
