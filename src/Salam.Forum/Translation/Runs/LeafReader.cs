using System.Runtime.CompilerServices;
using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Salam.Forum.Translation.Runs;

/// <summary>Finds the blocks of a text that hold words, and reads each as a <see cref="Leaf"/>.</summary>
internal static class LeafReader
{
    // What a line may begin with that is no word of it, in a text that is shown as plain because it holds too much of that.
    private const string LineMarkers = "> \t-+*.)0123456789#=";

    /// <summary>The leaves of a parsed text, in its order. What has no words, or stands in code, has none.</summary>
    public static List<Leaf> Of(MarkdownDocument document, string source)
    {
        var leaves = new List<Leaf>();
        Blocks(document, source, leaves);
        leaves.RemoveAll(leaf => leaf.Count == 0 || !leaf.Close());

        // Markdig's places are trusted only as far as no two blocks claim the same piece.
        leaves.Sort((a, b) => a.StartOf(0).CompareTo(b.StartOf(0)));
        for (var i = leaves.Count - 1; i > 0; i--)
        {
            if (leaves[i].StartOf(0) < leaves[i - 1].EndOf(leaves[i - 1].Count - 1)) leaves.RemoveAt(i);
        }

        return leaves;
    }

    /// <summary>The lines of a text that is shown as it is written.</summary>
    /// <param name="source">The text.</param>
    /// <param name="marked">Whether lines may begin with markers, which are then no part of their words.</param>
    public static List<Leaf> OfLines(string source, bool marked)
    {
        var leaves = new List<Leaf>();
        var start = 0;
        while (start < source.Length)
        {
            var length = source.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? source.Length : start + length;
            var first = start;
            while (marked && first < end && LineMarkers.Contains(source[first], StringComparison.Ordinal)) first++;
            if (first < end) leaves.Add(Line(source, first, end));
            start = end + 1;
        }

        return leaves;
    }

    private static void Blocks(ContainerBlock container, string source, List<Leaf> leaves)
    {
        foreach (var block in container)
        {
            if (block is LinkReferenceDefinition or CodeBlock) continue;
            if (block is ContainerBlock inner) Blocks(inner, source, leaves);
            else if (block is LeafBlock { ProcessInlines: true, Inline: { } words }) Words(words, source, leaves);
            else if (block is LeafBlock { ProcessInlines: false } unparsed) Unparsed(unparsed, source, leaves);
        }
    }

    private static void Words(ContainerInline words, string source, List<Leaf> leaves)
    {
        var leaf = new Leaf(source, raw: false);
        if (new Reader(source, leaf).Read(words)) leaves.Add(leaf);
    }

    private static void Unparsed(LeafBlock block, string source, List<Leaf> leaves)
    {
        for (var i = 0; i < block.Lines.Count; i++)
        {
            var slice = block.Lines.Lines[i].Slice;
            if (slice.Length > 0 && slice.End < source.Length && source.AsSpan(slice.Start, slice.Length).SequenceEqual(slice.AsSpan()))
                leaves.Add(Line(source, slice.Start, slice.End + 1));
        }
    }

    private static Leaf Line(string source, int start, int end)
    {
        var leaf = new Leaf(source, raw: true);
        for (var i = start; i < end; i++) leaf.Add(source[i], i, i + 1);
        return leaf;
    }

    /// <summary>Walks the inlines of one block.</summary>
    private sealed class Reader(string source, Leaf leaf)
    {
        private int pairs;

        /// <summary>Answers false where something does not stand in the source as Markdig says.</summary>
        public bool Read(ContainerInline container)
        {
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return false;
            for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
            {
                if (!One(inline)) return false;
            }

            return true;
        }

