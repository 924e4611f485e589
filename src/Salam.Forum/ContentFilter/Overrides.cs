using System.Runtime.InteropServices;

namespace Salam.Forum.ContentFilter;

/// <summary>Undoes bidirectional overrides, which show letters in another order than they are kept in.</summary>
internal static class Overrides
{
    private const char Pop = '\u202C';

    /// <summary>The text with each override turned round and taken out, and for each unit its place in the text as kept.</summary>
    public static (string Shown, int[] Places) Shown(string text)
    {
        var shown = new char[text.Length];
        var places = new int[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\u202D' or '\u202E'))
            {
                (shown[length], places[length++]) = (text[i], i);
                continue;
            }

            var end = text.AsSpan(i + 1).IndexOfAny(Pop, '\n');
            end = end < 0 ? text.Length : i + 1 + end;
            for (var j = end - 1; j > i; j--)
            {
                // A pair of surrogates stays in its order.
                if (j > i + 1 && char.IsSurrogatePair(text[j - 1], text[j]))
                {
                    (shown[length], places[length++]) = (text[j - 1], j - 1);
                    (shown[length], places[length++]) = (text[j--], j + 1);
                }
                else (shown[length], places[length++]) = (text[j], j);
            }

            i = end - 1;
        }

        return (new string(shown, 0, length), places);
    }

    /// <summary>Moves hits from the text as shown to the text as kept.</summary>
    public static void Back(List<Hit> hits, int from, int[] places)
    {
        foreach (ref var hit in CollectionsMarshal.AsSpan(hits)[from..])
        {
            var (one, other) = (places[hit.Start], places[Math.Max(hit.Start, hit.End - 1)]);
            hit = hit with { Start = Math.Min(one, other), End = Math.Max(one, other) + 1 };
        }
    }
}
