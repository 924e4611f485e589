using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Salam.Forum.Text;

namespace Salam.Forum.Translation.Corrections;

/// <summary>Where a translation leads, beside where its original leads.</summary>
internal static class Links
{
    private const int Shown = 80;

    private static readonly string[] Beginnings = ["://", "www."];

    /// <summary>
    /// An address in a translation that the original does not have, in its title, or as a link with its hidden title; or a link whose words are another address than
    /// it leads to. Null where there is none.
    /// </summary>
    public static string? Foreign(string title, string body, string originalTitle, string originalBody)
    {
        var known = In(originalBody).Select(l => (l.Url, l.Title)).ToHashSet();
        var said = Addresses(originalTitle + " " + originalBody).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var foreign = In(body).Where(l => !known.Contains((l.Url, l.Title)) || Addresses(l.Words).Any(word => !l.Url.Contains(word, StringComparison.OrdinalIgnoreCase))).Select(l => l.Title.Length > 0 ? $"{l.Url} {l.Title}" : l.Url)
            .Concat(Addresses(title).Where(word => !said.Contains(word))).FirstOrDefault();
        return foreign is { Length: > Shown } ? foreign[..Shown] + "…" : foreign;
    }

    private static IEnumerable<(string Url, string Title, string Words)> In(string markdown)
    {
        if (Markdown.Parse(markdown) is not { } document)
            return [];
        return document.Descendants<LinkInline>().Where(l => !string.IsNullOrEmpty(l.Url)).Select(l => (l.Url!, l.Title ?? "", string.Concat(l.Descendants<LiteralInline>().Select(w => w.Content.ToString()))))
            .Concat(document.Descendants<AutolinkInline>().Select(l => (l.Url, "", l.Url)));
    }

    private static IEnumerable<string> Addresses(string text) => text.Split([' ', '\n', '\t', '(', ')', '<', '>', '"'], StringSplitOptions.RemoveEmptyEntries)
        .Where(word => Beginnings.Any(beginning => word.Contains(beginning, StringComparison.OrdinalIgnoreCase)));
}
