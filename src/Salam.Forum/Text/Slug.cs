using System.Globalization;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>The readable part of an address, in the script of the title.</summary>
public static class Slug
{
    private const int Longest = 60;
    private const string Fallback = "post";

    // Scripts need three or four; more is decoration, and would push the cut into one endless letter.
    private const int MostMarksOnALetter = 6;

    /// <summary>Lower-case letters, digits and their marks with single hyphens between; at most 60 UTF-16 units, never empty.</summary>
    public static string From(string title)
    {
        var slug = new StringBuilder(title.Length);
        var marks = -1;
        foreach (var rune in Lower(title).EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            if (Rune.IsLetterOrDigit(rune)) marks = 0;
            else if (!IsMark(rune) || marks < 0)
            {
                marks = -1;
                if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
                continue;
            }
            else if (++marks > MostMarksOnALetter) continue;

            slug.Append(rune);
        }

        // Once more, for letters that became neighbours of their marks when something between them was dropped.
        var cut = Cut(slug.ToString().TrimEnd('-').Normalize(NormalizationForm.FormC));
        return cut.Length == 0 ? Fallback : cut;
    }

    // The invariant culture leaves the Turkish capital as it is; "İslam" is a word that titles begin with.
    private static string Lower(string title) =>
        Normalise.Safe(title, NormalizationForm.FormC).Replace('\u0130', 'i').ToLowerInvariant();

    private static string Cut(string slug)
    {
        if (slug.Length <= Longest) return slug;
        var border = slug.LastIndexOf('-', Longest);
        if (border > 0) return slug[..border];

        var end = Longest;
        while (end > 1 && !BeginsALetter(slug, end)) end--;
        return slug[..end];
    }

    private static bool BeginsALetter(string slug, int index) =>
        !char.IsLowSurrogate(slug[index]) && !IsMark(Rune.GetRuneAt(slug, index));

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsDropped(Rune rune) =>
        IsApostrophe(rune.Value) || rune.Value == 0x0640 || IsHaraka(rune.Value) || Invisible.IsIgnorable(rune.Value);

    // Typewriter, typographic and full-width ones, primes, modifier letters used for them, hamza and ayn in transliteration.
    private static bool IsApostrophe(int scalar) => scalar is
        '\'' or '`' or 0x00B4 or (>= 0x02B9 and <= 0x02BF) or 0x02C8 or (>= 0x2018 and <= 0x201B) or 0x2032 or 0x2035
        or 0xFF07 or 0xFF40 or 0x055A or 0x05F3 or 0x07F4 or 0x07F5;

    // Vowel signs and the reading signs of the Qur'an; not the hamza and madda above and below (U+0653 to U+0655), which are spelling.
    private static bool IsHaraka(int scalar) => scalar is
        (>= 0x0610 and <= 0x061A) or (>= 0x064B and <= 0x0652) or (>= 0x0656 and <= 0x065F) or 0x0670
        or (>= 0x06D6 and <= 0x06DC) or (>= 0x06DF and <= 0x06E4) or 0x06E7 or 0x06E8 or (>= 0x06EA and <= 0x06ED)
        or (>= 0x0898 and <= 0x089F) or (>= 0x08CA and <= 0x08E1) or (>= 0x08E3 and <= 0x08FF);
}
