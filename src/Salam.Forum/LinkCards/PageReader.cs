using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Salam.Forum.LinkCards;

/// <summary>
/// Reads what a page says of itself: OpenGraph, what others made after it, JSON-LD and plain HTML. The parser runs no script and asks for nothing; how much it is given
/// is bounded, since elements within elements cost it time that grows with their square, and what it would copy or compare without end is left out.
/// </summary>
public static partial class PageReader
{
    /// <summary>Tags that are read; half of them open and half closed take a second and a half, and an honest page has some thousands.</summary>
    private const int TagsMost = 15_000;

    // An open one of these is copied into every paragraph that follows (WHATWG, "reconstruct the active formatting elements"), and says nothing that is read here.
    private static readonly HashSet<string> Copied = new(StringComparer.OrdinalIgnoreCase) { "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u" };

    private const int HeadOfTag = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What the page says; null where it takes too long to be read.</summary>
    /// <param name="html">The page.</param>
    /// <param name="now">The moment, UTC: nothing was published after it.</param>
    public static PageFacts? Read(string html, DateTime now)
    {
        var clock = Stopwatch.StartNew();
        var parser = new HtmlParser(new HtmlParserOptions
        {
            OnCreated = (_, _) =>
            {
                if (clock.Elapsed > Patience)
                    throw new TimeoutException();
            },
        });
        try
        {
            using var page = parser.ParseDocument(Tame(html));
            var walk = new PageWalk();
            Walk(page, walk);
            return walk.Facts(now);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>
    /// The page as far as its tags are not too many, without those that are copied, and without <c>body</c> and <c>html</c>, whose attributes are compared with those
    /// that were there before; of the latter the language stays. A blank stands where a tag was left out, so that what is around it makes no new one.
    /// </summary>
    private static string Tame(string html)
    {
        var (tame, from, tags, isBegun) = (new StringBuilder(html.Length), 0, 0, false);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (!char.IsAsciiLetter(html[at + 1]) && html[at + 1] != '/')
                continue;
            if (++tags > TagsMost)
                return tame.Append(html, from, at - from).ToString();
            var name = NameAt(html, at);
            var isRoot = name.Equals("html", StringComparison.OrdinalIgnoreCase);
            if (!isRoot && !name.Equals("body", StringComparison.OrdinalIgnoreCase) && !Copied.Contains(name))
                continue;
            tame.Append(html, from, at - from).Append(isRoot && !isBegun ? RootOf(html, at) : " ");
            isBegun |= isRoot;
            if ((at = html.IndexOf('>', at)) < 0)
                return tame.ToString();
            from = at + 1;
        }
        return tame.Append(html, from, html.Length - from).ToString();
    }

    private static string NameAt(string html, int at)
    {
        var from = html[at + 1] == '/' ? at + 2 : at + 1;
        var to = from;
        while (to < html.Length && to - from < 16 && (char.IsAsciiLetterOrDigit(html[to]) || html[to] == '-'))
            to++;
        return html[from..to];
    }

    private static string RootOf(string html, int at) =>
        Lang().Match(html, at, Math.Min(HeadOfTag, html.Length - at)) is { Success: true } lang ? $"<html lang=\"{lang.Groups["code"].Value}\">" : " ";

    [GeneratedRegex("""\A<html\b[^>]*?\slang\s*=\s*["']?(?<code>[A-Za-z0-9_-]{2,20})""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Lang();

    /// <summary>In the order of the text, without calling itself: the page says how deep it goes.</summary>
    private static void Walk(INode page, PageWalk walk)
    {
        var open = new Stack<(INode Node, int Next)>([(page, 0)]);
        while (open.TryPop(out var at))
        {
            if (at.Next < at.Node.ChildNodes.Length)
            {
                open.Push((at.Node, at.Next + 1));
                var child = at.Node.ChildNodes[at.Next];
                if (child is IText text)
                    walk.Words(text.Data);
                else if (child is IElement element && walk.Enter(element))
                    open.Push((child, 0));
            }
            else if (at.Node is IElement left)
                walk.Leave(left);
        }
    }
}
