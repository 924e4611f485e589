using System.Text;
using System.Xml;
using Salam.Forum.ContentFilter;
using Salam.Forum.Feeds;

namespace Salam.Forum.Web.Hosting;

/// <summary>The feeds as Atom (RFC 4287). Always as a guest sees them, whoever asks, without what is folded for her.</summary>
public static class AtomFiles
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static void MapAtomFiles(this WebApplication app) =>
        app.MapMethods("/{lang:lang}/{feed:regex(^(best|new)$)}.atom", PageMethods.Reading, async (HttpContext context, string lang, string feed, string? circle, FeedQueries feeds, Words words, ForumOptions options, CancellationToken cancellation) =>
        {
            if (FeedAddress.Kind(feed) is not { } kind)
                return Results.NotFound();
            SearchEngineFiles.AnswerAsToGuest(context);
            var request = new FeedRequest(kind, FeedAddress.Circle(circle));
            // A file is read far from where anything could be folded, and the address of a post tells its title.
            var posts = (await feeds.PageAsync(request, cancellation)).Value.Items.Where(p => p.Severity == Severity.Clean).ToList();
            return SearchEngineFiles.Kept(SearchEngineFiles.WriteXml(xml => Write(xml, posts, request, lang, words, options.PublicUrl)), "application/atom+xml; charset=utf-8");
        });

    private static void Write(XmlWriter xml, List<FeedRow> posts, FeedRequest feed, string lang, Words words, string root)
    {
        var page = root + Paths.Feed(lang, feed.Kind, feed.Circle);
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("xml", "lang", null, lang);
        xml.WriteElementString("title", Atom, $"Salam.Forum · {words["Feed." + feed.Kind]}");
        xml.WriteElementString("id", Atom, page);
        xml.WriteElementString("updated", Atom, SearchEngineFiles.Moment(posts.Count == 0 ? DateTime.UnixEpoch : posts.Max(p => p.EditedAt ?? p.CreatedAt)));
        WriteLink(xml, "alternate", page);
        WriteLink(xml, "self", root + Paths.Atom(lang, feed.Kind, feed.Circle));
        foreach (var post in posts)
            WriteEntry(xml, post, lang, root);
        xml.WriteEndElement();
    }

    private static void WriteEntry(XmlWriter xml, FeedRow post, string lang, string root)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteAttributeString("xml", "lang", null, post.Language);
        xml.WriteElementString("title", Atom, Writable(post.Title));
        // Without words or language in it, so that it stays when either changes.
        xml.WriteElementString("id", Atom, $"{root}/p/{post.Id}");
        xml.WriteElementString("published", Atom, SearchEngineFiles.Moment(post.CreatedAt));
        xml.WriteElementString("updated", Atom, SearchEngineFiles.Moment(post.EditedAt ?? post.CreatedAt));
        WriteLink(xml, "alternate", root + Paths.Post(lang, post.Id, Uri.EscapeDataString(post.Slug)));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, Writable(post.AuthorHandle));
        xml.WriteEndElement();
        xml.WriteElementString("summary", Atom, Writable(post.Excerpt));
        xml.WriteEndElement();
    }

    private static void WriteLink(XmlWriter xml, string relation, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>What XML 1.0 cannot hold, not even escaped, becomes U+FFFD: one such character and no reader would open the feed.</summary>
    private static string Writable(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            written.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        return written.ToString();
    }
}
