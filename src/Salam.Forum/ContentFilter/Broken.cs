using System.Buffers;

namespace Salam.Forum.ContentFilter;

/// <summary>What tells a word that was broken by a blank ("fu ck") from two honest ones.</summary>
internal static class Broken
{
    /// <summary>Arabic writes no vowels to tell by: only words so long do not come about by chance.</summary>
    public const int LongArabic = 6;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    /// <summary>Whether half a word is in plain Latin letters.</summary>
    public static bool IsLatin(ReadOnlySpan<char> half) => half.IndexOfAnyExceptInRange('a', 'z') < 0;

    /// <summary>Whether half a word is in Arabic letters.</summary>
    public static bool IsArabic(ReadOnlySpan<char> half) => half.IndexOfAnyExceptInRange('\u0620', '\u06D3') < 0;

    /// <summary>Whether nobody can say it, so that it is no word by itself.</summary>
    public static bool IsNoWord(ReadOnlySpan<char> half) => !half.ContainsAny(Vowels);
}
