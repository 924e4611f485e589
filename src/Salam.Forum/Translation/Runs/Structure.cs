using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>
/// What is left of a text without its words: its blocks in their order, and in each block its inlines with their destinations, code and mentions. Inlines beside
/// each other have no order, as languages have different ones. Two texts of one structure have the same hash.
/// </summary>
internal static class Structure
{
    /// <summary>The structure of a text in Markdown.</summary>
    public static byte[] Of(string source)
    {
        if (Markdown.Parse(source) is not { } document) return OfLines(source);
        var written = new StringBuilder();
        try
        {
            Blocks(document, written);
        }
        catch (InsufficientExecutionStackException)
        {
            // Marks inside each other by the thousand: such a text has the structure of none but itself.
            written.Append(source);
        }

        return Hash(written.ToString());
    }

    /// <summary>The structure of a text that is shown as it is written.</summary>
    public static byte[] OfLines(string source)
    {
        var written = new StringBuilder("plain");
        foreach (var line in source.AsSpan().EnumerateLines()) written.Append(line.IsWhiteSpace() ? "\n" : "\nline");
        foreach (var mention in MentionsOf(source)) written.Append('\n').Append(mention);
        return Hash(written.ToString());
    }

    private static void Blocks(ContainerBlock container, StringBuilder written)
    {
        foreach (var block in container)
        {
            written.Append('\n').Append(block.GetType().Name);
            Details(block, written);
            if (block is ContainerBlock inner)
            {
                written.Append('(');
                Blocks(inner, written);
                written.Append(')');
            }
            else if (block is LeafBlock { Inline: { } inline }) written.Append(Convert.ToHexString(Inlines(inline)));
        }
    }

    private static void Details(Block block, StringBuilder written) => _ = block switch
    {
        HeadingBlock heading => written.Append(heading.Level),
        ListBlock list => written.Append(CultureInfo.InvariantCulture, $" {list.IsOrdered} {list.OrderedStart} {list.IsLoose}"),
        Table table => written.Append(' ').AppendJoin(' ', table.ColumnDefinitions.Select(c => c.Alignment)),
        TableRow row => written.Append(row.IsHeader),
        LinkReferenceDefinition definition => written.Append(' ').Append(definition.Label).Append(' ').Append(definition.Url).Append(' ').Append(definition.Title),
        CodeBlock code => written.Append((code as FencedCodeBlock)?.Info).Append('\n').Append(code.Lines.ToString()),
        LeafBlock { ProcessInlines: false } unparsed => written.Append(CultureInfo.InvariantCulture, $" {unparsed.Lines.Count} ").AppendJoin(' ', MentionsOf(unparsed.Lines.ToString())),
        _ => written,
    };

    private static byte[] Inlines(ContainerInline container)
    {
        var parts = new List<byte[]>();
        var words = new StringBuilder();
        Inlines(container, parts, words);
        parts.AddRange(MentionsOf(words.ToString()).Select(mention => Hash("mention " + mention)));
        parts.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) hash.AppendData(part);
        return hash.GetCurrentHash();
    }

    private static void Inlines(ContainerInline container, List<byte[]> parts, StringBuilder words)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            if (inline is LiteralInline literal) words.Append(literal.Content.AsSpan());
            else if (inline is HtmlEntityInline entity) words.Append(entity.Transcoded.AsSpan());
            else if (inline is DelimiterInline delimiter)
            {
                words.Append(delimiter.ToLiteral());
                Inlines(delimiter, parts, words);
            }
            else if (Of(inline) is { } part)
            {
                words.Append(Leaf.Sign);
                parts.Add(part);
            }
            else if (inline is ContainerInline inner) Inlines(inner, parts, words);
        }
    }

    // Null for what has no form of its own.
    private static byte[]? Of(Inline inline) => inline switch
    {
        LineBreakInline => inline.NextSibling is null ? null : Hash("break"),
        CodeInline code => Hash("code " + code.Content),
        AutolinkInline address => Hash("address " + address.Url),
        LinkInline { IsAutoLink: true } address => Hash("bare " + address.Url),
        LinkInline link => Hash($"link {link.IsImage} {link.Url}\n{link.Title}\n{Convert.ToHexString(Inlines(link))}"),
        EmphasisInline emphasis => Hash($"emphasis {emphasis.DelimiterChar == '~'} {emphasis.DelimiterCount} {Convert.ToHexString(Inlines(emphasis))}"),
        ContainerInline => null,
        _ => Hash(inline.GetType().Name),
    };

    private static IEnumerable<string> MentionsOf(string words) => Mentions.Find(words).Select(m => words[m.Start..m.End]).Order(StringComparer.Ordinal);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
