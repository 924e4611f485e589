using System.Globalization;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>Which way a container of text runs.</summary>
internal static class Direction
{
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

    /// <summary>Whether a letter belongs to a script written from right to left (the Unicode blocks set aside for them).</summary>
    public static bool IsRightToLeft(int scalar) =>
        scalar is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);

    /// <summary>Embeddings, overrides and isolates, which turn what follows until they are closed. Not the marks that stand for one letter: those are needed to write Persian or Hebrew well.</summary>
    public static bool IsBidiBracket(int scalar) => scalar is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
