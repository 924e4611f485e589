using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.ContentFilter;

/// <summary>What a character is to the filter.</summary>
/// <param name="Plain">How it is read: small letters without accents; empty when it leaves no letter behind.</param>
/// <param name="Look">How it may be read when a word is disguised: one letter for all that look like it.</param>
/// <param name="Kind">What it does to the word it stands in.</param>
/// <param name="Accented">Whether accents were taken from it, or it is itself an accent.</param>
internal sealed record Letter(string Plain, string Look, LetterKind Kind, bool Accented = false);

internal enum LetterKind : byte
{
    /// <summary>Leaves no trace.</summary>
    Nothing,

    /// <summary>Divides words.</summary>
    Gap,

    /// <summary>Ends a sentence.</summary>
    Stop,

    /// <summary>A letter of the Latin script.</summary>
    Latin,

    /// <summary>A letter of a script with Latin look-alikes: Cyrillic, Greek, Armenian.</summary>
    LikeLatin,

    /// <summary>A letter that nobody writes but to be seen: mathematical, squared, small capitals, without a plain Latin form in Unicode.</summary>
    Fancy,

    /// <summary>A letter of another script.</summary>
    Other,

    /// <summary>A digit.</summary>
    Digit,
}

/// <summary>
/// The one place that knows how characters are read. Built page by page when a text first needs one, so that starting costs nothing
/// and looking up costs two array reads.
/// </summary>
internal static class Letters
{
    public const char Space = ' ', Break = '\n', Mask = '*';

    private static readonly Letter?[]?[] Pages = new Letter?[0x1100][];
    private static readonly Letter Nothing = new("", "", LetterKind.Nothing), Accent = new("", "", LetterKind.Nothing, true);
    private static readonly Letter Gap = new(" ", " ", LetterKind.Gap), Stop = new("\n", "\n", LetterKind.Stop);

    // What NFKD leaves alone. Arabic, Persian and Urdu write one letter with several code points.
    private static readonly FrozenDictionary<int, string> Same = new Dictionary<int, string>
    {
        ['ı'] = "i", ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ø'] = "o", ['đ'] = "d", ['ð'] = "d", ['ł'] = "l", ['þ'] = "th", ['ŋ'] = "n", ['ə'] = "e",
        ['ى'] = "ي", ['ی'] = "ي", ['ے'] = "ي", ['ې'] = "ي", ['ک'] = "ك", ['ڪ'] = "ك", ['ہ'] = "ه", ['ھ'] = "ه", ['ە'] = "ه", ['ة'] = "ه", ['ۃ'] = "ه",
        ['ٱ'] = "ا", ['ڤ'] = "ف", ['ں'] = "ن", ['ټ'] = "ت", ['ډ'] = "د", ['ړ'] = "ر", ['ﮎ'] = "ك", ['ٮ'] = "ب", ['ڡ'] = "ف", ['ٯ'] = "ق",
        ['ँ'] = "ं", ['ঁ'] = "", ['ʻ'] = "", ['ʼ'] = "", ['ʿ'] = "", ['ʾ'] = "", ['ـ'] = "",
    }.ToFrozenDictionary();

    // Beyond UTS 39, which knows what looks the same; here is what can be read as the same. Both ways: Russian in Latin letters and the reverse.
    private static readonly FrozenDictionary<char, char> ReadAs = new Dictionary<char, char>
    {
        ['а'] = 'a', ['б'] = 'b', ['в'] = 'b', ['г'] = 'r', ['д'] = 'd', ['е'] = 'e', ['э'] = 'e', ['з'] = 'e', ['и'] = 'u', ['к'] = 'k', ['м'] = 'm', ['н'] = 'h',
        ['о'] = 'o', ['п'] = 'n', ['р'] = 'p', ['с'] = 'c', ['т'] = 't', ['у'] = 'y', ['х'] = 'x', ['ш'] = 'w', ['щ'] = 'w', ['ь'] = 'b', ['ъ'] = 'b', ['я'] = 'r',
        ['α'] = 'a', ['β'] = 'b', ['γ'] = 'y', ['δ'] = 'd', ['ε'] = 'e', ['η'] = 'n', ['ι'] = 'i', ['κ'] = 'k', ['μ'] = 'u', ['ν'] = 'v', ['ο'] = 'o', ['π'] = 'n',
        ['ρ'] = 'p', ['σ'] = 'o', ['ς'] = 'c', ['τ'] = 't', ['υ'] = 'u', ['χ'] = 'x', ['ω'] = 'w', ['ζ'] = 'z',
        ['ц'] = 'u', ['ᴀ'] = 'a', ['ʙ'] = 'b', ['ᴅ'] = 'd', ['ᴇ'] = 'e', ['ꜰ'] = 'f', ['ɢ'] = 'g', ['ʜ'] = 'h', ['ɪ'] = 'i', ['ᴊ'] = 'j', ['ᴋ'] = 'k', ['ʟ'] = 'l',
        ['ᴍ'] = 'm', ['ɴ'] = 'n', ['ᴘ'] = 'p', ['ǫ'] = 'q', ['ꞯ'] = 'q', ['ʀ'] = 'r', ['ꜱ'] = 's', ['ᴛ'] = 't', ['ᴜ'] = 'u', ['ʏ'] = 'y',
        ['0'] = 'o', ['3'] = 'e', ['4'] = 'a', ['5'] = 's', ['6'] = 'b', ['7'] = 't', ['8'] = 'b', ['9'] = 'g', ['2'] = 'z', ['1'] = 'i',
    }.ToFrozenDictionary();

