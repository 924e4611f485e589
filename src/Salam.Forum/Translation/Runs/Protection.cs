using System.Buffers;
using Salam.Forum.Text;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Translation.Runs;

/// <summary>A piece of a text that no engine is to see.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where the text goes on behind it.</param>
/// <param name="Term">The term that it is, if it is one.</param>
/// <param name="IsMention">Whether it names a member.</param>
internal readonly record struct Kept(int Start, int End, Term? Term = null, bool IsMention = false);

/// <summary>
/// Finds what must come through a translation unchanged although it stands among the words: scripture and prayers, honorifics, terms, names of members, addresses,
/// what looks like HTML, and what a machine could trip over (our own brackets, halves of letters, controls).
/// </summary>
internal static class Protection
{
    // A whole sentence in one sign, which is no letter to Unicode.
    private const char Bismillah = '\uFDFD';

    private const int LongestTag = 200;

    private static readonly SearchValues<char> InMarks = SearchValues.Create("/ 0123456789");

    /// <summary>What is kept, from the start of the text to its end, none touching another. Nothing reaches over a line or a <see cref="Leaf.Sign"/>.</summary>
    public static List<Kept> Find(string text, string from, Glossary glossary)
    {
        var taken = new Taken(text);
        Brackets(text, taken);
        Addresses(text, taken);
        foreach (var (start, end) in Mentions.Find(text)) taken.Add(start, end, mention: true);
        Tags(text, taken);
        Passages.Find(text, from, taken);
        Abbreviations.Find(text, taken);
        foreach (var (start, end, term) in glossary.Find(text, from)) taken.Add(start, end, term);
        return taken.InOrder();
    }

    private static void Brackets(string text, Taken taken)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (text[i] == Placeholder.Open) i = Bracket(text, i, taken);
            else if (text[i] is Placeholder.Close or Bismillah || IsUnsendable(text[i])) taken.Add(i, i + 1);
        }
    }

    private static int Bracket(string text, int start, Taken taken)
    {
        // What looks like one of our marks is kept whole; of other brackets only the signs.
        var inside = text.AsSpan(start + 1).IndexOfAnyExcept(InMarks);
        var end = inside >= 0 && text[start + 1 + inside] == Placeholder.Close ? start + inside + 2 : start + 1;
        taken.Add(start, end);
        return end - 1;
    }

    // What JSON cannot carry, or turns round everything behind it.
    private static bool IsUnsendable(char c) =>
        char.IsSurrogate(c) || (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\uFFFE' or '\uFFFF' or (>= '\uFDD0' and <= '\uFDEF') || Direction.IsBidiBracket(c);

    // Those that Markdown makes no links of, and those of titles.
    private static void Addresses(string text, Taken taken)
    {
        for (var i = 0; i < text.Length;)
        {
            var length = text.AsSpan(i).IndexOfAny([' ', '\n', '\t', Leaf.Sign]);
            var word = text.AsSpan(i, length < 0 ? text.Length - i : length);
            var at = word.IndexOf("://", StringComparison.Ordinal);
            var start = 0;
            while (start < word.Length && !char.IsLetterOrDigit(word[start])) start++;
            var bare = word[start..].TrimEnd(".,;:!?)]}\"'»”…،؛؟۔。");
            var isMail = bare.IndexOf('@') is > 0 and var sign && bare[sign..].Contains('.');
            if (at > 0 || isMail || bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) taken.Add(i + start, i + start + bare.Length);
            i += word.Length + 1;
        }
    }

    private static void Tags(string text, Taken taken)
    {
        for (var i = text.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < text.Length; i = text.IndexOf('<', i + 1))
        {
            if (!char.IsAsciiLetter(text[i + 1]) && text[i + 1] is not ('/' or '!' or '?')) continue;
            var rest = text.AsSpan(i + 1, Math.Min(LongestTag, text.Length - i - 1));
            var close = rest.IndexOfAny(['>', '<', '\n', Leaf.Sign]);
            if (close >= 0 && rest[close] == '>') taken.Add(i, i + close + 2);
        }
    }
}

/// <summary>Collects what is kept of a text; what was found first holds its place.</summary>
internal sealed class Taken(string text)
{
    private readonly bool[] taken = new bool[text.Length];
    private readonly List<Kept> kept = [];

    /// <summary>Adds a piece; one that reaches over the end of a line or an inline becomes several, one that overlaps another is dropped.</summary>
    public void Add(int start, int end, Term? term = null, bool mention = false)
    {
        for (var i = start; i < end; i++)
        {
            if (taken[i]) return;
        }

        while (start < end)
        {
            var length = text.AsSpan(start, end - start).IndexOfAny('\n', Leaf.Sign);
            var stop = length < 0 ? end : start + length;
            if (stop > start) kept.Add(new Kept(start, stop, term, mention));
            taken.AsSpan(start, stop - start).Fill(true);
            start = stop + 1;
        }
    }

    /// <summary>All pieces from the start to the end.</summary>
    public List<Kept> InOrder()
    {
        kept.Sort((a, b) => a.Start.CompareTo(b.Start));
        return kept;
    }
}
