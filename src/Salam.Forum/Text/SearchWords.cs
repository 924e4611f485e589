using System.Text;
using Salam.Forum.ContentFilter;

namespace Salam.Forum.Text;

/// <summary>A word of a text as search knows it, and where it stands there.</summary>
/// <param name="Word">Folded: what is written differently and meant alike is one word.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How far it reaches there, marks that were folded away included.</param>
/// <param name="Continues">Whether it is the next piece of a text that is written without spaces, and overlaps the piece before.</param>
internal readonly record struct SearchWord(string Word, int Start, int Length, bool Continues);

/// <summary>
/// Cuts a text into the words that search knows, the same way when it is kept and when it is asked for. Case, accents, harakat, tatweel, the forms of
/// alef, hamza, ya and ta marbuta, Persian and Urdu letters, width and invisible characters make no difference (<see cref="Letters"/>). Scripts that
/// write no spaces are cut into pairs of letters that overlap, so that two letters and more are found wherever they stand.
/// </summary>
internal static class SearchWords
{
    /// <summary>The most characters of a word; what is longer is known by its beginning.</summary>
    public const int Longest = 40;

    /// <summary>The fewest characters of a word that is looked up: a letter that stands alone is found nowhere, and stands everywhere.</summary>
    public const int Shortest = 2;

    private const string Article = "ال";

    /// <summary>The words of a text, in order.</summary>
    public static List<SearchWord> Of(string text)
    {
        var cutter = new Cutter(text);
        for (var at = 0; at < text.Length;)
        {
            var length = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
            var scalar = length == 2 ? char.ConvertToUtf32(text[at], text[at + 1]) : char.IsSurrogate(text[at]) ? 0xFFFD : text[at];
            cutter.Read(scalar, at, length);
            at += length;
        }

        return cutter.End();
    }

    /// <summary>The words as one text, each between two blanks, so that a word or a row of words is found in it by plain comparison.</summary>
    public static string Join(IEnumerable<SearchWord> words)
    {
        var joined = new StringBuilder(" ");
        foreach (var word in words) joined.Append(word.Word).Append(' ');
        return joined.ToString();
    }

    /// <summary>The different words of a text that <see cref="Join"/> made, as many as are looked up.</summary>
    public static IEnumerable<string> LookedUp(string joined) =>
        joined.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(IsLookedUp).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the word is long enough to be looked up.</summary>
    public static bool IsLookedUp(string word) => word.Length >= Shortest && !(word.Length == 2 && char.IsSurrogatePair(word[0], word[1]));

    /// <summary>
    /// Without the Arabic article and what is written together with it, where enough of the word is left: who looks for a prayer looks for the prayer too.
    /// Four letters after "and the", so that parents do not become religion.
    /// </summary>
    private static string WithoutArticle(string word)
    {
        if (word.Length < 5 || word.StartsWith("الله", StringComparison.Ordinal)) return word;
        if (word.StartsWith(Article, StringComparison.Ordinal) || word.StartsWith("لل", StringComparison.Ordinal)) return word[2..];
        if (word.Length >= 7 && word[0] is 'و' or 'ف' && word[1] is 'ب' or 'ك' && word.AsSpan(2).StartsWith(Article)) return word[4..];
        return word.Length >= 7 && word[0] is 'و' or 'ب' or 'ف' or 'ك' && word.AsSpan(1).StartsWith(Article) ? word[3..] : word;
    }

    private static bool IsApostrophe(int scalar) => scalar is '\'' or '’' or '‘' or '`' or '´' or 'ʹ' or '′' or '＇';

    // Tibetan divides by a sign of its own, and Korean by spaces.
    private static bool IsUnspaced(Script script) => script is Script.Cjk or Script.Thai or Script.Lao or Script.Khmer or Script.Myanmar;

    private sealed class Cutter(string text)
    {
        private readonly List<SearchWord> words = [];
        private readonly StringBuilder word = new();

        // Of a text without spaces: its letters with their marks.
        private readonly List<(string Letter, int Start, int End)> letters = [];
        private int start, end;

        public void Read(int scalar, int at, int length)
        {
            if (IsApostrophe(scalar))
            {
                if (!Joins(at + length)) Finish();
                return;
            }

            var letter = Letters.Of(scalar);
            if (letter.Kind == LetterKind.Nothing)
            {
                // A mark belongs to the letter it stands on, also where both are shown.
                if (word.Length > 0 && end == at) end = at + length;
                return;
            }

            if (letter.Kind is LetterKind.Gap or LetterKind.Stop)
            {
                Finish();
                return;
            }

            // One character may stand for several words.
            foreach (var rune in letter.Plain.EnumerateRunes())
            {
                if (rune.Value == ' ') Finish();
                else Add(rune, at, at + length);
            }
        }

        public List<SearchWord> End()
        {
            Finish();
            return words;
        }

        private void Add(Rune rune, int from, int to)
        {
            if (Invisible.NeedsALetter(rune) && letters.Count > 0)
            {
                letters[^1] = (letters[^1].Letter + rune, letters[^1].Start, to);
                return;
            }

            if (IsUnspaced(Scripts.Of(rune.Value)))
            {
                FinishWord();
                letters.Add((rune.ToString(), from, to));
                return;
            }

            FinishLetters();
            if (word.Length == 0) start = from;
            word.Append(rune);
            end = to;
        }

        /// <summary>Whether an apostrophe before this place is a part of the word (du'a, Qur'an) and no border of one (l'islam, Allah's).</summary>
        private bool Joins(int next)
        {
            if (word.Length < 2 || next >= text.Length || !char.IsLetter(text[next])) return false;
            return text[next] is not ('s' or 'S') || (next + 1 < text.Length && char.IsLetter(text[next + 1]));
        }

        private void Finish()
        {
            FinishWord();
            FinishLetters();
        }

        private void FinishWord()
        {
            if (word.Length == 0) return;
            var folded = word.ToString();
            if (Scripts.Of(folded[0]) == Script.Arabic) folded = WithoutArticle(folded);
            words.Add(new SearchWord(Cut(folded), start, end - start, Continues: false));
            word.Clear();
        }

        private void FinishLetters()
        {
            if (letters.Count == 1) words.Add(new SearchWord(Cut(letters[0].Letter), letters[0].Start, letters[0].End - letters[0].Start, Continues: false));
            for (var i = 1; i < letters.Count; i++)
                words.Add(new SearchWord(Cut(letters[i - 1].Letter + letters[i].Letter), letters[i - 1].Start, letters[i].End - letters[i - 1].Start, Continues: i > 1));
            letters.Clear();
        }

        private static string Cut(string word) => word.Length <= Longest ? word : word[..(char.IsHighSurrogate(word[Longest - 1]) ? Longest - 1 : Longest)];
    }
}
