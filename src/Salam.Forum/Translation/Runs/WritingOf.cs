using Salam.Forum.Text;

namespace Salam.Forum.Translation.Runs;

/// <summary>The scripts that languages are written in, and how much room they take.</summary>
internal static class WritingOf
{
    private static readonly Script[] Arabic = [Script.Arabic], Cyrillic = [Script.Cyrillic], Latin = [Script.Latin];

    /// <summary>The scripts of a language. Latin letters where nothing else is known.</summary>
    public static ReadOnlySpan<Script> Language(string code) => code switch
    {
        "ar" or "ur" or "fa" or "ps" or "ckb" => Arabic,
        "kk" or "ky" or "tg" or "ru" or "uk" => Cyrillic,
        "bn" => [Script.Bengali],
        "hi" => [Script.Devanagari],
        "ta" => [Script.Tamil],
        "zh" or "ja" => [Script.Cjk],
        "ko" => [Script.Hangul, Script.Cjk],
        _ => Latin,
    };

    /// <summary>How many letters say what a hundred say in English; rough, from translations of the same texts.</summary>
    public static int Room(string code) => code switch
    {
        "zh" => 30,
        "ja" => 45,
        "ko" => 50,
        "ar" or "ckb" or "ps" => 80,
        "ur" or "fa" => 90,
        "bn" or "hi" => 100,
        "ta" => 115,
        _ => 105,
    };

    /// <summary>Whether two languages are so near that a whole sentence may be the same in both.</summary>
    public static bool AreNear(string from, string to) => Near.Contains((from, to)) || Near.Contains((to, from));

    private static readonly HashSet<(string, string)> Near = [("id", "ms"), ("kk", "ky"), ("tr", "az"), ("ru", "uk"), ("es", "pt")];
}
