using System.Text;
using Salam.Forum.Members;

namespace Salam.Forum.Translation.Runs;

/// <summary>Finds where a text names members: an <c>@</c> and a handle.</summary>
internal static class Mentions
{
    /// <summary>The places, sign included, in their order. Whether there is such a member is not asked.</summary>
    public static List<(int Start, int End)> Find(string text)
    {
        var places = new List<(int, int)>();
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            if (at > 0 && (char.IsLetterOrDigit(text[at - 1]) || text[at - 1] is '@' or '_' or '-' or '.' or '/')) continue;
            var (end, letters) = End(text, at + 1);
            if (letters >= Handle.MinLength) places.Add((at, end));
        }

        return places;
    }

    // A handle ends with a letter or digit, so the full stop of a sentence is none of it.
    private static (int End, int Letters) End(string text, int start)
    {
        var (end, letters, seen) = (start, 0, 0);
        for (var i = start; i < text.Length && seen <= Handle.MaxLength;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done) break;
            var separates = rune.Value is '-' or '_' or '.';
            if (!separates && !Rune.IsLetterOrDigit(rune) && !Text.Invisible.NeedsALetter(rune)) break;
            i += length;
            seen++;
            if (!separates) (end, letters) = (i, seen);
        }

        return (end, letters);
    }
}
