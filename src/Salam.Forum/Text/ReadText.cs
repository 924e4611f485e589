using System.Buffers;
using System.Net;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>
/// What members read of a text: the words of its rendered HTML, whatever Markdown they were written in, and below each block where its links lead.
/// Taken from the HTML and not from the syntax, so that it cannot differ from what is shown.
/// </summary>
internal static class ReadText
{
    private const string Href = "a href=\"", Title = " title=\"";

    private const string Www = "www.";

    // Without any of these a text is read as it is written: other marks need a line of their own, and addresses a colon or www.
    private static readonly SearchValues<char> Marks = SearchValues.Create("&\\[]<>*_~`|:\n");

    /// <summary>What is read, or the source itself where it is read as it stands.</summary>
    public static string Of(string source)
    {
        if (!source.AsSpan().ContainsAny(Marks) && !source.Contains(Www, StringComparison.OrdinalIgnoreCase)) return source;
        var read = OfHtml(Markdown.Render(source).Html);
        return SameWords(source, read) ? source : read;
    }

    /// <summary>The same from what the renderer made of it.</summary>
    public static string OfHtml(string html)
    {
        var (words, leads) = (new StringBuilder(html.Length), new StringBuilder());
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0) tag = html.Length;
            words.Append(WebUtility.HtmlDecode(html[at..tag]));
            if (tag == html.Length) break;
            // The renderer escapes every > of its own.
            at = html.IndexOf('>', tag) + 1;
            if (at == 0) break;
            Tag(html.AsSpan(tag + 1, at - tag - 2), words, leads);
        }

        return words.Append(leads).ToString();
    }

    private static void Tag(ReadOnlySpan<char> tag, StringBuilder words, StringBuilder leads)
    {
        if (tag.StartsWith(Href))
        {
            leads.Append('\n').Append(AddressWords.Of(Attribute(tag[Href.Length..])));
            if (tag.IndexOf(Title) is var title and >= 0) leads.Append('\n').Append(Attribute(tag[(title + Title.Length)..]));
        }
        else if (tag is "/p" or "/li" or "/td" or "/th" or "/h2" or "/h3" or "/h4" or "/h5" or "/h6")
        {
            words.Append(leads).Append('\n');
            leads.Clear();
        }
    }

    private static string Attribute(ReadOnlySpan<char> from) => WebUtility.HtmlDecode(from[..from.IndexOf('"')].ToString());

    // The same but for the width of white space.
    private static bool SameWords(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        one = one.Trim();
        other = other.Trim();
        while (!one.IsEmpty && !other.IsEmpty)
        {
            var blank = char.IsWhiteSpace(one[0]);
            if (blank != char.IsWhiteSpace(other[0]) || (!blank && one[0] != other[0])) return false;
            one = blank ? one.TrimStart() : one[1..];
            other = blank ? other.TrimStart() : other[1..];
        }

        return one.IsEmpty && other.IsEmpty;
    }
}
