using System.Buffers;
using System.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>Writes words so that Markdown takes them for nothing but words, whoever chose them. Knows what stands before, as much depends on it.</summary>
internal sealed class EscapedText
{
    private static readonly SearchValues<char> Always = SearchValues.Create("\\`*_~[]<>|");

    /// <summary>Whether nothing but blanks stands in this line yet.</summary>
    public bool AtLineStart { get; private set; } = true;

    /// <summary>The last character that was written.</summary>
    public char Last { get; private set; } = '\n';

    /// <summary>Words, escaped.</summary>
    /// <param name="words">What is to be read.</param>
    /// <param name="beforeMark">Whether markup follows.</param>
    public string Of(string words, bool beforeMark)
    {
        var written = new StringBuilder(words.Length + 8);
        var digits = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (AtLineStart && c == ' ' && digits == 0) continue;
            if (NeedsEscape(words, i, digits, beforeMark && i == words.Length - 1)) written.Append('\\');
            written.Append(c);
            digits = AtLineStart && char.IsAsciiDigit(c) ? digits + 1 : 0;
            if (digits == 0) AtLineStart = false;
            Last = c;
        }

        if (digits > 0) AtLineStart = false;
        return written.ToString();
    }

    /// <summary>Words where no markup is read.</summary>
    public string Plain(string words)
    {
        if (AtLineStart) words = words.TrimStart();
        return Kept(words);
    }

    /// <summary>A piece of the source, as it is.</summary>
    public string Kept(string source)
    {
        if (source.Length == 0) return source;
        AtLineStart = false;
        Last = source[^1];
        return source;
    }

    /// <summary>The end of a line, with what the next one begins with.</summary>
    public string Line(string source)
    {
        AtLineStart = true;
        Last = '\n';
        return source;
    }

    private bool NeedsEscape(string words, int at, int digits, bool beforeMark)
    {
        var c = words[at];
        if (Always.Contains(c)) return true;
        var next = at + 1 < words.Length ? words[at + 1] : '\0';
        return c switch
        {
            '&' => next == '#' || char.IsAsciiLetter(next) || beforeMark,
            '#' => AtLineStart || Last is ' ' or '#',
            '!' => beforeMark,
            '+' or '-' or '=' => AtLineStart && digits == 0,
            ')' => digits > 0,
            '.' => digits > 0 || EndsWith(words, at, "www"),
            ':' => AtLineStart || next == '/' || Last == ']' || EndsWith(words, at, "mailto") || EndsWith(words, at, "tel"),
            '(' => Last == ']',
            _ => false,
        };
    }

    private static bool EndsWith(string words, int at, string end) => words.AsSpan(0, at).EndsWith(end, StringComparison.OrdinalIgnoreCase);
}
