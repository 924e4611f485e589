using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Media;
using Salam.Forum.Moderation;

namespace Salam.Forum.Comments;

/// <summary>A comment as the pages to answer, change and delete it need it.</summary>
public sealed record CommentSource(long Id, long PostId, string PostSlug, string PostTitle, string PostLanguage, CommentRow Row, string Body, bool IsMine);

/// <summary>A comment in a member's own list, with the post it stands under.</summary>
public sealed record MemberComment(
    long Id, PostHead Post, Audience Audience, string BodyHtml, string Language, DateTime CreatedAt, int Score, long AuthorId, Severity Severity, Categories Found, PictureView? Picture);

/// <summary>As much of a post as is told beside a comment on it.</summary>
public sealed record PostHead(long Id, string Slug, string Title, string Language, long AuthorId, Severity Severity, Categories Found);

/// <summary>Reads comments.</summary>
public sealed class CommentQueries(ForumDb db, CurrentViewer viewer, Judge judge)
{
    /// <summary>Comments a page shows at once; the rest on demand.</summary>
    public const int Shown = 200;

    /// <summary>Topmost comments on a page, which leaves room for the answers below them.</summary>
    private const int TopsShown = 100;

    /// <summary>
    /// The first <see cref="Shown"/> comments of a post, or those after a cursor. A discussion that fits is read at once. Of a longer one,
    /// topmost comments by sort, and under them whole threads while there is room, so that the cost does not grow with the discussion. The
    /// caller has shown that the viewer sees the post.
    /// </summary>
    public async Task<Result<CommentPage>> OfPostAsync(long postId, CommentSort sort, string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var args = new ReadArgs { Me = viewer.Value.MemberId, Of = postId, After = cursor.Value ?? default, Take = TopsShown + 1 };
        var shape = new Shape(sort, cursor.Value is not null, viewer.Value.IsMember);
        if (cursor.Value is null)
        {
            var all = await CompiledRead.ToListAsync(db, shape, args with { Take = Shown + 1 }, Whole, cancellation);
            if (all.Count is > 0 and <= Shown)
                return new CommentPage(CommentNode.Tree(WithVerdicts(Counted(all))), null);
        }
        var page = Page<CommentRow>.Cut(await CompiledRead.ToListAsync(db, shape, args, Tops, cancellation), TopsShown, r => CursorOf(r, sort));
        var replies = await RepliesAsync(page.Items, sort, cancellation);
        return new CommentPage(CommentNode.Tree(WithVerdicts(page.Items.Concat(replies))), page.Next);
    }

    /// <summary>One comment and the answers below it, level by level; null when it is missing, hidden, or not of this post.</summary>
    public async Task<CommentNode?> ThreadAsync(long postId, long commentId, CommentSort sort, CancellationToken cancellation)
    {
        var top = await Rows(db.Comments.Where(c => c.Id == commentId && c.PostId == postId)).FirstOrDefaultAsync(cancellation);
        if (top is null)
            return null;
        List<CommentRow> rows = [top], level = [top];
        for (var depth = 1; depth < Comment.DepthShown && rows.Count < Shown && level.Any(r => r.ReplyCount > 0); depth++)
        {
            var parents = level.Where(r => r.ReplyCount > 0).Select(r => (long?)r.Id).ToList();
            level = await Rows(Sorted(db.Comments.Where(c => parents.Contains(c.ParentId)), sort, null)).Take(Shown - rows.Count).ToListAsync(cancellation);
            rows.AddRange(level);
        }
        return CommentNode.Tree(WithVerdicts(rows))[0];
    }

    /// <summary>A comment with its source; null when it, or its post, is missing or hidden, or when only a placeholder is left.</summary>
    public async Task<CommentSource?> SourceAsync(long id, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        var found = await (
            from row in Rows(db.Comments.WithThreads().Where(c => c.Id == id && c.Status != Status.Deleted))
            join c in db.Comments on row.Id equals c.Id
            join p in db.Posts on c.PostId equals p.Id
            select new { row, c.Body, p.Slug, p.Title, p.Language }).FirstOrDefaultAsync(cancellation);
        return found is null ? null : new CommentSource(
            id, found.row.PostId, found.Slug, found.Title, found.Language, found.row, found.Body, me != 0 && found.row.AuthorId == me);
    }

