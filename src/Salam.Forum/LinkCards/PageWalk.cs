using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;

namespace Salam.Forum.LinkCards;

/// <summary>Gathers what a page says of itself while it is walked through; of each thing the first that is said counts.</summary>
internal sealed class PageWalk
{
    private const int LinkedDataMost = 100_000;

    private static readonly DateTime Earliest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // What is no part of an article although it stands in one.
    private static readonly HashSet<string> PassedBy = new(StringComparer.Ordinal) { "style", "noscript", "template", "nav", "footer", "aside", "svg", "math", "iframe", "select", "textarea", "button" };

    private readonly Dictionary<string, string> metas = new(StringComparer.OrdinalIgnoreCase);
    private readonly ReadingTime inMain = new(), inParagraphs = new();
    private ReadingTime inArticle = new(), longestArticle = new();
    private string? title, language, oEmbed, time, linkedData;
    private int articles, mains, paragraphs;

    /// <summary>Whether what stands in the element is to be walked through too.</summary>
    public bool Enter(IElement element)
    {
        switch (element.LocalName)
        {
            case "html": language ??= element.GetAttribute("lang"); break;
            case "meta": Meta(element); break;
            case "link": Link(element); break;
            case "time": time ??= element.GetAttribute("datetime"); break;
            case "title" when element.ParentElement?.LocalName == "head": title ??= element.TextContent; return false;
            case "script": Script(element); return false;
            case "article": articles++; break;
            case "main": mains++; break;
            case "p": paragraphs++; break;
            default: return !PassedBy.Contains(element.LocalName);
        }
        return true;
    }

    public void Leave(IElement element)
    {
        switch (element.LocalName)
        {
            case "article" when --articles == 0:
                longestArticle = inArticle.Weight > longestArticle.Weight ? inArticle : longestArticle;
                inArticle = new ReadingTime();
                break;
            case "main": mains--; break;
            case "p": paragraphs--; break;
            default: break;
        }
    }

    public void Words(string text)
    {
        if (articles > 0)
            inArticle.Add(text);
        if (mains > 0)
            inMain.Add(text);
        if (paragraphs > 0)
            inParagraphs.Add(text);
    }

    public PageFacts Facts(DateTime now) => new()
    {
        Title = First("og:title", "twitter:title"),
        PlainTitle = title,
        Description = First("og:description", "twitter:description", "description"),
        Publisher = First("og:site_name"),
        PublishedAt = new[] { First("article:published_time", "og:article:published_time"), linkedData, time }.Select(text => Moment(text, now)).FirstOrDefault(moment => moment is not null),
        Language = (language ?? "").Split('-', '_')[0].Trim().ToLowerInvariant() is { Length: 2 or 3 } code && code.All(char.IsAsciiLetter) ? code : "",
        Picture = First("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
        OEmbed = oEmbed,
        Minutes = new[] { longestArticle, inMain, inParagraphs }.First(r => r.Weight > 0 || r == inParagraphs).Minutes,
    };

    private string? First(params string[] names) => names.Select(name => metas.GetValueOrDefault(name)).FirstOrDefault(content => !string.IsNullOrWhiteSpace(content));

    private void Meta(IElement meta)
    {
        if ((meta.GetAttribute("property") ?? meta.GetAttribute("name"))?.Trim() is { Length: > 0 and < 100 } name && meta.GetAttribute("content") is { } content && !string.IsNullOrWhiteSpace(content))
            metas.TryAdd(name, content);
    }

    private void Link(IElement link)
    {
        if (string.Equals(link.GetAttribute("type")?.Trim(), "application/json+oembed", StringComparison.OrdinalIgnoreCase))
            oEmbed ??= link.GetAttribute("href");
    }

    private void Script(IElement script)
    {
        if (linkedData is not null || !string.Equals(script.GetAttribute("type")?.Trim(), "application/ld+json", StringComparison.OrdinalIgnoreCase) || script.TextContent is not { Length: < LinkedDataMost } json)
            return;
        try
        {
            using var data = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            linkedData = Published(data.RootElement, depth: 0);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Many a page says it in what is no JSON, or with half a letter.
        }
    }

    /// <summary>When the first thing was published that says so: by itself, in a list, or in the graph of a thing.</summary>
    private static string? Published(JsonElement data, int depth) => data.ValueKind switch
    {
        JsonValueKind.Object when data.TryGetProperty("datePublished", out var at) && at.ValueKind == JsonValueKind.String => at.GetString(),
        JsonValueKind.Object when depth < 3 && data.TryGetProperty("@graph", out var graph) => Published(graph, depth + 1),
        JsonValueKind.Array when depth < 3 => data.EnumerateArray().Select(item => Published(item, depth + 1)).FirstOrDefault(at => at is not null),
        _ => null,
    };

    private static DateTime? Moment(string? text, DateTime now) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && moment.UtcDateTime >= Earliest && moment.UtcDateTime <= now.AddDays(1) ? moment.UtcDateTime : null;
}
