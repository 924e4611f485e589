using System.Globalization;
using System.Text;
using Salam.Forum.Text;

namespace Salam.Forum.Benchmarks.Fill;

/// <summary>A text as it is written and as the forum renders it.</summary>
public sealed record Phrase(string Body, string Html, string Excerpt);

/// <summary>Titles, bodies and comments, made of word lists and rendered by the forum's own renderer, once for many uses.</summary>
public sealed class Phrases
{
    private const int Kinds = 200;

    private static readonly string[] Latin =
        ("the a of and to in for with about from after before while our my their question advice reminder story learning teaching reading fasting prayer patience gratitude kindness family parents children neighbours "
        + "mosque travel work study market charity travel morning evening winter summer friday month week today how why when should could would please share tell asked found lost gave kept begins ends simple honest good small great").Split(' ');

    private static readonly string[] Arabic =
        "في من على إلى عن مع بعد قبل الصلاة الصيام الصبر الشكر العائلة الوالدين الأطفال الجيران المسجد السفر العمل الدراسة السوق الصدقة الصباح المساء الشتاء الصيف الجمعة الشهر الأسبوع اليوم كيف لماذا متى هل قصة نصيحة سؤال تعلم قراءة".Split(' ');

    private static readonly (string Code, int Share)[] Shares = [("en", 62), ("ar", 18), ("ur", 6), ("id", 6), ("fr", 4), ("tr", 4)];

    private readonly Dictionary<bool, Phrase[]> bodies = [], comments = [];

    public Phrases(Random random)
    {
        foreach (var rightToLeft in new[] { false, true })
        {
            bodies[rightToLeft] = [.. Enumerable.Range(0, Kinds).Select(_ => Render(Body(random, rightToLeft)))];
            comments[rightToLeft] = [.. Enumerable.Range(0, Kinds).Select(_ => Render(Sentences(random, rightToLeft, 1 + random.Next(4))))];
        }
    }

    public Phrase AnyBody(Random random, string language) => bodies[IsArabic(language)][random.Next(Kinds)];

    public Phrase AnyComment(Random random, string language) => comments[IsArabic(language)][random.Next(Kinds)];

    public static string Title(Random random, string language, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Words(random, IsArabic(language), 5 + random.Next(7))} {number}");

    public static string Language(Random random)
    {
        var at = random.Next(Shares.Sum(s => s.Share));
        foreach (var (code, share) in Shares)
        {
            if ((at -= share) < 0)
                return code;
        }
        return "en";
    }

    private static bool IsArabic(string language) => language is "ar" or "ur";

    private static Phrase Render(string body)
    {
        var rendered = Markdown.Render(body);
        return new Phrase(body, rendered.Html, rendered.Excerpt);
    }

    private static string Body(Random random, bool arabic)
    {
        var text = new StringBuilder();
        for (var paragraphs = 1 + random.Next(4); paragraphs > 0; paragraphs--)
        {
            text.Append(random.Next(6) switch
            {
                0 => "> " + Sentences(random, arabic, 2),
                1 => "- " + Words(random, arabic, 8) + "\n- " + Words(random, arabic, 6) + "\n- **" + Words(random, arabic, 3) + "**",
                2 => Sentences(random, arabic, 2) + " [" + Words(random, arabic, 2) + "](https://example.org/" + random.Next(1000) + ")",
                _ => Sentences(random, arabic, 3 + random.Next(4)),
            }).Append("\n\n");
        }
        return text.ToString().Trim();
    }

    private static string Sentences(Random random, bool arabic, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Words(random, arabic, 6 + random.Next(10)) + "."));

    private static string Words(Random random, bool arabic, int count)
    {
        var list = arabic ? Arabic : Latin;
        var text = string.Join(' ', Enumerable.Range(0, count).Select(_ => list[random.Next(list.Length)]));
        return arabic ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
