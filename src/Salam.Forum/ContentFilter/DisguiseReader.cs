using System.Text;

namespace Salam.Forum.ContentFilter;

/// <summary>
/// Reads a text as one who wants to get past a list means it: digits and signs as letters, look-alikes as what they look like, letters that stand
/// apart drawn together. What it finds counts only where something was in disguise; plain words are for <see cref="PlainReader"/>.
/// </summary>
internal ref struct DisguiseReader
{
    private const int WidestGap = 6, FewestAlone = 3, LongestWord = 60;

    private readonly string text;
    private readonly Reading reading;
    private readonly bool mostlyLatin;
    private readonly char bar;
    private int wordFrom, latin, likeLatin, spelledUntil;
    private bool drawnTogether;

    private DisguiseReader(string text, Reading reading, char bar, bool mostlyLatin)
    {
        (this.text, this.reading, this.bar, this.mostlyLatin) = (text, reading, bar, mostlyLatin);
        reading.Clear();
        (wordFrom, spelledUntil) = (1, SpelledFrom(0));
    }

    /// <summary>Fills the reading; <paramref name="bar"/> says whether 1, ! and | are read as i or as l. True when the text holds one of these.</summary>
    public static bool Read(string text, Reading reading, char bar)
    {
        var reader = new DisguiseReader(text, reading, bar, IsMostlyLatin(text));
        return reader.Run();
    }

    private static bool IsMostlyLatin(string text)
    {
        int latinOnes = 0, others = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c)) latinOnes++;
            else if (c is > '\u036F' and < '\u0590') others++;
        }

        return latinOnes > others;
    }

    private bool Run()
    {
        var bars = false;
        for (var i = 0; i < text.Length;)
        {
            var letter = Next(i, out var length);
            var c = text[i];
            if (letter.Kind == LetterKind.Nothing)
            {
                if (letter.Accented) reading.Accent(i + length);
            }
            else if (SignAsLetter(i) is var sign and not '\0')
            {
                bars |= c is '!' or '|';
                Add(sign is 'i' ? bar : sign, i, 1, Trait.Disguised);
            }
            else if (letter.Kind is LetterKind.Gap && letter.Look[0] != ' ' && length == 1) Add(letter.Look[0], i, 1, Trait.Disguised);
            else if (letter.Kind is LetterKind.Gap or LetterKind.Stop)
            {
                i = AcrossGap(i);
                continue;
            }
            else
            {
                bars |= c == '1';
                Letter(letter, i, length);
            }

            i += length;
        }

        EndWord();
        reading.Close(text.Length);
        return bars;
    }

    private void Letter(Letter letter, int at, int length)
    {
        if (length == 1 && char.IsAscii(text[at]) && AmongArabic(at))
        {
            InArabic(text[at], at);
            return;
        }

        switch (letter.Kind)
        {
            case LetterKind.Latin: latin++; break;
            case LetterKind.LikeLatin: likeLatin++; break;
        }

        var trait = letter.Kind switch
        {
            LetterKind.Digit => Trait.Disguised,
            LetterKind.Fancy => Trait.Genuine | Trait.Disguised,
            _ => Trait.Genuine,
        };
        if (letter.Accented) trait |= Trait.Accented;
        foreach (var c in letter.Look)
        {
            if (c != ' ') Add(letter.Kind == LetterKind.Digit && c == 'i' ? bar : c, at, length, trait);
        }
    }

    // A digit between Arabic letters is a letter of chats, and a Latin vowel only says how the word sounds.
    private readonly void InArabic(char c, int at)
    {
        if (Letters.ArabicOf(c) is var arabic and not '\0') Add(arabic, at, 1, Trait.Disguised);
        else if (c is 'a' or 'e' or 'i' or 'o' or 'u') reading.Mark(reading.Length - 1, Trait.Disguised);
        else Add(Letters.Of(c).Look[0], at, 1, char.IsAsciiDigit(c) ? Trait.Disguised : Trait.Genuine);
    }

    private readonly bool AmongArabic(int at) => at > 0 && at + 1 < text.Length && IsArabic(text[at - 1]) && IsArabic(text[at + 1]);

    private static bool IsArabic(char c) => c is (>= '\u0620' and <= '\u064A') or (>= '\u0671' and <= '\u06D3');

    private readonly void Add(char symbol, int at, int length, Trait trait) =>
        reading.Add(symbol, at, at + length, at < spelledUntil ? trait | Trait.Disguised | Trait.Spelled : trait);

    // Signs that stand for letters beside letters. At the end of a word, ! is what it is everywhere.
    private readonly char SignAsLetter(int at)
    {
        var letter = text[at] switch { '@' => 'a', '$' => 's', '!' or '|' => 'i', '+' => 't', '€' => 'e', '£' => 'l', '(' => 'c', _ => '\0' };
        if (letter == '\0') return letter;
        var before = at > 0 && IsLetterLike(text[at - 1]);
        var after = at + 1 < text.Length && IsLetterLike(text[at + 1]);
        return text[at] switch
        {
            '$' => before || (after && !char.IsAsciiDigit(text[at + 1])) ? letter : '\0',
            '@' => before || after ? letter : '\0',
            '(' => before && after ? letter : '\0',
            _ => after && (before || at == 0 || char.IsWhiteSpace(text[at - 1])) ? letter : '\0',
        };
    }

    private static bool IsLetterLike(char c) => char.IsLetterOrDigit(c) || c is '@' or '$' or '!' or '|' or '+' || char.IsSurrogate(c);

    // Whatever is no letter, up to the next letter; returns where that stands. The word goes on when nothing but signs is between
    // ("f.u.c.k"), or when single letters follow each other at the same distance ("f u c k").
    private int AcrossGap(int at)
    {
        var next = GapEnd(at, out var spaces, out var width);
        if (next == text.Length || reading.IsGap(reading.Length - 1) || width > WidestGap)
        {
            Divide(at, next);
            return next;
        }

        if (next < spelledUntil) return next;
        if (spaces > 0 || reading.Length - wordFrom >= LongestWord || !Joins(at, next))
        {
            Divide(at, next);
            return next;
        }

        drawnTogether = true;
        return next;
    }

    // An apostrophe belongs to the language ("he'll" is not hell), unless apostrophes stand between single letters.
    private readonly bool Joins(int at, int next) =>
        next != at + 1 || text[at] is not ('\'' or '’') || (at > 1 && text[at - 2] == text[at]) || (next + 1 < text.Length && text[next + 1] == text[at]);

    private void Divide(int at, int end)
    {
        EndWord();
        reading.Divide(text.AsSpan(at, end - at).Contains('\n') ? Letters.Break : Letters.Space, at, end);
        wordFrom = reading.Length;
        spelledUntil = end < text.Length && spelledUntil <= end ? SpelledFrom(end) : spelledUntil;
    }

    // Where a row of at least three single letters ends that begins here; -1 when none does.
    private readonly int SpelledFrom(int at)
    {
        int count = 0, gap = 0, gapEnd = 0, i = at;
        while (i < text.Length)
        {
            var letter = Next(i, out var length);
            if (letter.Kind is LetterKind.Gap or LetterKind.Stop && SignAsLetter(i) == '\0') break;
            var end = i + length;
            while (end < text.Length && Next(end, out var mark).Kind == LetterKind.Nothing) end += mark;
            if (end < text.Length && Next(end, out _).Kind is not (LetterKind.Gap or LetterKind.Stop)) break;
            count++;
            i = end;
            if (i == text.Length) break;
            var next = GapEnd(i, out var spaces, out var width);
            if (spaces == 0 || width > WidestGap || (count > 1 && !text.AsSpan(i, next - i).SequenceEqual(text.AsSpan(gap, gapEnd - gap)))) break;
            (gap, gapEnd) = (i, next);
            i = next;
        }

        return count >= FewestAlone ? i : -1;
    }

    private readonly int GapEnd(int at, out int spaces, out int width)
    {
        (spaces, width) = (0, 0);
        while (at < text.Length)
        {
            var letter = Next(at, out var length);
            if (letter.Kind is not (LetterKind.Gap or LetterKind.Stop or LetterKind.Nothing) || (letter.Kind != LetterKind.Nothing && SignAsLetter(at) != '\0')) break;
            if (letter.Kind != LetterKind.Nothing) width++;
            if (char.IsWhiteSpace(text[at])) spaces++;
            at += length;
        }

        return at;
    }

    // A word of two scripts is a disguise, and so is a whole word in the letters of another script than that of the text.
    private void EndWord()
    {
        var mixed = latin > 0 && likeLatin > 0;
        if (mixed || drawnTogether) reading.Mark(wordFrom, Trait.Disguised);
        else if (mostlyLatin ? likeLatin > 0 : latin > 0) reading.Mark(wordFrom, mostlyLatin ? Trait.LikeLatin : Trait.LatinAmongOthers);
        (latin, likeLatin, drawnTogether) = (0, 0, false);
    }

    private readonly Letter Next(int at, out int length)
    {
        if (text[at] < 0x80)
        {
            length = 1;
            return Letters.Of(text[at]);
        }

        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out length);
        return Letters.Of(rune.Value);
    }
}
