using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Posts;

namespace Salam.Forum.Comments;

/// <summary>Moves the counters that a comment's coming and going touches; always inside the transaction of the act.</summary>
internal static class CommentCounters
{
    /// <summary>What stands above may be held, removed, or graver than the viewer reads; it counts its answers all the same.</summary>
    private static readonly string[] Both = [Visibility.StatusFilter, Visibility.LevelFilter, Visibility.ThreadFilter];

    public static Task AddedAsync(ForumDb db, Comment comment, CancellationToken cancellation) => AddedAsync(
        db, comment, static (db, args) => db.Posts.WithThreads().Where(p => p.Id == args.Of), static (db, args) => db.Comments.IgnoreQueryFilters(Both).Where(c => c.Id == args.Of), cancellation);

    /// <summary>The same for a comment of an archive, which comes in whoever may see it. A deleted one counts only where it holds a place.</summary>
    public static Task ImportedAsync(ForumDb db, Comment comment, CancellationToken cancellation) => AddedAsync(
        db, comment, static (db, args) => db.Posts.IgnoreQueryFilters(Visibility.OnWordsAndThreads).Where(p => p.Id == args.Of),
        static (db, args) => db.Comments.IgnoreQueryFilters(Visibility.OnWords).Where(c => c.Id == args.Of), cancellation);

    private static async Task AddedAsync(
        ForumDb db, Comment comment, Func<ForumDb, UpdateArgs, IQueryable<Post>> posts, Func<ForumDb, UpdateArgs, IQueryable<Comment>> comments, CancellationToken cancellation)
    {
        if (comment.Status == Status.Published)
            await CompiledUpdate.RunAsync(db, new UpdateArgs { Of = comment.PostId, By = 1 }, posts, static (set, args) => set.SetProperty(p => p.CommentCount, p => p.CommentCount + args.By));
        var (came, parentId) = (0, comment.Status == Status.Deleted ? null : comment.ParentId);
        while (parentId is { } above)
        {
            came++;
            var step = new UpdateArgs { Of = above, By = 1 };
            await CompiledUpdate.RunAsync(db, step, comments, static (set, args) => set.SetProperty(c => c.ReplyCount, c => c.ReplyCount + args.By));
            var parent = await comments(db, step).Select(c => new { c.Status, c.ReplyCount, c.ParentId }).FirstAsync(cancellation);
            // A deleted comment takes its place, as a placeholder, with its first answer.
            parentId = parent is { Status: Status.Deleted, ReplyCount: 1 } ? parent.ParentId : null;
        }
        if (came > 0 && comment.RootId is { } root)
            await CompiledUpdate.RunAsync(db, new UpdateArgs { Of = root, By = came }, comments, static (set, args) => set.SetProperty(c => c.ThreadCount, c => c.ThreadCount + args.By));
    }

    /// <summary>A deleted comment without answers is gone; if that leaves a placeholder above it without answers, that goes too, and so on upwards.</summary>
    public static async Task DeletedAsync(ForumDb db, Comment comment, bool wasPublished, CancellationToken cancellation)
    {
        if (wasPublished)
            await db.Posts.IgnoreQueryFilters(Both).Where(p => p.Id == comment.PostId).ExecuteUpdateAsync(set => set.SetProperty(p => p.CommentCount, p => p.CommentCount - 1), cancellation);
        var gone = 0;
        var (replies, parentId) = (comment.ReplyCount, comment.ParentId);
        while (replies == 0 && parentId is { } above)
        {
            gone++;
            var parents = db.Comments.IgnoreQueryFilters(Both).Where(c => c.Id == above);
            await parents.ExecuteUpdateAsync(set => set.SetProperty(c => c.ReplyCount, c => c.ReplyCount - 1), cancellation);
            var parent = await parents.Select(c => new { c.Status, c.ReplyCount, c.ParentId }).FirstAsync(cancellation);
            if (parent.Status != Status.Deleted)
                break;
            (replies, parentId) = (parent.ReplyCount, parent.ParentId);
        }
        if (gone > 0 && comment.RootId is { } root)
            await db.Comments.IgnoreQueryFilters(Both).Where(c => c.Id == root)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ThreadCount, c => c.ThreadCount - gone), cancellation);
    }
}
