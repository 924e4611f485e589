using System.Text;

namespace Salam.Forum.LinkCards;

/// <summary>Counts what there is to read: words, and letters of scripts that are written without blanks.</summary>
internal sealed class ReadingTime
{
    /// <summary>Words, or letters, that are read in a minute.</summary>
    private const int Words = 200, Letters = 500;

    /// <summary>From how many words on it is something to be read.</summary>
    private const int WordsLeast = 100;

    /// <summary>Nobody reads longer at a stretch; what says so is no article.</summary>
    private const int Longest = 300;

    private int words, letters;
    private bool isInWord;

    /// <summary>Minutes; 0 for what is too short to be worth saying.</summary>
    public int Minutes => words + (letters * Words / Letters) < WordsLeast ? 0 : (int)Math.Clamp(Math.Round(((double)words / Words) + ((double)letters / Letters), MidpointRounding.AwayFromZero), 1, Longest);

    /// <summary>How much there is, to compare.</summary>
    public int Weight => words + letters;

    public void Add(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsWithoutBlanks(rune.Value))
                letters++;
            else if (Rune.IsLetterOrDigit(rune))
            {
                words += isInWord ? 0 : 1;
                isInWord = true;
                continue;
            }
            else if (!Rune.IsWhiteSpace(rune))
                continue;
            isInWord = false;
        }
        isInWord = false;
    }

    // Thai to Tibetan aside from the latter, Khmer, kana, Han and its supplements.
    private static bool IsWithoutBlanks(int scalar) => scalar is (>= 0x0E01 and <= 0x0EDF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17D3) or (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);
}
