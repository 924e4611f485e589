using System.Collections.Frozen;
using System.Globalization;

namespace Salam.Forum.Text;

/// <summary>A language members write in, and the interface speaks.</summary>
/// <param name="Code">Its code in addresses and in the <c>lang</c> attribute.</param>
/// <param name="Name">Its name in itself.</param>
/// <param name="RightToLeft">Whether its script runs from right to left.</param>
public sealed record Language(string Code, string Name, bool RightToLeft = false)
{
    /// <summary>Languages a post, a comment or a reader may have. The interface has its texts in each of them.</summary>
    public static readonly IReadOnlyList<Language> All =
    [
        new("en", "English"), new("ar", "العربية", true), new("ur", "اردو", true), new("fa", "فارسی", true), new("ps", "پښتو", true),
        new("ckb", "کوردی", true), new("tr", "Türkçe"), new("az", "Azərbaycanca"), new("kk", "Қазақша"), new("uz", "Oʻzbekcha"),
        new("ky", "Кыргызча"), new("tg", "Тоҷикӣ"), new("id", "Bahasa Indonesia"), new("ms", "Bahasa Melayu"), new("bn", "বাংলা"),
        new("hi", "हिन्दी"), new("ta", "தமிழ்"), new("ru", "Русский"), new("uk", "Українська"), new("fr", "Français"),
        new("de", "Deutsch"), new("es", "Español"), new("it", "Italiano"), new("nl", "Nederlands"), new("pt", "Português"),
        new("pl", "Polski"), new("bs", "Bosanski"), new("sq", "Shqip"), new("sw", "Kiswahili"), new("ha", "Hausa"),
        new("so", "Soomaali"), new("zh", "中文"), new("ja", "日本語"), new("ko", "한국어"),
    ];

    /// <summary>The language that is spoken to whoever asks for none of these.</summary>
    public static Language First => All[0];

    private static readonly FrozenDictionary<string, Language> ByCode = All.ToFrozenDictionary(l => l.Code, StringComparer.Ordinal);

    /// <summary>The language of that code, or null.</summary>
    public static Language? Find(string? code) => code is not null && ByCode.TryGetValue(code, out var language) ? language : null;

    /// <summary>The name of any language in itself, with a capital as a name in a list has it; its code where nobody knows its name.</summary>
    public static string NameOf(string code)
    {
        if (Find(code) is { } language)
            return language.Name;
        try
        {
            var culture = CultureInfo.GetCultureInfo(code);
            return culture.NativeName == culture.Name ? code : culture.TextInfo.ToUpper(culture.NativeName[..1]) + culture.NativeName[1..];
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    /// <summary>
    /// The likeliest language of a text: the first of the candidates whose script runs the way the text's first letter does, else the most written
    /// language that does. A guess, for texts whose author is not asked.
    /// </summary>
    public static string Guess(string text, params ReadOnlySpan<string> candidates)
    {
        var direction = Direction.Of(text);
        foreach (var candidate in candidates)
        {
            if (Find(candidate) is { } language && (direction == "auto" || (direction == "rtl") == language.RightToLeft))
                return candidate;
        }
        return direction == "rtl" ? "ar" : "en";
    }

    /// <summary>Whether there is a language of that code.</summary>
    public static bool IsKnown(string? code) => Find(code) is not null;
}
