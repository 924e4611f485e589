using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Salam.Forum.LinkCards;

/// <summary>
/// Reads what a page says of itself: OpenGraph, what others made after it, JSON-LD and plain HTML. The parser runs no script and asks for nothing; how much it is given
/// is bounded, since elements within elements cost it time that grows with their square.
/// </summary>
public static class PageReader
{
    /// <summary>Tags that are read; half of them open and half closed take a second and a half, and an honest page has some thousands.</summary>
    private const int TagsMost = 15_000;

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
            using var page = parser.ParseDocument(Cut(html));
            var walk = new PageWalk();
            Walk(page, walk);
            return walk.Facts(now);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static string Cut(string html)
    {
        var tags = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if ((char.IsAsciiLetter(html[at + 1]) || html[at + 1] == '/') && ++tags > TagsMost)
                return html[..at];
        }
        return html;
    }

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
