using System.Text;

namespace Salam.Forum.Text;

/// <summary>Text shown exactly as written, in paragraphs: what stands in when Markdown cannot be parsed.</summary>
internal static class PlainText
{
    /// <summary>Renders it.</summary>
    /// <param name="source">The text.</param>
    /// <param name="language">As in <see cref="Markdown.Render"/>.</param>
    public static RenderedText Render(string source, string? language)
    {
        var html = new StringBuilder(source.Length + 64);
        var lines = new List<string>();
        foreach (var line in source.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) Paragraph(html, lines, language);
            else lines.Add(line.ToString());
        }

        Paragraph(html, lines, language);
        return new RenderedText(html.ToString(), ExcerptText.Of(source), 0, HasImages: false);
    }

    private static void Paragraph(StringBuilder html, List<string> lines, string? language)
    {
        if (lines.Count == 0) return;
        html.Append("<p dir=\"").Append(Direction.In(string.Concat(lines), language)).Append("\">");
        for (var i = 0; i < lines.Count; i++)
        {
            if (i > 0) html.Append("<br>\n");
            HtmlText.Append(html, lines[i]);
        }

        html.Append("</p>\n");
        lines.Clear();
    }
}
