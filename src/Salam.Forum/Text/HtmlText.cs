using System.Buffers;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>Characters on their way into HTML.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(SpecialCharacters());

    /// <summary>Appends text so that it is nothing but text, inside an element or a quoted attribute; what HTML forbids becomes U+FFFD.
    /// An override goes without a trace: it shows other words than those that were written, and nothing that is honest needs one.</summary>
    public static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var next = text.IndexOfAny(Special);
            if (next < 0)
            {
                html.Append(text);
                return;
            }

            html.Append(text[..next]);
            text = text[next..];
            if (text.Length > 1 && char.IsSurrogatePair(text[0], text[1]))
            {
                html.Append(text[..2]);
                text = text[2..];
                continue;
            }

            AppendSpecial(html, text[0]);
            text = text[1..];
        }
    }

    private static void AppendSpecial(StringBuilder html, char c) => _ = c switch
    {
        '&' => html.Append("&amp;"),
        '<' => html.Append("&lt;"),
        '>' => html.Append("&gt;"),
        '"' => html.Append("&quot;"),
        '\'' => html.Append("&#39;"),
        '\u202D' or '\u202E' => html,
        _ => html.Append('\uFFFD'),
    };

    private static string SpecialCharacters()
    {
        var special = new StringBuilder("&<>\"'");
        for (var c = '\0'; c < '\u00A0'; c++)
        {
            if (char.IsControl(c) && c is not ('\t' or '\n' or '\r')) special.Append(c);
        }

        for (int c = 0xD800; c <= 0xDFFF; c++) special.Append((char)c);
        return special.Append('\u202D').Append('\u202E').Append('\uFFFE').Append('\uFFFF').ToString();
    }
}
