using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>What a text consists of, for comparing two of them roughly.</summary>
internal static class Words
{
    /// <summary>How many letters and digits there are, marks on letters left out.</summary>
    public static int Letters(string text)
    {
        var letters = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) letters++;
        }

        return letters;
    }

    /// <summary>The words, cut where neither letter, digit nor mark stands.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (int i = 0, length; i <= text.Length; i += length)
        {
            length = 1;
            var inside = false;
            if (i < text.Length)
            {
                var valid = Rune.TryGetRuneAt(text, i, out var rune);
                length = valid ? rune.Utf16SequenceLength : 1;
                inside = valid && (Rune.IsLetterOrDigit(rune) || Invisible.NeedsALetter(rune));
            }

            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            words.Add(text[start..i]);
            start = -1;
        }

        return words;
    }

    /// <summary>Whether it is written without spaces between words.</summary>
    public static bool IsUnspaced(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Scripts.Of(rune.Value) is Script.Cjk or Script.Thai or Script.Lao or Script.Khmer or Script.Myanmar) return true;
        }

        return false;
    }
}

/// <summary>Finds where a text goes round in circles.</summary>
internal static class Loops
{
    // Longer rounds than this no engine has been seen to run.
    private const int LongestRound = 12, FewestWords = 8, FewestLetters = 24;

    /// <summary>How long the longest circle is, in letters: the same one to twelve words, or letters, four times and more in a row. 0 where there is none.</summary>
    public static int In(string text)
    {
        var words = Words.Of(text);
        var signs = string.Concat(words).ToLowerInvariant();
        return Math.Max(Longest(words, FewestWords, words.Count == 0 ? 0 : signs.Length / words.Count), Longest([.. signs], FewestLetters, 1));
    }

    /// <summary>How long one may be in a translation of this text.</summary>
    public static int Most(string original) => In(original) * 3;

    private static int Longest<T>(List<T> parts, int fewest, int each)
    {
        var longest = 0;
        for (var round = 1; round <= LongestRound && round * 3 < parts.Count; round++)
        {
            var same = 0;
            for (var i = round; i < parts.Count; i++)
            {
                same = EqualityComparer<T>.Default.Equals(parts[i], parts[i - round]) ? same + 1 : 0;
                if (same >= round * 3 && same + round >= fewest) longest = Math.Max(longest, same + round);
            }
        }

        return longest * Math.Max(each, 1);
    }
}

/// <summary>Reads the marks of a text that is sent or has come back.</summary>
internal static class MarksIn
{
    /// <summary>Whether both have the same marks, each as often, and the pairs of the second lie inside each other.</summary>
    public static bool AreSame(string original, string translated)
    {
        var (sent, got) = (Of(original), Of(translated));
        return IsBalanced(got) && sent.Order(StringComparer.Ordinal).SequenceEqual(got.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The text with a blank for each mark.</summary>
    public static string Without(string text) => Placeholder.Marks().Replace(text, " ");

    private static List<string> Of(string text) => [.. Placeholder.Marks().Matches(text).Select(m => m.Value)];

    private static bool IsBalanced(List<string> marks)
    {
        var pairs = marks.Where(m => m[1] == '/').Select(m => m.Remove(1, 1)).ToHashSet(StringComparer.Ordinal);
        var open = new Stack<string>();
        foreach (var mark in marks)
        {
            if (mark[1] == '/')
            {
                if (!open.TryPop(out var last) || last != mark.Remove(1, 1)) return false;
            }
            else if (pairs.Contains(mark)) open.Push(mark);
        }

        return open.Count == 0;
    }
}
