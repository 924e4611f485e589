using System.Globalization;
using System.Text;
using System.Xml;
using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Text;

namespace Salam.Forum.Web.Hosting;

/// <summary>What programs read: robots.txt, the sitemap, and the feeds as Atom. Always as a guest sees them, whoever asks.</summary>
public static class SearchEngineFiles
{
    private const string Atom = "http://www.w3.org/2005/Atom", Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static void MapSearchEngineFiles(this WebApplication app)
    {
        app.MapMethods("/robots.txt", PageMethods.Reading, (ForumOptions options) =>
            Results.Text($"User-agent: *\nDisallow: /*/account/\nDisallow: /*/settings/\nDisallow: /*/submit\nDisallow: /*/vote/\nSitemap: {options.PublicUrl}/sitemap.xml\n"));
        app.MapMethods("/sitemap.xml", PageMethods.Reading, async (HttpContext context, FeedQueries feeds, ForumOptions options, CancellationToken cancellation) =>
            Results.Text(WriteSitemap(await AsGuestAsync(context, feeds, FeedKind.Best, null, cancellation), options.PublicUrl), "application/xml", Encoding.UTF8));
        app.MapMethods("/{lang:lang}/{feed:regex(^(best|new)$)}.atom", PageMethods.Reading, async (HttpContext context, string lang, string feed, string? circle, FeedQueries feeds, Words words, ForumOptions options, CancellationToken cancellation) =>
        {
            if (FeedAddress.Kind(feed) is not { } kind)
                return Results.NotFound();
            var posts = await AsGuestAsync(context, feeds, kind, FeedAddress.Circle(circle), cancellation);
            return Results.Text(WriteAtom(posts, lang, kind, words, options.PublicUrl), "application/atom+xml", Encoding.UTF8);
        });
    }

    private static async Task<IReadOnlyList<FeedRow>> AsGuestAsync(HttpContext context, FeedQueries feeds, FeedKind kind, Circle? circle, CancellationToken cancellation)
    {
        context.RequestServices.GetRequiredService<CurrentViewer>().Value = Viewer.Guest;
        context.Response.Headers.CacheControl = "public, max-age=300";
        return (await feeds.PageAsync(new FeedRequest(kind, circle), cancellation)).Value.Items;
    }

    private static string WriteSitemap(IEnumerable<FeedRow> posts, string root) => WriteXml(xml =>
    {
        xml.WriteStartElement("urlset", Sitemap);
        var feeds = Language.Interface.SelectMany(l => new[] { FeedKind.Best, FeedKind.New }.Select(k => root + Paths.Feed(l.Code, k)));
        var pages = posts.Select(p => root + Paths.Canonical(p with { Slug = Uri.EscapeDataString(p.Slug) }));
        foreach (var address in feeds.Concat(pages))
        {
            xml.WriteStartElement("url", Sitemap);
            xml.WriteElementString("loc", Sitemap, address);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    });

    private static string WriteAtom(IReadOnlyList<FeedRow> posts, string lang, FeedKind kind, Words words, string root) => WriteXml(xml =>
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, lang);
        xml.WriteElementString("title", Atom, $"Salam.Forum · {words["Feed." + kind]}");
        xml.WriteElementString("id", Atom, root + Paths.Feed(lang, kind));
        xml.WriteElementString("updated", Atom, Moment(posts.Count == 0 ? DateTime.UnixEpoch : posts.Max(p => p.EditedAt ?? p.CreatedAt)));
        foreach (var post in posts)
        {
            var address = root + Paths.Post(lang, post.Id, Uri.EscapeDataString(post.Slug));
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("title", Atom, post.Title);
            xml.WriteElementString("id", Atom, $"{root}/p/{post.Id}");
            xml.WriteElementString("updated", Atom, Moment(post.EditedAt ?? post.CreatedAt));
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("href", address);
            xml.WriteEndElement();
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, post.AuthorHandle);
            xml.WriteEndElement();
            xml.WriteElementString("summary", Atom, post.Excerpt);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    });

    private static string WriteXml(Action<XmlWriter> write)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false }))
            write(xml);
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + text;
    }

    private static string Moment(DateTime moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
