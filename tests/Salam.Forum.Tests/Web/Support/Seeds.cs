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
}