    /// <summary>A member's comments on posts the viewer sees, newest first.</summary>
    public async Task<Result<Page<MemberComment>>> OfMemberAsync(long memberId, string? after, CancellationToken cancellation)
    {
        var cursor = Cursor.Read(after);
        if (!cursor.Ok)
            return cursor.Refusals[0];
        var comments = db.Comments.WithThreads().AsNoTracking().Where(c => c.AuthorId == memberId && c.Status == Status.Published);
        var rows = await (
            from c in Sorted(comments, CommentSort.New, cursor.Value is { } at ? new ReadArgs { After = at, Take = FeedQueries.PageSize + 1 } : null)
            join p in db.Posts on c.PostId equals p.Id
            select new MemberComment(
                c.Id, new PostHead(p.Id, p.Slug, p.Title, p.Language, p.AuthorId, p.Severity, p.Found), c.Audience, c.BodyHtml, c.Language, c.CreatedAt, c.Score, c.AuthorId, c.Severity, c.Found,
                c.PictureKey == null ? null : new PictureView(c.PictureKey.Value, c.PictureWidth, c.PictureHeight, c.PictureAlt, c.PicturePlaceholder)))
            .Take(FeedQueries.PageSize + 1).ToListAsync(cancellation);
        return Page<MemberComment>.Cut(rows, FeedQueries.PageSize, r => Cursor.Of(r.CreatedAt, r.Id));
    }

    /// <summary>Every comment of a post that has no more of them than are shown; of another post none.</summary>
    private static IQueryable<CommentRow> Whole(ForumDb db, ReadArgs args, Shape shape)
    {
        var comments = db.Comments.WithThreads().Where(c => c.PostId == args.Of && c.Depth < Comment.DepthShown && db.Posts.Any(p => p.Id == args.Of && p.CommentCount <= Shown));
        return Rows(db, args, shape.ByMember, SortedByLevel(comments, shape.Sort), whole: true);
    }

    private static IQueryable<CommentRow> Tops(ForumDb db, ReadArgs args, Shape shape) =>
        Rows(db, args, shape.ByMember, Sorted(db.Comments.Where(c => c.PostId == args.Of && c.Depth == 0), shape.Sort, shape.Continued ? args : null));

    /// <summary>Says to the author, and to nobody else, what the filter found in her comments.</summary>
    private IEnumerable<CommentRow> WithVerdicts(IEnumerable<CommentRow> rows) => rows.Select(r => r.Source is { } source ? r with { Judged = judge.OfComment(source, r.Picture?.Alt ?? "") } : r);

    /// <summary>Where all answers are there, those that the viewer sees are counted here; the stored number has held and removed ones in it.</summary>
    private static IEnumerable<CommentRow> Counted(List<CommentRow> rows)
    {
        var replies = rows.Where(r => r.ParentId is not null).CountBy(r => r.ParentId!.Value).ToDictionary();
        return rows.Select(r => r.Depth == Comment.DepthShown - 1 || r.ReplyCount == replies.GetValueOrDefault(r.Id) ? r : r with { ReplyCount = replies.GetValueOrDefault(r.Id) });
    }

    private async Task<List<CommentRow>> RepliesAsync(IReadOnlyList<CommentRow> tops, CommentSort sort, CancellationToken cancellation)
    {
        var room = Shown - tops.Count;
        var threads = new List<long?>();
        foreach (var top in tops.Where(t => t.ThreadCount > 0))
        {
            // The first thread is shown even when it does not fit: as much of it as there is room.
            if (threads.Count > 0 && top.ThreadCount > room)
                continue;
            threads.Add(top.Id);
            room -= top.ThreadCount;
            if (room <= 0)
                break;
        }
        if (threads.Count == 0)
            return [];
        var replies = threads is [var only]
            ? db.Comments.Where(c => c.RootId == only && c.Depth < Comment.DepthShown)
            : db.Comments.Where(c => threads.Contains(c.RootId) && c.Depth < Comment.DepthShown);
        return await Rows(SortedByLevel(replies, sort)).Take(Shown - tops.Count).ToListAsync(cancellation);
    }