    /// <summary>The Arabic letter that a digit stands for where Arabic is written for Latin keys; '\0' for other digits.</summary>
    public static char ArabicOf(char digit) => digit switch { '2' => 'ا', '3' => 'ع', '5' => 'خ', '6' => 'ط', '7' => 'ح', '8' or '9' => 'ق', _ => '\0' };

    /// <summary>The letter of a character; halves of surrogate pairs are read as U+FFFD by those who ask.</summary>
    public static Letter Of(int scalar)
    {
        var page = Pages[scalar >> 8] ??= new Letter?[256];
        return page[scalar & 255] ??= Read(new Rune(scalar));
    }

    /// <summary>How a letter that has been read plainly is read in a disguise.</summary>
    public static char LookOf(char plain) =>
        ReadAs.TryGetValue(plain, out var look) ? look : plain < 0x80 || !HasLookAlikes(Scripts.Of(plain)) ? plain : Skeleton.LatinOf(plain) is var latin and not '\0' ? latin : plain;

    private static bool HasLookAlikes(Script script) => script is Script.None or Script.Latin or Script.Cyrillic or Script.Greek or Script.Armenian or Script.Georgian;

    private static Letter Read(Rune rune)
    {
        var scalar = rune.Value;
        if (scalar is '\n' or '.' or '!' or '?' or 0x2026 or 0x061F or 0x06D4 or 0x0964 or 0x0965 or 0x2028 or 0x2029 or 0x3002) return Stop;
        if (char.IsAsciiDigit((char)scalar) && rune.IsAscii) return new(rune.ToString(), LookOf((char)scalar).ToString(), LetterKind.Digit);
        if (Same.TryGetValue(scalar, out var same)) return same.Length == 0 ? Nothing : Make(rune, same, scalar == 'ı');
        if (Squared(scalar) is { } squared) return new(squared, squared, LetterKind.Fancy);
        if (Invisible.IsIgnorable(scalar) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format) return Nothing;
        return Compatible(rune);
    }

    private static Letter Compatible(Rune rune)
    {
        var plain = new StringBuilder();
        var accented = false;
        foreach (var part in Normalise.Safe(rune.ToString(), NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Invisible.NeedsALetter(part) && (!Scripts.NeedsMarks(Scripts.Of(part.Value)) || part.Value is 0x093C or 0x09BC)) accented = true;
            else if (Same.TryGetValue(Rune.ToLowerInvariant(part).Value, out var same)) plain.Append(same);
            else if (Rune.IsDigit(part)) plain.Append((char)('0' + (int)Rune.GetNumericValue(part)));
            else if (Rune.IsLetter(part) || Invisible.NeedsALetter(part)) plain.Append(Rune.ToLowerInvariant(part));
            else if (plain.Length > 0) plain.Append(' ');
        }

        var text = plain.ToString().TrimEnd();
        if (text.Length > 0) return Make(rune, text, accented);
        if (accented) return Accent;

        // What UTS 39 takes for a letter although it is a sign, such as a cent.
        return Skeleton.LatinOf(rune.Value) is var latin and not '\0' && !rune.IsAscii && !Rune.IsWhiteSpace(rune) ? new(" ", latin.ToString(), LetterKind.Gap) : Gap;
    }

    private static Letter Make(Rune rune, string plain, bool accented)
    {
        var first = Scripts.Of(plain[0]);
        if (char.IsAsciiDigit(plain[0])) return new(plain, LookOf(plain[0]) + plain[1..], LetterKind.Digit);
        if (char.IsAsciiLetter(plain[0])) return new(plain, plain, LetterKind.Latin, accented);
        var look = plain.Length > 1 ? plain : ReadAs.TryGetValue(plain[0], out var readAs) ? readAs.ToString()
            : HasLookAlikes(first) && Skeleton.LatinOf(rune.Value) is var latin and not '\0' ? latin.ToString() : LookOf(plain[0]).ToString();
        var kind = first switch
        {
            Script.Cyrillic or Script.Greek or Script.Armenian or Script.Georgian => LetterKind.LikeLatin,
            Script.None or Script.Latin when char.IsAsciiLetter(look[0]) => LetterKind.Fancy,
            Script.Latin => LetterKind.Latin,
            _ => LetterKind.Other,
        };
        return new(plain, look, kind, accented);
    }

    // Squared and circled white letters and flags, which have no compatibility form.
    private static string? Squared(int scalar) => scalar switch
    {
        >= 0x1F1E6 and <= 0x1F1FF => ((char)('a' + scalar - 0x1F1E6)).ToString(),
        >= 0x1F150 and <= 0x1F169 => ((char)('a' + scalar - 0x1F150)).ToString(),
        >= 0x1F170 and <= 0x1F189 => ((char)('a' + scalar - 0x1F170)).ToString(),
        _ => null,
    };
}
