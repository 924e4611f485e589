using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Data;

/// <summary>What brothers and sisters of the demo community say under the news of a project, each circle in its own thread.</summary>
internal static class DemoTalk
{
    private static readonly Dictionary<Circle, string[]> Said = new()
    {
        [Circle.Brothers] = ["May Allah reward the people who dig in that heat. Sixty metres is no small work.", "Good that the village chose the place itself."],
        [Circle.Sisters] = ["Ma sha' Allah. I told my children of it, and they put their coins together.", "May it be a charity that goes on for all who drink from it."],
    };

    /// <summary>Has members speak under the news whose threads these are.</summary>
    public static async Task FillAsync(ForumDb db, IReadOnlyList<Post> threads, DateTime from, CancellationToken cancellation)
    {
        foreach (var thread in threads)
        {
            var members = await db.Members.Where(m => m.Circle == thread.Circle).OrderBy(m => m.Id).Select(m => m.Id).Take(Said[thread.Circle].Length).ToListAsync(cancellation);
            foreach (var (words, index) in Said[thread.Circle].Select((words, index) => (words, index)).Take(members.Count))
            {
                var comment = new Comment
                {
                    PostId = thread.Id, AuthorId = members[index], Audience = thread.Audience, Language = "en", Body = words, BodyHtml = Markdown.Render(words).Html, RendererVersion = Markdown.Version,
                    CreatedAt = from.AddHours(3 * (index + 1)), SubmitKey = new Guid(RandomNumberGenerator.GetBytes(16)),
                };
                db.Comments.Add(comment);
                await db.SaveChangesAsync(cancellation);
                await CommentCounters.AddedAsync(db, comment, cancellation);
            }
        }
    }
}