    private static IQueryable<Comment> SortedByLevel(IQueryable<Comment> comments, CommentSort sort)
    {
        var byLevel = comments.OrderBy(c => c.Depth);
        return sort switch
        {
            CommentSort.New => byLevel.ThenByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id),
            CommentSort.Old => byLevel.ThenBy(c => c.CreatedAt).ThenBy(c => c.Id),
            _ => byLevel.ThenByDescending(c => c.Confidence).ThenByDescending(c => c.Id),
        };
    }

    private static IQueryable<Comment> Sorted(IQueryable<Comment> comments, CommentSort sort, ReadArgs? after)
    {
        if (after is not null)
        {
            comments = sort switch
            {
                CommentSort.New => comments.Where(c => c.CreatedAt <= after.Moment && (c.CreatedAt < after.Moment || c.Id < after.Id)),
                CommentSort.Old => comments.Where(c => c.CreatedAt >= after.Moment && (c.CreatedAt > after.Moment || c.Id > after.Id)),
                _ => comments.Where(c => c.Confidence <= after.Number && (c.Confidence < after.Number || c.Id < after.Id)),
            };
        }
        return sort switch
        {
            CommentSort.New => comments.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id),
            CommentSort.Old => comments.OrderBy(c => c.CreatedAt).ThenBy(c => c.Id),
            _ => comments.OrderByDescending(c => c.Confidence).ThenByDescending(c => c.Id),
        };
    }

    private static Cursor CursorOf(CommentRow row, CommentSort sort) =>
        sort == CommentSort.Best ? Cursor.Of(row.Confidence, row.Id) : Cursor.Of(row.CreatedAt, row.Id);

    private IQueryable<CommentRow> Rows(IQueryable<Comment> comments) =>
        Rows(db, new ReadArgs { Me = viewer.Value.MemberId, Take = Shown }, viewer.Value.IsMember, comments);

    private static IQueryable<CommentRow> Rows(ForumDb db, ReadArgs args, bool byMember, IQueryable<Comment> comments, bool whole = false) =>
        from c in comments.AsNoTracking()
        join author in db.Members on c.AuthorId equals author.Id
        select new CommentRow
        {
            Id = c.Id,
            PostId = c.PostId,
            ParentId = c.ParentId,
            Depth = c.Depth,
            AuthorId = c.Status == Status.Deleted ? 0 : c.AuthorId,
            AuthorHandle = c.Status == Status.Deleted ? "" : author.UserName!,
            BodyHtml = c.BodyHtml,
            Picture = c.PictureKey == null ? null : new PictureView(c.PictureKey.Value, c.PictureWidth, c.PictureHeight, c.PictureAlt, c.PicturePlaceholder),
            Language = c.Language,
            Status = c.Status,
            Severity = c.Severity,
            Found = c.Found,
            Source = byMember && c.AuthorId == args.Me ? c.Body : null,
            CreatedAt = c.CreatedAt,
            EditedAt = c.EditedAt,
            Score = c.Score,
            Confidence = c.Confidence,
            // Counted anew, through the filters: the stored number has answers in it that are held or removed, which the viewer is not to know of.
            ReplyCount = c.ReplyCount == 0 || (whole && c.Depth < Comment.DepthShown - 1) ? c.ReplyCount : db.Comments.Count(below => below.ParentId == c.Id),
            ThreadCount = c.ThreadCount,
            MyVote = !byMember ? 0 : db.CommentVotes.Where(v => v.CommentId == c.Id && v.MemberId == args.Me).Select(v => (int)v.Value).FirstOrDefault(),
        };

    private readonly record struct Shape(CommentSort Sort, bool Continued, bool ByMember);
}
