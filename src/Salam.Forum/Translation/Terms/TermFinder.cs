using Salam.Forum.ContentFilter;
using Salam.Forum.Text;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation.Terms;

/// <summary>A term, and where it stands in a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where the text goes on behind it.</param>
/// <param name="Term">What was found.</param>
internal readonly record struct TermPlace(int Start, int End, Term Term);

/// <summary>
/// Finds terms by one walk along a trie, from the start of each word. Case, accents, harakat, hyphens and the many signs for an apostrophe make no difference
/// (<see cref="Letters"/>); behind a term may stand an apostrophe with an ending (<c>Allah's</c>, <c>Allah'ın</c>).
/// </summary>
internal sealed class TermFinder
{
    /// <summary>The most letters of a spelling, which bounds the work for each word of a text.</summary>
    public const int Longest = 60;

    private const char Gap = ' ', Stop = '\n', Apostrophe = '\'';

    private readonly Trie trie;
    private readonly List<Term> found = [];

    /// <summary>Looks for what is spelled so in this language, or anywhere.</summary>
    public TermFinder(IReadOnlyList<Term> terms, string language)
    {
        var patterns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            string[] codes = [language, Term.Anywhere];
            foreach (var spelling in codes.SelectMany(code => term.Spellings.GetValueOrDefault(code) ?? []))
                patterns.TryAdd(Plain(spelling), found.Count);

            found.Add(term);
        }

        trie = Trie.Of(patterns.Select(p => (p.Key, p.Value)));
    }

    /// <summary>Whether a spelling has enough letters, and not too many.</summary>
    public static bool CanFind(string spelling) => Plain(spelling).Length is >= 2 and <= Longest;

    /// <summary>The terms of a text from its start to its end, the longest where several begin, none touching another.</summary>
    public List<TermPlace> Find(string text)
    {
        var hits = new List<TermPlace>();
        if (found.Count == 0) return hits;
        var (signs, places) = Read(text);
        for (var i = 0; i < signs.Count; i++)
        {
            if (IsGap(signs[i]) || (i > 0 && !Divides(signs[i - 1], signs[i]))) continue;
            var (last, term) = LongestFrom(signs, i);
            if (last < 0) continue;
            hits.Add(new TermPlace(places[i].Start, places[last].End, found[term]));
            i = last;
        }

        return hits;
    }

    private (int Last, int Term) LongestFrom(List<char> signs, int start)
    {
        var (last, term) = (-1, 0);
        var state = Trie.Root;
        for (var i = start; i < signs.Count; i++)
        {
            if (signs[i] == Apostrophe) continue;
            state = trie.Step(state, signs[i]);
            if (state == Trie.None) break;
            if (trie.Ends(state) is { IsEmpty: false } ends && (i + 1 == signs.Count || Divides(signs[i], signs[i + 1]))) (last, term) = (i, ends[0]);
        }

        return (last, term);
    }

    private static bool IsGap(char sign) => sign is Gap or Stop or Apostrophe;

    // Chinese and Japanese put no space between words.
    private static bool Divides(char sign, char next) => IsGap(sign) || IsGap(next) || Scripts.Of(sign) == Script.Cjk || Scripts.Of(next) == Script.Cjk;

    private static string Plain(string spelling) => string.Concat(Read(spelling).Signs.Where(s => s is not (Apostrophe or Stop))).Trim();

    private static (List<char> Signs, List<(int Start, int End)> Places) Read(string text)
    {
        var (signs, places) = (new List<char>(text.Length), new List<(int, int)>(text.Length));
        for (int i = 0, length; i < text.Length; i += length)
        {
            length = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]) ? 2 : 1;
            var letter = Letters.Of(length == 2 ? char.ConvertToUtf32(text[i], text[i + 1]) : char.IsSurrogate(text[i]) ? 0xFFFD : text[i]);
            if (text[i] == Leaf.Sign || letter.Kind == LetterKind.Stop) Add(Stop);
            else if (text[i] is '\'' or '’' or '‘' or '`' or '´' or 'ʹ' or '′' or '＇') Add(Apostrophe);
            else if (letter.Kind == LetterKind.Gap) Add(Gap);
            else foreach (var sign in letter.Plain) Add(sign);

            // Marks that leave no trace belong to the letter before them.
            if (letter.Kind == LetterKind.Nothing && places.Count > 0) places[^1] = (places[^1].Item1, i + length);

            void Add(char sign)
            {
                // Gaps in a row are one, or a text of nothing else would be walked over and over.
                if (signs.Count > 0 && IsGap(sign) && IsGap(signs[^1]))
                {
                    if (sign != signs[^1] && signs[^1] != Stop) signs[^1] = sign == Stop ? Stop : Gap;
                    else if (sign == Apostrophe) signs[^1] = Gap;
                    return;
                }

                signs.Add(sign);
                places.Add((i, i + length));
            }
        }

        return (signs, places);
    }
}
