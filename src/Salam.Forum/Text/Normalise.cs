using System.Globalization;
using System.Text;

namespace Salam.Forum.Text;

/// <summary>Brings what a form sends into the one shape that is kept, and answers plain questions about it.</summary>
public static class Normalise
{
    /// <summary>
    /// Line ends become LF, outer white space goes, letters are composed (NFC); null becomes empty.
    /// What is not valid Unicode stays for <see cref="HasForbidden"/>.
    /// </summary>
    public static string Input(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text.Contains('\r', StringComparison.Ordinal)) text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        text = text.Trim();

        // After composing nothing can be trimmed that could not before: no white space composes with anything.
        return IsNormalisable(text) ? text.Normalize(NormalizationForm.FormC) : text;
    }

    /// <summary>Whether a reader would see nothing at all: white space, invisible characters, marks without a letter to stand on.</summary>
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!Invisible.Is(rune) && !Invisible.NeedsALetter(rune)) return false;
        }

        return true;
    }

    /// <summary>Whether it holds what no keyboard sends: control characters except tab and line feed, halves of surrogate pairs, noncharacters.</summary>
    public static bool HasForbidden(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            int scalar = text[i];
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) scalar = char.ConvertToUtf32(text[i], text[++i]);
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\t' or '\n'))) return true;
            if ((scalar & 0xFFFE) == 0xFFFE || scalar is >= 0xFDD0 and <= 0xFDEF) return true;
        }

        return false;
    }

    /// <summary>The length in Unicode scalar values, which is how limits are stated; half a surrogate pair counts as one.</summary>
    public static int Length(string text)
    {
        var length = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) length--;
        }

        return length;
    }

    /// <summary>The length of what a reader sees, in scalar values: invisible characters make no text longer, and white space counts once however much of it there is.</summary>
    public static int SeenLength(string text)
    {
        var length = 0;
        var blank = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isBlank = Rune.IsWhiteSpace(rune);
            if (isBlank ? !blank : !Invisible.Is(rune)) length++;
            blank = isBlank || (blank && Invisible.Is(rune));
        }

        return length;
    }

    /// <summary>The key under which handles and e-mail addresses are looked up, whatever their case or width (NFKC, upper case). Not for display.</summary>
    public static string Fold(string text) => Compatible(Compatible(text).ToUpperInvariant());

    /// <summary>Normalised as far as it is valid Unicode: what is not becomes U+FFFD, as .NET throws otherwise.</summary>
    internal static string Safe(string text, NormalizationForm form)
    {
        if (IsNormalisable(text)) return text.Normalize(form);
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) valid.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
        return valid.ToString().Normalize(form);
    }

    private static string Compatible(string text) => Safe(text, NormalizationForm.FormKC);

    private static bool IsNormalisable(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\uFFFE') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
