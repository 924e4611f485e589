using System.Globalization;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>Characters that leave no ink.</summary>
internal static class Invisible
{
    /// <summary>White space, controls, format characters, default-ignorables, and letters that are drawn empty.</summary>
    public static bool Is(Rune rune) =>
        Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || IsIgnorable(rune.Value) || rune.Value is 0x2800 or 0x1D159
        || (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && !IsPrependedSign(rune.Value));

    /// <summary>Combining marks, which alone are at best a smudge.</summary>
    public static bool NeedsALetter(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties, Unicode 15).</summary>
    public static bool IsIgnorable(int scalar) => scalar is
        0x00AD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F)
        or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8)
        or (>= 0x1BCA0 and <= 0x1BCA3) or (>= 0x1D173 and <= 0x1D17A) or (>= 0xE0000 and <= 0xE0FFF);

    // Of the category "format", yet drawn: Arabic number signs, the end-of-verse sign U+06DD and their like.
    private static bool IsPrependedSign(int scalar) => scalar is
        (>= 0x0600 and <= 0x0605) or 0x06DD or 0x070F or 0x0890 or 0x0891 or 0x08E2 or 0x110BD or 0x110CD;
}
