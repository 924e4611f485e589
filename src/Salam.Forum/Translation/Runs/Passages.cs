using Salam.Forum.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>
/// Finds verses and prayers in Arabic: what stands between <c>﴿ ﴾</c> anywhere; in a text whose language is written otherwise also words with vowel signs, or three
/// Arabic words in a row; in one that is written in Arabic letters three words in a row that carry their vowels.
/// </summary>
internal static class Passages
{
    private const char One = '﴾', Other = '﴿';

    private const int FewestWords = 3;

    /// <summary>Marks the passages of a text.</summary>
    public static void Find(string text, string from, Taken taken)
    {
        Ornate(text, taken);
        var foreign = !WritingOf.Language(from).Contains(Script.Arabic);
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsArabic(text[i])) continue;
            i = Row(text, i, out var words);
            if (foreign) Foreign(words, taken);
            else Own(words, taken);
        }
    }

    private static void Ornate(string text, Taken taken)
    {
        for (var i = text.AsSpan().IndexOfAny(One, Other); i >= 0 && i < text.Length;)
        {
            var length = text.AsSpan(i + 1).IndexOfAny(One, Other);
            if (length < 0) return;
            var end = i + length + 2;
            taken.Add(i, end);
            var next = text.AsSpan(end).IndexOfAny(One, Other);
            i = next < 0 ? -1 : end + next;
        }
    }

    // Reads on until a letter of another script, the end of the line or an inline; answers the last place that was read.
    private static int Row(string text, int start, out List<Word> words)
    {
        words = [];
        var i = start;
        for (; i < text.Length && text[i] is not ('\n' or Leaf.Sign) && (!char.IsLetter(text[i]) || IsArabic(text[i])); i++)
        {
            if (!IsArabic(text[i])) continue;
            var word = new Word(i, i, 0, 0);
            for (; i < text.Length && (IsArabic(text[i]) || IsHaraka(text[i])); i++)
                word = IsHaraka(text[i]) ? word with { Vowels = word.Vowels + 1 } : word with { Letters = word.Letters + 1 };
            words.Add(word with { End = i-- });
        }

        return i - 1;
    }

    private static void Foreign(List<Word> words, Taken taken)
    {
        if (words.Count >= FewestWords || words.Any(w => w.Vowels > 0)) taken.Add(words[0].Start, words[^1].End);
    }

    private static void Own(List<Word> words, Taken taken)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var first = i;
            while (i < words.Count && words[i].IsVocalised) i++;
            if (i - first >= FewestWords) taken.Add(words[first].Start, words[i - 1].End);
        }
    }

    private static bool IsArabic(char c) => (Scripts.Of(c) == Script.Arabic && char.IsLetter(c)) || c is 'ـ' or (>= '\uFB50' and <= '\uFDFB' and not (One or Other)) or (>= '\uFE70' and <= '\uFEFC');

    private static bool IsHaraka(char c) => c is (>= '\u064B' and <= '\u0655') or '\u0670' or (>= '\u06D6' and <= '\u06DC') or (>= '\u06DF' and <= '\u06E8') or (>= '\u06EA' and <= '\u06ED') or (>= '\u0610' and <= '\u061A');

    private readonly record struct Word(int Start, int End, int Letters, int Vowels)
    {
        // Every other letter: less is a hint for readers, as good authors give it.
        public bool IsVocalised => Vowels * 2 >= Letters;
    }
}
