namespace Salam.Forum.Web.Hosting;

/// <summary>Which plural form a whole number takes. Source: the plural rules of the Unicode CLDR, cardinal numbers.</summary>
public static class Plural
{
    /// <summary>The forms a language has, by the names of CLDR.</summary>
    public static IReadOnlyList<string> Forms(string language) => language == "ar" ? ["zero", "one", "two", "few", "many", "other"] : ["one", "other"];

    /// <summary>The form of a number, 0 or greater.</summary>
    public static string Of(string language, long number) => language == "ar" ? Arabic(number) : number == 1 ? "one" : "other";

    private static string Arabic(long number) => number switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (number % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" },
    };
}
