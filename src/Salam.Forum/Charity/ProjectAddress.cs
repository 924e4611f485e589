using System.Globalization;
using System.Net;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>Finds the addresses of projects of this forum in posts.</summary>
public static class ProjectAddress
{
    /// <summary>The most projects that one post cites.</summary>
    public const int Most = 3;

    /// <summary>The number of the project that the address leads to, <c>/{lang}/charity/{slug}-{id}</c> with or without our host; null for all else.</summary>
    /// <param name="address">What was written.</param>
    /// <param name="publicUrl">Where members reach the forum.</param>
    public static long? IdOf(string? address, string publicUrl)
    {
        if (string.IsNullOrEmpty(address))
            return null;
        if (address.Length > publicUrl.Length && address[publicUrl.Length] == '/' && address.StartsWith(publicUrl, StringComparison.OrdinalIgnoreCase))
            address = address[publicUrl.Length..];
        var end = address.AsSpan().IndexOfAny('?', '#');
        var parts = (end < 0 ? address : address[..end]).Split('/');
        if (parts is not ["", var lang, "charity", var last] || !Language.IsKnown(lang))
            return null;
        var dash = last.LastIndexOf('-');
        return dash > 0 && long.TryParse(last.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
    }

    /// <summary>The projects that a post cites: by its link, then by lines of its words that are nothing but an address; each once, in their order.</summary>
    /// <param name="link">What the post leads to, where it is a link.</param>
    /// <param name="html">Its words, rendered.</param>
    /// <param name="publicUrl">Where members reach the forum.</param>
    public static IReadOnlyList<long> CitedBy(string? link, string html, string publicUrl)
    {
        List<long> found = [];
        if (IdOf(link, publicUrl) is { } linked)
            found.Add(linked);
        // Most posts cite none, and are not cut into lines.
        if (!html.Contains("/charity/", StringComparison.Ordinal))
            return found;
        for (var at = Paragraph(html, 0); at >= 0 && found.Count < Most; at = Paragraph(html, at))
        {
            var end = html.IndexOf("</p>", at, StringComparison.Ordinal);
            if (end < 0)
                break;
            foreach (var line in html[at..end].Split(["<br>", "<br />", "<br/>"], StringSplitOptions.TrimEntries))
                if (found.Count < Most && IdOf(Plain(line), publicUrl) is { } id && !found.Contains(id))
                    found.Add(id);
        }
        return found;
    }

    /// <summary>Where the words of the next paragraph begin; less than 0 where there is none. It says in which direction it runs.</summary>
    private static int Paragraph(string html, int from)
    {
        for (var at = html.IndexOf("<p", from, StringComparison.Ordinal); at >= 0; at = html.IndexOf("<p", at + 1, StringComparison.Ordinal))
            if (at + 2 < html.Length && html[at + 2] is '>' or ' ')
                return html.IndexOf('>', at) + 1 is > 0 and var words ? words : -1;
        return -1;
    }

    /// <summary>The words of a line; of one that is a link and nothing else, where it leads, unless its words say something else.</summary>
    private static string? Plain(string line)
    {
        if (!line.StartsWith("<a ", StringComparison.Ordinal))
            return line.Contains('<', StringComparison.Ordinal) ? null : WebUtility.HtmlDecode(line);
        var begin = line.IndexOf('>', StringComparison.Ordinal);
        var end = line.IndexOf("</a>", StringComparison.Ordinal);
        return begin < 0 || end != line.Length - "</a>".Length || end < begin ? null : WebUtility.HtmlDecode(line[(begin + 1)..end]);
    }
}
