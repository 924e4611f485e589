using System.Globalization;
using System.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>A piece of Markdown that is about to be joined to others.</summary>
/// <param name="Text">The source.</param>
/// <param name="Pair">The number of the inline whose end it is; 0 for others.</param>
/// <param name="Ends">Whether the inline ends there.</param>
internal readonly record struct Written(string Text, int Pair = 0, bool Ends = false);

/// <summary>Joins pieces of Markdown so that what emphasised words before still does so between other neighbours.</summary>
internal static class Delimiters
{
    // Word joiner: neither blank nor punctuation, and no ink. Between a letter and a quotation mark CommonMark sees no emphasis begin or end.
    private const char Joiner = '\u2060';

    /// <summary>The pieces as one source.</summary>
    public static string Join(List<Written> pieces)
    {
        pieces.RemoveAll(p => p.Text.Length == 0);
        var stars = NeedStars(pieces);
        var joined = new StringBuilder();
        for (var i = 0; i < pieces.Count; i++)
        {
            var (text, pair, ends) = pieces[i];
            if (!IsDelimiter(pieces[i]))
            {
                joined.Append(text);
                continue;
            }

            if (stars.Contains(pair)) text = text.Replace('_', '*');
            var (inside, outside) = ends ? (Before(pieces, i), Behind(pieces, i)) : (Behind(pieces, i), Before(pieces, i));
            var needsJoiner = IsSign(inside) && !IsSign(outside) && !char.IsWhiteSpace(outside);
            if (ends && needsJoiner) joined.Append(Joiner);
            joined.Append(text);
            if (!ends && needsJoiner) joined.Append(Joiner);
        }

        return joined.ToString();
    }

    // A low line between letters is a letter.
    private static HashSet<int> NeedStars(List<Written> pieces)
    {
        var stars = new HashSet<int>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (!IsDelimiter(pieces[i]) || pieces[i].Text[0] != '_') continue;
            var outside = pieces[i].Ends ? Behind(pieces, i) : Before(pieces, i);
            if (!IsSign(outside) && !char.IsWhiteSpace(outside)) stars.Add(pieces[i].Pair);
        }

        return stars;
    }

    private static bool IsDelimiter(Written piece) => piece.Pair > 0 && piece.Text[0] is '*' or '_' or '~';

    // Delimiters of the same character are one to Markdown, and what counts stands around all of them.
    private static char Before(List<Written> pieces, int at)
    {
        var i = at - 1;
        while (i >= 0 && IsDelimiter(pieces[i]) && pieces[i].Text[0] == pieces[at].Text[0]) i--;
        return i < 0 ? '\n' : pieces[i].Text[^1];
    }

    private static char Behind(List<Written> pieces, int at)
    {
        var i = at + 1;
        while (i < pieces.Count && IsDelimiter(pieces[i]) && pieces[i].Text[0] == pieces[at].Text[0]) i++;
        return i == pieces.Count ? '\n' : pieces[i].Text[0];
    }

    private static bool IsSign(char c) => char.IsPunctuation(c) || char.IsSymbol(c);
}
