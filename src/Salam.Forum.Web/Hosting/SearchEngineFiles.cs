using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.Net.Http.Headers;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Feeds;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// What search engines read: robots.txt, and the sitemap with the address of every public post and page of charity, in parts. Always as a guest sees them, whoever
/// asks; may be kept, but must be asked about again, since an address tells the title of a post that may be deleted meanwhile.
/// </summary>
public static class SearchEngineFiles
{
    /// <summary>Addresses in a part of the sitemap at most: a part holds the posts of so many numbers, so that it changes no more once they are given out.</summary>
    public const int PartSize = 10_000;

    private const string Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9", Xml = "application/xml; charset=utf-8";

    public static void MapSearchEngineFiles(this WebApplication app)
    {
        app.MapMethods("/robots.txt", PageMethods.Reading, (ForumOptions options) =>
            Results.Text($"User-agent: *\nDisallow: /*/account/\nDisallow: /*/settings/\nDisallow: /*/submit\nDisallow: /*/vote/\nSitemap: {options.PublicUrl}/sitemap.xml\n"));
        app.MapMethods("/sitemap.xml", PageMethods.Reading, async (HttpContext context, PostQueries posts, ForumOptions options, CancellationToken cancellation) =>
        {
            AnswerAsToGuest(context);
            return Kept(WriteIndex(await posts.LastPublicAsync(cancellation), options.PublicUrl), Xml);
        });
        app.MapMethods("/sitemap/{part:int:min(0)}.xml", PageMethods.Reading, async (HttpContext context, int part, PostQueries posts, OpenProjectQueries charity, ForumOptions options, CancellationToken cancellation) =>
        {
            AnswerAsToGuest(context);
            var first = await posts.PublicAsync((long)part * PartSize, (part + 1L) * PartSize, cancellation);
            if (first.Count == 0 && part > 0)
                return Results.NotFound();
            var pages = part == 0 ? await charity.PublicAsync(cancellation) : [];
            return Results.Stream(body => WritePartAsync(body, part, (first, pages), posts, options.PublicUrl, cancellation), Xml);
        });
    }

    /// <summary>Looks at everything as a guest does, and has every cache ask again before it gives the answer to somebody else.</summary>
    internal static void AnswerAsToGuest(HttpContext context)
    {
        context.RequestServices.GetRequiredService<CurrentViewer>().Value = Viewer.Guest;
        context.Response.Headers.CacheControl = "public, no-cache";
    }

    /// <summary>An answer with a tag of its content, so that who has it already is told so instead of getting it again.</summary>
    internal static IResult Kept(byte[] content, string contentType) =>
        Results.Bytes(content, contentType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content).AsSpan(0, 16))}\"", isWeak: true));

    /// <summary>XML as bytes. A character that XML cannot hold is a bug and throws.</summary>
    internal static byte[] WriteXml(Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Settings()))
            write(xml);
        return bytes.ToArray();
    }

    /// <summary>A moment as RFC 3339 writes it.</summary>
    internal static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static byte[] WriteIndex(long lastPost, string root) => WriteXml(xml =>
    {
        xml.WriteStartElement("sitemapindex", Sitemap);
        for (var part = 0L; part * PartSize < Math.Max(lastPost, 1); part++)
        {
            xml.WriteStartElement("sitemap", Sitemap);
            xml.WriteElementString("loc", Sitemap, $"{root}/sitemap/{part}.xml");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    });

    /// <summary>Writes a part while it is read: never more of it is in memory than is read at once, and no reader stays open while a slow client takes it.</summary>
    private static async Task WritePartAsync(Stream body, int part, (List<PublicPost> Posts, IReadOnlyList<PublicCharity> Charity) first, PostQueries queries, string root, CancellationToken cancellation)
    {
        var posts = first.Posts;
        await using var xml = XmlWriter.Create(body, Settings());
        await xml.WriteStartElementAsync(null, "urlset", Sitemap);
        if (part == 0)
        {
            foreach (var feed in Language.All.SelectMany(l => new[] { FeedKind.Best, FeedKind.New }.Select(k => Paths.Feed(l.Code, k))))
                await WriteAddressAsync(xml, root + feed, null);
        }
        foreach (var page in first.Charity)
            await WriteAddressAsync(xml, root + Paths.Canonical(page with { Slug = Uri.EscapeDataString(page.Slug) }), page.ChangedAt);
        while (posts.Count > 0)
        {
            foreach (var post in posts)
                await WriteAddressAsync(xml, root + Paths.Canonical(post.Language, post.Id, Uri.EscapeDataString(post.Slug)), post.ChangedAt);
            await xml.FlushAsync();
            posts = posts.Count < PostQueries.PublicAtOnce ? [] : await queries.PublicAsync(posts[^1].Id, (part + 1L) * PartSize, cancellation);
        }
        await xml.WriteEndElementAsync();
    }

    private static async Task WriteAddressAsync(XmlWriter xml, string address, DateTime? changedAt)
    {
        await xml.WriteStartElementAsync(null, "url", Sitemap);
        await xml.WriteElementStringAsync(null, "loc", Sitemap, address);
        if (changedAt is { } moment)
            await xml.WriteElementStringAsync(null, "lastmod", Sitemap, Moment(moment));
        await xml.WriteEndElementAsync();
    }

    private static XmlWriterSettings Settings() => new() { Encoding = new UTF8Encoding(false), Async = true };
}
