using System.Buffers;
using Markdig;
using Markdig.Extensions.AutoLinks;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Salam.Forum.Text;

/// <summary>The one way from what a member wrote to HTML: CommonMark with tables, strikethrough and bare addresses, without raw HTML.</summary>
public static class Markdown
{
    /// <summary>Raised when the same source would render differently, so that <see cref="Data.Rerender"/> makes kept HTML anew.</summary>
    public const int Version = 3;

    // Longer than any post may be; beyond it nothing is parsed, so that the time stays bounded whatever calls.
    private const int LongestParsed = 100_000;

    // Markdig matches brackets, emphasis and addresses in time that grows with the square of their number in one
    // block. Honest paragraphs hold some dozens; 2,000 cost about 10 ms.
    private const int MostMarksInBlock = 2_000;

    // Markdig fills every row up to the widest one: a wide first row over many short ones is a bomb.
    private const int LargestTable = 20_000;

    // Each '>' or list marker opens a container; opening is quadratic too, and nobody reads the hundredth level.
    private const int MostMarkersInLine = 100;

    private static readonly SearchValues<char> CostlyMarks = SearchValues.Create("[]*_~`:");
    private static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>Renders <paramref name="source"/>. Never throws; what cannot be parsed in reasonable time is shown as plain paragraphs.</summary>
    /// <param name="source">The text.</param>
    /// <param name="language">The code of the language that the words are known to be in, as a translation's is: each block runs as <see cref="Direction.In"/> says. Null where each runs as its first letter does.</param>
    public static RenderedText Render(string source, string? language = null) => Read(source, language)?.Rendered ?? PlainText.Render(source, language);

    /// <summary>The syntax tree of what <see cref="Render"/> shows, or null where it shows the text as plain paragraphs.</summary>
    internal static MarkdownDocument? Parse(string source) => Read(source, null)?.Document;

    // Written even where only the tree is asked for: it is the writer that finds a text nested too deep to be shown as what it is.
    private static (MarkdownDocument Document, RenderedText Rendered)? Read(string source, string? language)
    {
        if (source.Length > LongestParsed || NestsTooDeep(source)) return null;
        try
        {
            var document = Markdig.Markdown.Parse(source, Pipeline);
            var writer = new MarkdownHtml(source, language);
            var html = writer.Write(document);
            return (document, new RenderedText(html, ExcerptText.Of(document), writer.LinkCount, writer.HasImages));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Markdig refuses deep nesting by ArgumentException; a flaw of the parser must not take a post away either.
            return null;
        }
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder()
            .UsePipeTables()
            .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
            .UseAutoLinks(new AutoLinkOptions { UseHttpsForWWWLinks = true })
            .UsePreciseSourceLocation()
            .DisableHtml();
        foreach (var parser in builder.BlockParsers.OfType<BlockParser>()) parser.Closed += Weigh;
        return builder.Build();
    }

    // A block too heavy to be parsed keeps its words and loses its marks; the rest of the post is not touched.
    private static void Weigh(BlockProcessor processor, Block block)
    {
        if (block is LeafBlock { ProcessInlines: true } leaf && IsTooHeavy(leaf)) leaf.ProcessInlines = false;
    }

    private static bool IsTooHeavy(LeafBlock leaf)
    {
        int marks = 0, columns = 0;
        for (var i = 0; i < leaf.Lines.Count; i++)
        {
            var line = leaf.Lines.Lines[i].Slice.AsSpan();
            columns = Math.Max(columns, line.Count('|'));
            marks += line.CountAny(CostlyMarks);
        }

        return marks > MostMarksInBlock || (columns > 1 && (long)columns * leaf.Lines.Count > LargestTable);
    }

    private static bool NestsTooDeep(string source)
    {
        foreach (var line in source.AsSpan().EnumerateLines())
        {
            var markers = 0;
            for (var i = 0; i < line.Length && "> \t-+*.)0123456789".Contains(line[i], StringComparison.Ordinal); i++)
            {
                var ends = i + 1 == line.Length || line[i + 1] is ' ' or '\t' or '>';
                if (line[i] == '>' || (ends && "-+*.)".Contains(line[i], StringComparison.Ordinal))) markers++;
            }

            if (markers > MostMarkersInLine) return true;
        }

        return false;
    }
}
