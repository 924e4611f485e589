using System.Globalization;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>Which way a container of text runs.</summary>
public static class Direction
{
    // One letter in four: a reference behind a verse has fewer, and a sentence around a name has more.
    private const int FewestOwn = 4;

    /// <summary>
    /// The value of <c>dir</c> by the first strong letter. Containers need it because a browser that resolves <c>dir="auto"</c>
    /// passes over every child with a <c>dir</c> of its own, and so would set a quote of Arabic paragraphs left to right.
    /// </summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 0x200F or 0x061C) return "rtl";
            if (Rune.IsLetter(rune)) return IsRightToLeft(rune.Value) ? "rtl" : "ltr";
        }

        return "auto";
    }

    /// <summary>
    /// The value of <c>dir</c> for words that are known to be in a language, such as a translation: its own direction, also where a name or a greeting in other
    /// letters comes first; <c>auto</c> where hardly any of the letters run that way, as in a verse that stands by itself.
    /// </summary>
    /// <param name="text">The words; not their markup.</param>
    /// <param name="language">The code of the language (<see cref="Language.Code"/>); null where it is not known, which is <c>auto</c>.</param>
    public static string In(ReadOnlySpan<char> text, string? language)
    {
        if (language is null)
            return "auto";
        var rightToLeft = Language.Find(language) is { RightToLeft: true };
        int own = 0, all = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Rune.IsLetter(rune)) continue;
            all++;
            if (IsRightToLeft(rune.Value) == rightToLeft) own++;
        }

        return own * FewestOwn < all || all == 0 ? "auto" : rightToLeft ? "rtl" : "ltr";
    }

    /// <summary>The value of <c>dir</c> for what is laid out as a language is written, whatever words are in it; left to right where the language is unknown.</summary>
    /// <param name="language">The code of the language (<see cref="Language.Code"/>).</param>
    public static string OfLanguage(string language) => Language.Find(language) is { RightToLeft: true } ? "rtl" : "ltr";

    /// <summary>Whether a letter belongs to a script written from right to left (the Unicode blocks set aside for them).</summary>
    public static bool IsRightToLeft(int scalar) =>
        scalar is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    /// <summary>Embeddings, overrides and isolates, which turn what follows until they are closed. Not the marks that stand for one letter: those are needed to write Persian or Hebrew well.</summary>
    public static bool IsBidiBracket(int scalar) => scalar is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
