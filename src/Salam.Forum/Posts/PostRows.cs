using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Posts;

/// <summary>Posts as rows: the one projection that every list of posts uses.</summary>
internal static class PostRows
{
    /// <summary>Joins the author and the viewer's own vote to posts that are already narrowed and ordered.</summary>
    public static IQueryable<FeedRow> From(ForumDb db, ReadArgs args, bool byMember, IQueryable<Post> posts) =>
        from p in posts
        join author in db.Members on p.AuthorId equals author.Id
        select new FeedRow
        {
            Id = p.Id,
            Slug = p.Slug,
            Title = p.Title,
            Excerpt = p.Excerpt,
            LinkHost = p.LinkHost,
            Language = p.Language,
            Circle = p.Circle,
            Audience = p.Audience,
            Status = p.Status,
            Severity = p.Severity,
            Found = p.Found,
            AuthorId = p.AuthorId,
            AuthorHandle = author.UserName!,
            CreatedAt = p.CreatedAt,
            EditedAt = p.EditedAt,
            Score = p.Score,
            Rank = p.Rank,
            CommentCount = p.CommentCount,
            MyVote = !byMember ? 0 : db.PostVotes.Where(v => v.PostId == p.Id && v.MemberId == args.Me).Select(v => (int)v.Value).FirstOrDefault(),
        };
}
