using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Salam.Forum.Tests.Text;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Runs;
using Salam.Forum.Translation.Terms;

namespace Salam.Forum.Tests.Translation;

/// <summary>Stand-ins for what engines do to a run, good and bad, and what two texts have to have in common.</summary>
internal static partial class Engines
{
    /// <summary>Answers that try to become markup.</summary>
    public static readonly string[] Hostile =
    [
        "# x", "* x", "- x", "+ x", "1. x", "12) x", "> x", "    x", "\tx", "](javascript:alert(1))", "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "<script>alert(1)</script>",
        "x | y", "|-|-|", "`x`", "```\nx\n```", "~~~\nx", "~~x~~", "**x**", "_x_", "***", "---", "x\n---", "x\n===", "=", "\\", "x\\", "x\\\\", "\n\nx\n\n", "x\r\n# y", "[x]: https://evil.example\nx",
        "https://evil.example/x", "www.evil.example x", "mailto:a@evil.example", "tel:123x", "<https://evil.example>", "&lt;script&gt;", "&#106;x", "&", "x!", "x  \ny", "\u2028x", "\u0085x", "\0x", "x\uD800", "\uDC00x",
        "\u202Ex", "x &copy; y", "[x]", "[x][y]", "[^1] x", "{onclick=x} x", "# x #", "x #", "<!-- x -->", "<x", "x>", "$x$", "^x^", "==x==", "x:", ": x", "x\u00A0", "\u3000x", "a*b*c _d_ e__f__", "1986. x", "\u2067x",
    ];

    /// <summary>The answer of an engine that changes words and leaves the marks alone.</summary>
    public static string Words(string run, Func<string, string> change)
    {
        var (changed, at) = (new StringBuilder(), 0);
        foreach (Match mark in Mark().Matches(run))
        {
            if (mark.Index > at) changed.Append(change(run[at..mark.Index]));
            changed.Append(mark.Value);
            at = mark.Index + mark.Length;
        }

        if (at < run.Length) changed.Append(change(run[at..]));
        return changed.ToString();
    }

    /// <summary>The answer of an engine that sets marks and words in another order.</summary>
    public static string Shuffled(string run, Random random)
    {
        var parts = Mark().Split(run).Where(p => p.Length > 0).Concat(Mark().Matches(run).Select(m => m.Value)).ToArray();
        random.Shuffle(parts);
        return string.Concat(parts);
    }

    /// <summary>The answer of an engine that lets only the marks that stand alone change places.</summary>
    public static string Swapped(string run, Random random)
    {
        var marks = Mark().Matches(run).Select(m => m.Value).ToList();
        var pairs = marks.Where(m => m[1] == '/').Select(m => m.Remove(1, 1)).ToHashSet(StringComparer.Ordinal);
        var single = marks.Where(m => m[1] != '/' && !pairs.Contains(m)).ToArray();
        random.Shuffle(single);
        var next = 0;
        return Mark().Replace(run, m => m.Value[1] == '/' || pairs.Contains(m.Value) ? m.Value : single[next++]);
    }

    /// <summary>What members see of a text but for its words: elements, where links lead, what code says.</summary>
    public static string Form(string source)
    {
        var body = SafeDom.Parse(Markdown.Render(source).Html);
        var elements = body.QuerySelectorAll("*").Where(e => e.LocalName != "div" || e.ClassName == "table-scroll");
        return string.Join('\n', elements.Select(e => e.LocalName + e.GetAttribute("href") + e.GetAttribute("title") + (e.LocalName is "code" ? e.TextContent : "")).Order(StringComparer.Ordinal));
    }

    /// <summary>Runs a text through an engine.</summary>
    public static Assembled Translate(string source, Func<string, string> engine, Glossary? glossary = null, string from = "en", string to = "de")
    {
        var runs = TextRuns.OfMarkdown(source, from, to, glossary ?? Glossary.Empty);
        return runs.Assemble([.. runs.Texts.Select(engine)]);
    }

    [GeneratedRegex("⟦/?[0-9]+⟧", RegexOptions.None, 1_000)]
    public static partial Regex Mark();
}
