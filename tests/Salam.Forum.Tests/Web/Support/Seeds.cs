using System.Xml;
using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Comments;
using Salam.Forum.Posts;

namespace Salam.Forum.Tests.Web;

/// <summary>Puts posts and comments in through the services, as members do.</summary>
public static class Seeds
{
    public static Task<PostAddress> PostAsync(this ForumSite site, string author, string title = "A title of some words", string body = "A body of some words.", bool ownCircleOnly = false, string language = "en") =>
        site.AsAsync(author, async services => (await services.GetRequiredService<PostService>().SubmitAsync(
            new PostDraft { Title = title, Body = body, Language = language, OwnCircleOnly = ownCircleOnly, SubmitKey = Guid.NewGuid() }, default)).Value);

    public static Task<long> CommentAsync(this ForumSite site, string author, long post, string body = "A comment of some words.", long? parent = null) =>
        site.AsAsync(author, async services => (await services.GetRequiredService<CommentService>().ReplyAsync(
            new CommentDraft(post, parent, body, "en", Guid.NewGuid()), default)).Value.Id);

    /// <summary>The address of a post's page.</summary>
    public static string Path(this PostAddress post, string lang = "en") => $"/{lang}/p/{Uri.EscapeDataString(post.Slug)}-{post.Id}";

    /// <summary>An XML file as a strict reader takes it: as bytes, in the encoding they name, with every character checked.</summary>
    public static async Task<XElement> XmlAsync(this ForumSite site, string path)
    {
        var answer = await site.Guest().GetAsync(path);
        Assert.Equal(200, answer.Status);
        using var reader = XmlReader.Create(new MemoryStream(answer.Bytes), new XmlReaderSettings { CheckCharacters = true });
        return XDocument.Load(reader).Root!;
    }

    /// <summary>The address that the newest mail to somebody leads to, without the host; waited for, since mail follows the act.</summary>
    public static async Task<string> LinkMailedToAsync(this ForumSite site, string address)
    {
        var folder = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(site.File)!, "mail");
        for (var i = 0; i < 200; i++)
        {
            var mails = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).OrderDescending(StringComparer.Ordinal).Select(System.IO.File.ReadAllText) : [];
            if (mails.FirstOrDefault(m => m.StartsWith($"To: {address}\n", StringComparison.Ordinal)) is { } mail)
                return mail.Split('\n').Single(line => line.StartsWith("https://", StringComparison.Ordinal))["https://forum.example".Length..];
            await Task.Delay(50);
        }
        throw new InvalidOperationException("No mail came.");
    }
}
