using System.Collections.Frozen;

namespace Salam.Forum.Translation.Runs;

/// <summary>Finds honorifics that are written as letters behind a name: SAW, (pbuh), r.a. Some of them are words too, and count only where the place tells.</summary>
internal static class Abbreviations
{
    private static readonly FrozenSet<string> Always = new[] { "pbuh", "swt", "saws", "saww", "sallallahu" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> BehindNames =
        new[] { "saw", "saaw", "sav", "sas", "as", "ra", "rh", "rah", "rha", "cc", "asw" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Marks the honorifics of a text.</summary>
    public static void Find(string text, Taken taken)
    {
        var before = new Range(0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i])) continue;
            var start = i;
            while (i < text.Length && (char.IsLetter(text[i]) || (text[i] == '.' && i > start && char.IsLetter(text[i - 1])))) i++;
            Word(text, start, i, text[before], taken);
            before = new Range(start, i);
        }
    }

    private static void Word(string text, int start, int end, ReadOnlySpan<char> before, Taken taken)
    {
        var word = text.AsSpan(start, end - start);
        if (word.Length > 12) return;
        var dots = word.Count('.');
        var plain = word.ToString().Replace(".", "", StringComparison.Ordinal);
        if (dots == 1 && word[^1] == '.' && !IsCapital(before)) (end, dots) = (end - 1, 0);
        if (Always.Contains(plain)) taken.Add(start, dots > 1 ? end : start + plain.Length);
        else if (BehindNames.Contains(plain) && IsMeant(text, start, end, plain, dots, before)) taken.Add(start, end);
    }

    private static bool IsMeant(string text, int start, int end, string plain, int dots, ReadOnlySpan<char> before)
    {
        var inside = start > 0 && text[start - 1] is '(' or '[' && end < text.Length && text[end] is ')' or ']';
        if (inside) return true;
        if (dots > 0) return IsCapital(before) && (dots > 1 || plain.Length > 1);

        // In a text that is all capitals they are words: "AS SHE SAW".
        return IsCapital(before) && plain.All(char.IsUpper);
    }

    private static bool IsCapital(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || !char.IsUpper(word[0])) return false;
        foreach (var c in word)
        {
            if (char.IsLower(c)) return true;
        }

        return false;
    }
}
