using System.Text;

namespace Salam.Forum.ContentFilter;

/// <summary>Reads a text as it stands: case, accents, width, invisible characters and repetition aside.</summary>
internal static class PlainReader
{
    private const int ShortestMask = 2;

    /// <summary>Fills the reading; true when something in the text might be a disguise that needs <see cref="DisguiseReader"/>.</summary>
    public static bool Read(string text, Reading reading)
    {
        reading.Clear();
        var suspicious = false;
        var alone = 0;
        var wordStart = 0;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c < 0x80)
            {
                if (char.IsAsciiLetter(c)) reading.Add((char)(c | 0x20), i, i + 1, Trait.Genuine);
                else if (c == ' ')
                {
                    // Three letters standing alone are a word spelled out, or an abbreviation; the other reading tells.
                    alone = i - wordStart == 1 ? alone + 1 : 0;
                    suspicious |= alone == 3;
                    wordStart = i + 1;
                    reading.Divide(Letters.Space, i, i + 1, Trait.Blank);
                }
                else suspicious |= Sign(text, i, reading);

                i++;
                continue;
            }

            suspicious = true;
            i += Wide(text, i, reading);
        }

        reading.Close(text.Length);
        return suspicious || (alone == 2 && text.Length - wordStart == 1);
    }

    // Everything in ASCII that is neither letter nor space.
    private static bool Sign(string text, int at, Reading reading)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c))
        {
            reading.Add(c, at, at + 1, Trait.None);
            return BesideLetter(text, at);
        }

        if (c is '*' or '#' or '%' or '&' && Masks(text, at, reading))
        {
            reading.Add(Letters.Mask, at, at + 1, Trait.None);
            return true;
        }

        var letter = Letters.Of(c);
        if (letter.Kind == LetterKind.Stop) reading.Divide(Letters.Break, at, at + 1, c == '\n' ? Trait.Blank : Trait.None);
        else if (letter.Kind == LetterKind.Gap) reading.Divide(Letters.Space, at, at + 1, char.IsWhiteSpace(c) ? Trait.Blank : Trait.None);
        return !char.IsWhiteSpace(c) && c != ',' && (c != '\'' || (at > 1 && text[at - 2] == '\'')) && BesideLetter(text, at) && (at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]));
    }

    // A sign stands for hidden letters inside a word ("f**k"), and at the end of a beginning of one or two ("f***").
    private static bool Masks(string text, int at, Reading reading)
    {
        if (reading.IsGap(reading.Length - 1)) return false;
        if (reading.Symbols[^1] == Letters.Mask) return true;
        var end = at;
        while (end < text.Length && end < at + 8 && text[end] is '*' or '#' or '%' or '&') end++;
        if (end < text.Length && char.IsAsciiLetter(text[end])) return true;
        return end - at >= ShortestMask && (reading.IsGap(reading.Length - 2) || (reading.Length > 2 && reading.IsGap(reading.Length - 3)))
            && (reading.StartOf(reading.Length - 2) is var before && (before == 0 || text[before] != '*'));
    }

    private static bool BesideLetter(string text, int at) =>
        (at > 0 && (char.IsLetter(text[at - 1]) || !char.IsAscii(text[at - 1]))) || (at + 1 < text.Length && (char.IsLetter(text[at + 1]) || !char.IsAscii(text[at + 1])));

    private static int Wide(string text, int at, Reading reading)
    {
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
        var letter = Letters.Of(rune.Value);
        var end = at + length;
        switch (letter.Kind)
        {
            case LetterKind.Nothing when letter.Accented: reading.Accent(end); break;
            case LetterKind.Nothing: break;
            case LetterKind.Stop: reading.Divide(Letters.Break, at, end); break;
            case LetterKind.Gap: reading.Divide(Letters.Space, at, end); break;
            default:
                foreach (var c in letter.Plain)
                {
                    if (c == ' ') reading.Divide(Letters.Space, at, end);
                    else reading.Add(c, at, end, letter.Accented ? Trait.Genuine | Trait.Accented : Trait.Genuine);
                }

                break;
        }

        return length;
    }
}
