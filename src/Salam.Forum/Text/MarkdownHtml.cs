using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Salam.Forum.Text;

/// <summary>
/// Writes a parsed text as HTML. Not Markdig's own renderer: here every element and attribute that can come out is spelled
/// out below, and what is not known comes out as escaped text.
/// </summary>
internal sealed partial class MarkdownHtml(string source, string? language)
{
    // Browsers flatten elements deeper than 512; a text of a hundred levels is not meant to be read.
    private const int DeepestNesting = 100;

    private readonly StringBuilder html = new(source.Length + (source.Length / 2) + 64);
    private int headingLevel = 1;
    private int depth;

    public int LinkCount { get; private set; }

    public bool HasImages { get; private set; }

    public string Write(MarkdownDocument document)
    {
        Blocks(document, tight: false);
        return html.ToString();
    }

    private void Blocks(ContainerBlock container, bool tight)
    {
        Descend();
        foreach (var block in container) OneBlock(block, tight);
        depth--;
    }

    private void OneBlock(Block block, bool tight)
    {
        switch (block)
        {
            case LinkReferenceDefinition definition: Definition(definition); break;
            case HeadingBlock heading: Heading(heading); break;
            case ParagraphBlock paragraph when tight: Words(paragraph); break;
            case CodeBlock code: Code(code); break;
            case ThematicBreakBlock: html.Append("<hr>\n"); break;
            case LeafBlock leaf: Paragraph(leaf); break;
            case QuoteBlock quote: Quote(quote); break;
            case ListBlock list: List(list); break;
            case Table table: TableOf(table); break;
            case ContainerBlock container: Blocks(container, tight: false); break;
            default: break;
        }
    }

    // The title is the page's h1, so a member's headings begin at h2, and whoever walks by headings meets no gap: none is more than one
    // level below the one before it.
    private void Heading(HeadingBlock heading)
    {
        headingLevel = Math.Min(Math.Min(heading.Level, headingLevel) + 1, 6);
        var level = (char)('0' + headingLevel);
        html.Append("<h").Append(level).Append(" dir=\"").Append(OwnDirection(heading)).Append("\">");
        Words(heading);
        html.Append("</h").Append(level).Append(">\n");
    }

    // "[Bukhari]: 1234" has the form of a definition, yet defines no link that may be followed: the words must not vanish.
    private void Definition(LinkReferenceDefinition definition)
    {
        if (LinkAddress.Of(definition.Url) is not null) return;
        html.Append("<p dir=\"").Append(Direction.In(SourceOf(definition), language)).Append("\">");
        HtmlText.Append(html, SourceOf(definition));
        html.Append("</p>\n");
    }

    private void Paragraph(LeafBlock leaf)
    {
        html.Append("<p dir=\"").Append(OwnDirection(leaf)).Append("\">");
        Words(leaf);
        html.Append("</p>\n");
    }

    private void Quote(QuoteBlock quote)
    {
        html.Append("<blockquote dir=\"").Append(DirectionOf(quote)).Append("\">\n");
        Blocks(quote, tight: false);
        html.Append("</blockquote>\n");
    }

    private void List(ListBlock list)
    {
        Descend();
        html.Append(list.IsOrdered ? "<ol" : "<ul");
        if (list.IsOrdered && int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start != 1)
            html.Append(CultureInfo.InvariantCulture, $" start=\"{start}\"");
        html.Append(" dir=\"").Append(DirectionOf(list)).Append("\">\n");
        foreach (var item in list.OfType<ListItemBlock>())
        {
            // Words that stand in the item itself speak for it; paragraphs inside have a direction of their own.
            var tight = !list.IsLoose;
            var ownWords = item.Count == 0 || (tight && item[0] is ParagraphBlock);
            html.Append("<li dir=\"").Append(ownWords ? OwnDirection(item.FirstOrDefault()) : DirectionOf(item)).Append("\">");
            Blocks(item, tight);
            html.Append("</li>\n");
        }

        html.Append(list.IsOrdered ? "</ol>\n" : "</ul>\n");
        depth--;
    }

    private void Code(CodeBlock code)
    {
        html.Append("<pre dir=\"ltr\" tabindex=\"0\"><code>");
        for (var i = 0; i < code.Lines.Count; i++)
        {
            HtmlText.Append(html, code.Lines.Lines[i].Slice.AsSpan());
            html.Append('\n');
        }

        html.Append("</code></pre>\n");
    }

    private void TableOf(Table table)
    {
        // Scrolled by keyboard it needs a name, and the only words that fit every language are the table's own: its head.
        html.Append("<div class=\"table-scroll\"");
        if (table.OfType<TableRow>().Select(ExcerptText.Of).FirstOrDefault(words => !Normalise.IsBlank(words)) is { } name)
        {
            html.Append(" tabindex=\"0\" role=\"region\" aria-label=\"");
            HtmlText.Append(html, name);
            html.Append('"');
        }

        html.Append("><table dir=\"").Append(DirectionOf(table)).Append("\">\n");
        Rows(table, "thead", [.. table.OfType<TableRow>().Where(row => row.IsHeader)]);
        Rows(table, "tbody", [.. table.OfType<TableRow>().Where(row => !row.IsHeader)]);
        html.Append("</table></div>\n");
    }

    private void Rows(Table table, string section, List<TableRow> rows)
    {
        if (rows.Count == 0) return;
        html.Append('<').Append(section).Append(">\n");
        foreach (var row in rows) Row(table, row);
        html.Append("</").Append(section).Append(">\n");
    }

    private void Row(Table table, TableRow row)
    {
        html.Append("<tr>");
        for (var column = 0; column < row.Count; column++)
        {
            html.Append(row.IsHeader ? "<th scope=\"col\" dir=\"" : "<td dir=\"").Append(OwnDirection(row[column])).Append('"');
            html.Append(AlignmentOf(table, column)).Append('>');
            if (row[column] is TableCell cell) Blocks(cell, tight: true);
            html.Append(row.IsHeader ? "</th>" : "</td>");
        }

        html.Append("</tr>\n");
    }

    // A class and no style: the content security policy allows no inline style. Start and end, as a table may run either way.
    private static string AlignmentOf(Table table, int column) =>
        column >= table.ColumnDefinitions.Count ? "" : table.ColumnDefinitions[column].Alignment switch
        {
            TableColumnAlign.Left => " class=\"align-start\"",
            TableColumnAlign.Center => " class=\"align-center\"",
            TableColumnAlign.Right => " class=\"align-end\"",
            _ => "",
        };

    /// <summary>Of a block that holds words itself: the browser finds it by the first letter, unless the language is known.</summary>
    private string OwnDirection(Block? block) => block is null ? "auto" : Direction.In(ExcerptText.Whole(block), language);

    /// <summary>Of a block that holds blocks.</summary>
    private string DirectionOf(Block block) => OwnDirection(block) is var own and not "auto" ? own : Direction.Of(SourceOf(block));

    private ReadOnlySpan<char> SourceOf(Block block)
    {
        var start = Math.Clamp(block.Span.Start, 0, source.Length);
        var end = Math.Clamp(block.Span.End + 1, start, source.Length);
        return source.AsSpan(start, end - start);
    }

    private void Descend()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++depth > DeepestNesting) throw new InsufficientExecutionStackException("Nested too deep to be read.");
    }
}
