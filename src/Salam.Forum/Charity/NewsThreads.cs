using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Votes;

namespace Salam.Forum.Charity;

/// <summary>News of a project that were told this moment.</summary>
/// <param name="By">The member of the staff who told them.</param>
/// <param name="Body">The words, Markdown.</param>
/// <param name="Rendered">The same, rendered.</param>
internal sealed record ToldNews(long ProjectId, long UpdateId, long By, DateTime At, string Body, RenderedText Rendered);

/// <summary>
/// The threads under the news of projects: one for brothers, one for sisters, since a foundation has no circle. Each is a post of its circle, so that comments
/// under it are comments like others; it stands in no list (<see cref="Visibility.ThreadFilter"/>).
/// </summary>
internal static class NewsThreads
{
    /// <summary>Opens both; in the transaction that tells the news.</summary>
    public static async Task<IReadOnlyList<Post>> OpenAsync(ForumDb db, ToldNews news, CancellationToken cancellation)
    {
        var project = await db.Projects.Where(p => p.Id == news.ProjectId).Select(p => new { p.Title, p.Slug, p.Language }).FirstAsync(cancellation);
        var threads = Enum.GetValues<Circle>().Select(circle => Of(news, circle, (project.Title, project.Slug, project.Language), null, new Guid(RandomNumberGenerator.GetBytes(16)))).ToList();
        db.Posts.AddRange(threads);
        await db.SaveChangesAsync(cancellation);
        return threads;
    }

    /// <summary>The thread of one circle.</summary>
    /// <param name="news">What was told.</param>
    /// <param name="circle">Whose thread it is.</param>
    /// <param name="project">What the project was called then.</param>
    /// <param name="archiveId">What an archive names it by, where that is no key.</param>
    /// <param name="key">Its key.</param>
    public static Post Of(ToldNews news, Circle circle, (string Title, string Slug, string Language) project, string? archiveId, Guid key) => new()
    {
        UpdateId = news.UpdateId,
        AuthorId = news.By,
        Circle = circle,
        Audience = Audience.Everyone,
        Kind = PostKind.Text,
        Language = project.Language,
        Title = project.Title,
        Slug = project.Slug,
        Body = news.Body,
        BodyHtml = news.Rendered.Html,
        Excerpt = news.Rendered.Excerpt,
        RendererVersion = Markdown.Version,
        CreatedAt = news.At,
        Rank = Tally.Rank(0, news.At),
        SubmitKey = key,
        ArchiveId = archiveId,
    };
}
