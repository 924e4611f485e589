namespace Salam.Forum.Web.Hosting;

/// <summary>Which plural form a whole number takes. Source: the plural rules of the Unicode CLDR, cardinal numbers, as far as whole numbers reach them.</summary>
public static class Plural
{
    private const long Million = 1_000_000;

    private static readonly Rule
        Always = new(["other"], _ => "other"),
        One = new(["one", "other"], n => n == 1 ? "one" : "other"),
        NoneOrOne = new(["one", "other"], n => n <= 1 ? "one" : "other"),
        OneOrMillions = new(["one", "many", "other"], n => n == 1 ? "one" : Millions(n)),
        NoneOrOneOrMillions = new(["one", "many", "other"], n => n <= 1 ? "one" : Millions(n)),
        EastSlavic = new(["one", "few", "many"], n => EndsInOne(n) ? "one" : EndsInFew(n) ? "few" : "many"),
        Polish = new(["one", "few", "many"], n => n == 1 ? "one" : EndsInFew(n) ? "few" : "many"),
        SouthSlavic = new(["one", "few", "other"], n => EndsInOne(n) ? "one" : EndsInFew(n) ? "few" : "other"),
        Arabic = new(["zero", "one", "two", "few", "many", "other"], n => n switch
        {
            0 => "zero",
            1 => "one",
            2 => "two",
            _ => (n % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" },
        });

    /// <summary>The forms a language has, by the names of CLDR.</summary>
    public static IReadOnlyList<string> Forms(string language) => RuleOf(language).Forms;

    /// <summary>The form of a number, 0 or greater.</summary>
    public static string Of(string language, long number) => RuleOf(language).Of(number);

    private static Rule RuleOf(string language) => language switch
    {
        "ar" => Arabic,
        "bn" or "fa" or "hi" => NoneOrOne,
        "bs" => SouthSlavic,
        "es" or "it" => OneOrMillions,
        "fr" or "pt" => NoneOrOneOrMillions,
        "id" or "ja" or "ko" or "ms" or "tg" or "zh" => Always,
        "pl" => Polish,
        "ru" or "uk" => EastSlavic,
        _ => One,
    };

    private static string Millions(long number) => number != 0 && number % Million == 0 ? "many" : "other";

    private static bool EndsInOne(long number) => number % 10 == 1 && number % 100 != 11;

    private static bool EndsInFew(long number) => number % 10 is >= 2 and <= 4 && number % 100 is not (>= 12 and <= 14);

    private sealed record Rule(IReadOnlyList<string> Forms, Func<long, string> Of);
}
