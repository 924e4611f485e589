using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;

namespace Salam.Forum.Posts;

/// <summary>What rows depend on beside the viewer's number.</summary>
/// <param name="ByMember">Whether somebody is signed in, whose votes are shown.</param>
/// <param name="CountsComments">Whether comments are counted one by one: to whom something published is left out, the stored number would tell of it.</param>
internal readonly record struct RowsFor(bool ByMember, bool CountsComments)
{
    /// <summary>Those of a viewer.</summary>
    public static RowsFor Of(Viewer viewer) => new(viewer.IsMember, viewer.Level == ReadingLevel.Strict);
}

/// <summary>Posts as rows: the one projection that every list of posts uses.</summary>
internal static class PostRows
{
    /// <summary>Joins the author and the viewer's own vote to posts that are already narrowed and ordered.</summary>
    public static IQueryable<FeedRow> From(ForumDb db, ReadArgs args, RowsFor reader, IQueryable<Post> posts) =>
        from p in posts
        join author in db.Members on p.AuthorId equals author.Id
        select new FeedRow
        {
            Id = p.Id,
            Slug = p.Slug,
            Title = p.Title,
            Excerpt = p.Excerpt,
            LinkHost = p.LinkHost,
            Publisher = p.Publisher,
            Language = p.Language,
            Circle = p.Circle,
            Audience = p.Audience,
            Status = p.Status,
            Severity = p.Severity,
            Found = p.Found,
            AuthorId = p.AuthorId,
            AuthorHandle = author.UserName!,
            PictureCount = p.PictureCount,
            CoverKey = p.CoverKey ?? p.CardKey,
            CoverWidth = p.CoverKey != null ? p.CoverWidth : p.CardWidth,
            AreBlurred = p.AreBlurred,
            CreatedAt = p.CreatedAt,
            EditedAt = p.EditedAt,
            Score = p.Score,
            Rank = p.Rank,
            CommentCount = reader.CountsComments ? db.Comments.Count(c => c.PostId == p.Id && c.Status == Status.Published) : p.CommentCount,
            MyVote = !reader.ByMember ? 0 : db.PostVotes.Where(v => v.PostId == p.Id && v.MemberId == args.Me).Select(v => (int)v.Value).FirstOrDefault(),
        };
}