        private bool One(Inline inline)
        {
            switch (inline)
            {
                case LiteralInline literal: return Words(literal.Content.AsSpan(), literal.Span, literal.IsFirstCharacterEscaped);
                case LineBreakInline when inline.NextSibling is null: return true;
                case LineBreakInline: return Sign(new Inlay(Part.Break), inline.Span.Start, inline.Span.End + 1);
                case HtmlEntityInline entity: return Entity(entity);
                case LinkInline { IsAutoLink: true }: return Sign(new Inlay(Part.Address), inline.Span.Start, inline.Span.End + 1);
                case LinkInline { IsImage: false, FirstChild: not null } link: return Link(link);
                case EmphasisInline emphasis: return Around(emphasis, emphasis.Span.Start + emphasis.DelimiterCount, emphasis.Span.End + 1 - emphasis.DelimiterCount);
                case DelimiterInline delimiter: return Words(delimiter.ToLiteral(), new SourceSpan(delimiter.Span.Start, delimiter.Span.Start + delimiter.ToLiteral().Length - 1), false) && Read(delimiter);
                case LinkInline or CodeInline or AutolinkInline or HtmlInline: return Sign(new Inlay(Part.Whole), inline.Span.Start, inline.Span.End + 1);
                case ContainerInline container: return Read(container);
                default: return false;
            }
        }

        private bool Words(ReadOnlySpan<char> words, SourceSpan span, bool escaped)
        {
            if (words.IsEmpty) return true;
            if (span.Start < 0 || span.End >= source.Length) return false;

            // Words of cells are trimmed, their places are not.
            var at = span.Start;
            while (at < span.End && source[at] == ' ' && words[0] != ' ') at++;
            var skipped = escaped && source[at] == '\\' ? 1 : 0;
            if (at + skipped + words.Length > source.Length) return false;
            for (var i = 0; i < words.Length; i++)
            {
                var start = at;
                if (i == 0) at += skipped;
                if (source[at] != words[i] && !(source[at] == '\0' && words[i] == '\uFFFD')) return false;
                leaf.Add(words[i], start, ++at);
            }

            return true;
        }

        // Letters that are written as entities are letters; a blank or a bracket that somebody took the trouble to write so is meant as it is.
        private bool Entity(HtmlEntityInline entity)
        {
            var text = entity.Transcoded.AsSpan();
            var plain = !text.IsEmpty;
            foreach (var rune in text.EnumerateRunes()) plain &= Rune.IsLetter(rune) || rune.Value is '&' or '"' or '\'' or 0x2019;
            if (!plain) return Sign(new Inlay(Part.Whole), entity.Span.Start, entity.Span.End + 1);
            foreach (var letter in text) leaf.Add(letter, entity.Span.Start, entity.Span.End + 1);
            return true;
        }

        // A link that is named by its own words would lose its name with them, so it is written back with the name apart.
        private bool Link(LinkInline link)
        {
            var (start, end) = (link.Span.Start, link.Span.End + 1);
            if (start < 0 || end > source.Length || start >= end || source[start] != '[') return false;
            var before = leaf.Count;
            if (!Sign(new Inlay(Part.Open, ++pairs), start, start + 1)) return false;
            var pair = pairs;
            if (!Read(link) || leaf.Count == before + 1) return false;
            var inner = leaf.EndOf(leaf.Count - 1);
            if (inner >= end) return false;
            var written = source.AsSpan(inner, end - inner) is "]" or "][]" ? $"][{source[(start + 1)..inner]}]" : null;
            return Sign(new Inlay(Part.Close, pair, written), inner, end);
        }

        private bool Around(EmphasisInline container, int start, int end)
        {
            if (!Sign(new Inlay(Part.Open, ++pairs), container.Span.Start, start)) return false;
            var pair = pairs;
            return Read(container) && Sign(new Inlay(Part.Close, pair), end, container.Span.End + 1);
        }

        private bool Sign(Inlay inlay, int start, int end)
        {
            if (start < 0 || end > source.Length || start >= end) return false;
            leaf.Add(inlay, start, end);
            return true;
        }
    }
}
