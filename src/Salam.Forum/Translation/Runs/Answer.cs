using System.Globalization;
using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>A piece of what an engine gave back: words, or a mark.</summary>
/// <param name="Words">The words; empty for a mark.</param>
/// <param name="Number">The number of the mark; 0 for words.</param>
/// <param name="Ends">Whether the mark ends a pair.</param>
internal readonly record struct AnswerPiece(string Words, int Number = 0, bool Ends = false);

/// <summary>Reads what an engine gave back for a run.</summary>
internal static class Answer
{
    /// <summary>The pieces in their order, or what is wrong with the marks: each stands there once, and pairs lie inside each other.</summary>
    public static List<AnswerPiece>? Read(string translated, IReadOnlyList<RunMark> marks, out AssemblyFault fault)
    {
        var pieces = new List<AnswerPiece>();
        var (begun, ended) = (new bool[marks.Count], new bool[marks.Count]);
        var open = new Stack<int>();
        var words = new StringBuilder();
        fault = AssemblyFault.Unbalanced;
        for (var i = 0; i < translated.Length; i++)
        {
            if (translated[i] is not (Placeholder.Open or Placeholder.Close))
            {
                Append(words, translated, ref i);
                continue;
            }

            if (Mark(translated, ref i) is not { } mark || mark.Number < 1 || mark.Number > marks.Count) return null;
            var seen = mark.Ends ? ended : begun;
            var isPair = marks[mark.Number - 1].Part == Part.Open;
            if (seen[mark.Number - 1] || (mark.Ends && !(isPair && open.TryPop(out var last) && last == mark.Number))) return null;
            if (isPair && !mark.Ends) open.Push(mark.Number);
            seen[mark.Number - 1] = true;
            Flush(words, pieces);
            pieces.Add(mark);
        }

        Flush(words, pieces);
        if (begun.Contains(false)) fault = AssemblyFault.LostPlaceholder;
        else if (open.Count > 0) fault = AssemblyFault.LostPlaceholder;
        else if (!pieces.Exists(p => p.Words.AsSpan().ContainsAnyLetter())) fault = AssemblyFault.Empty;
        else return pieces;
        return null;
    }

    /// <summary>The text with its marks written as they were sent, as far as they can be told.</summary>
    public static string Tidy(string translated)
    {
        var tidy = new StringBuilder(translated.Length);
        for (var i = 0; i < translated.Length; i++)
        {
            if (translated[i] == Placeholder.Open && Mark(translated, ref i) is { } mark) tidy.Append(mark.Ends ? Placeholder.End(mark.Number) : Placeholder.Of(mark.Number));
            else tidy.Append(translated[i]);
        }

        return tidy.ToString();
    }

    // Engines put blanks between the brackets and write numbers with the digits of the language; that much is understood.
    private static AnswerPiece? Mark(string text, ref int at)
    {
        if (text[at] == Placeholder.Close) return null;
        var i = at + 1;
        while (i < text.Length && text[i] == ' ') i++;
        var ends = i < text.Length && text[i] == '/';
        if (ends) i++;
        while (i < text.Length && text[i] == ' ') i++;
        var (number, digits) = (0, 0);
        for (; i < text.Length && digits < 6 && CharUnicodeInfo.GetDecimalDigitValue(text[i]) is >= 0 and var digit; i++, digits++) number = (number * 10) + digit;
        while (i < text.Length && text[i] == ' ') i++;
        if (digits == 0 || i >= text.Length || text[i] != Placeholder.Close) return null;
        at = i;
        return new AnswerPiece("", number, ends);
    }

    // Every blank is a space, as a line of its own would be markup; what no keyboard sends is left out.
    private static void Append(StringBuilder words, string text, ref int at)
    {
        var c = text[at];
        if (char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
        {
            if ((char.ConvertToUtf32(c, text[at + 1]) & 0xFFFE) != 0xFFFE) words.Append(c).Append(text[at + 1]);
            at++;
        }
        else if (c is '\t' or '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029')
        {
            if (words.Length == 0 || words[^1] != ' ') words.Append(' ');
        }
        else if (!char.IsSurrogate(c) && !char.IsControl(c) && c is not ('\uFFFE' or '\uFFFF' or (>= '\uFDD0' and <= '\uFDEF')) && !Direction.IsBidiBracket(c)) words.Append(c);
    }

    private static bool ContainsAnyLetter(this ReadOnlySpan<char> words)
    {
        foreach (var rune in words.EnumerateRunes())
        {
            if (Rune.IsLetter(rune)) return true;
        }

        return false;
    }

    private static void Flush(StringBuilder words, List<AnswerPiece> pieces)
    {
        if (words.Length > 0) pieces.Add(new AnswerPiece(words.ToString()));
        words.Clear();
    }
}
