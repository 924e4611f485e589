using System.Text;

namespace Salam.Forum.Text;

/// <summary>Text shown exactly as written, in paragraphs: what stands in when Markdown cannot be parsed.</summary>
internal static class PlainText
{
    public static RenderedText Render(string source, string? language)
    {
        var html = new StringBuilder(source.Length + 64);
        var open = false;
        foreach (var line in source.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                if (open) html.Append("</p>\n");
                open = false;
                continue;
            }

            html.Append(open ? "<br>\n" : $"<p dir=\"{(language is null ? "auto" : Direction.In(line, language))}\">");
            HtmlText.Append(html, line);
            open = true;
        }

        if (open) html.Append("</p>\n");
        return new RenderedText(html.ToString(), ExcerptText.Of(source), 0, HasImages: false);
    }
}
