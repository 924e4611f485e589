using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Salam.Forum.Text;

/// <summary>The first words of a text for a feed row: no markup, white space folded, code blocks and tables left out.</summary>
internal sealed class ExcerptText
{
    private const int Longest = 180;

    private readonly int longest;

    // A word longer than this (or a script without spaces) is cut inside rather than left out.
    private const int LongestWord = 40;

    private readonly StringBuilder words = new(Longest + 64);

    private ExcerptText(int longest = Longest) => this.longest = longest;

    // One more than fits, and one for a space at the end, tells whether anything follows.
    private bool Full => words.Length - 1 > longest;

    /// <summary>All words of a block.</summary>
    public static string Whole(Block block)
    {
        var excerpt = new ExcerptText(int.MaxValue);
        excerpt.OneBlock(block);
        return excerpt.words.ToString();
    }

    public static string Of(Block block)
    {
        var excerpt = new ExcerptText();
        excerpt.OneBlock(block);
        return excerpt.Cut();
    }

    public static string Of(ReadOnlySpan<char> text)
    {
        var excerpt = new ExcerptText();
        excerpt.Add(text);
        return excerpt.Cut();
    }

    /// <summary>The first words of a text, of which so many characters fit beside an ellipsis.</summary>
    public static string Of(ReadOnlySpan<char> text, int longest)
    {
        var excerpt = new ExcerptText(longest);
        excerpt.Add(text);
        return excerpt.Cut();
    }

    private void Blocks(ContainerBlock container)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var block in container)
        {
            if (Full) return;
            if (block is CodeBlock or Table or LinkReferenceDefinitionGroup) continue;
            OneBlock(block);
            Add(" ");
        }
    }

    private void OneBlock(Block block)
    {
        if (block is ContainerBlock inner) Blocks(inner);
        else if (block is LeafBlock { ProcessInlines: true } leaf) Inlines(leaf.Inline);
        else if (block is LeafBlock unparsed) Unparsed(unparsed);
    }

    private void Unparsed(LeafBlock leaf)
    {
        for (var i = 0; i < leaf.Lines.Count && !Full; i++)
        {
            Add(leaf.Lines.Lines[i].Slice.AsSpan());
            Add(" ");
        }
    }

    private void Inlines(ContainerInline? container)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        for (var inline = container?.FirstChild; inline is not null && !Full; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal: Add(literal.Content.AsSpan()); break;
                case LineBreakInline: Add(" "); break;
                case CodeInline code: Add(code.Content); break;
                case AutolinkInline address: Add(address.Url); break;
                case HtmlEntityInline entity: Add(entity.Transcoded.AsSpan()); break;
                case DelimiterInline delimiter: Add(delimiter.ToLiteral()); Inlines(delimiter); break;
                case ContainerInline inner: Inlines(inner); break;
                default: break;
            }
        }
    }

    private void Add(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Full) return;
            if (Rune.IsWhiteSpace(rune))
            {
                if (words.Length > 0 && words[^1] != ' ') words.Append(' ');
            }
            else if (!Rune.IsControl(rune) && !Direction.IsBidiBracket(rune.Value))
            {
                words.Append(rune);
            }
        }
    }

    private string Cut()
    {
        var text = words.ToString().TrimEnd();
        if (text.Length <= longest) return text;
        var border = text.LastIndexOf(' ', longest, LongestWord);
        var end = border > 0 ? border : LastWholeCharacter(text);
        return text[..end].TrimEnd(" ,;:.-\u060C\u061B\u06D4\u2026".ToCharArray()) + "\u2026";
    }

    // What a reader takes for one character (a letter with its marks, a family of emoji) is kept whole.
    private int LastWholeCharacter(string text)
    {
        var end = 0;
        while (end < longest)
        {
            var next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > longest) break;
            end = next;
        }

        if (end > 0) return end;
        return char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
    }
}
