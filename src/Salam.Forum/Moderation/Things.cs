using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.Members;

namespace Salam.Forum.Moderation;

/// <summary>What moderation needs to know of a post, a comment or a member.</summary>
/// <param name="PostId">The post that it is, or stands under; null for a member.</param>
/// <param name="Status">Where it stands; published for a member.</param>
public sealed record Thing(ThingKind Kind, long Id, long? PostId, long AuthorId, Circle Circle, Audience Audience, string Language, Status Status);

/// <summary>What is thought of the words of a thing.</summary>
/// <param name="IsApproved">Whether a moderator approved them.</param>
/// <param name="Severity">What the filter found in them; nothing once they were approved.</param>
public sealed record Approval(bool IsApproved, Severity Severity);

/// <summary>Where a thing stands, and what is thought of its words.</summary>
public sealed record ThingState(Status Status, Approval Approval);

/// <summary>Finds things and moves them between the places where they can stand, with their counters; always inside the transaction of the act.</summary>
public sealed class Things(ForumDb db)
{
    /// <summary>The thing as the viewer sees it; null when she sees none.</summary>
    public Task<Thing?> FindAsync(ThingKind kind, long id, CancellationToken cancellation) => kind switch
    {
        ThingKind.Post => db.Posts.Where(p => p.Id == id)
            .Select(p => new Thing(ThingKind.Post, p.Id, p.Id, p.AuthorId, p.Circle, p.Audience, p.Language, p.Status)).FirstOrDefaultAsync(cancellation),
        ThingKind.Comment => (
            from c in db.Comments.WithThreads()
            where c.Id == id && c.Status != Status.Deleted
            join p in db.Posts on c.PostId equals p.Id
            select new Thing(ThingKind.Comment, c.Id, c.PostId, c.AuthorId, p.Circle, c.Audience, c.Language, c.Status)).FirstOrDefaultAsync(cancellation),
        ThingKind.Member => db.Members.Where(Member.IsShown).Where(m => m.Id == id)
            .Select(m => new Thing(ThingKind.Member, m.Id, null, m.Id, m.Circle, Audience.Everyone, m.Languages, Status.Published)).FirstOrDefaultAsync(cancellation),
        _ => Task.FromResult<Thing?>(null),
    };

    /// <summary>Where the thing stands and what is thought of its words, whoever may see it; null when there is none, and for a member.</summary>
    public async Task<ThingState?> StateAsync(ThingKind kind, long id, CancellationToken cancellation) =>
        kind is ThingKind.Post or ThingKind.Comment
        && await CompiledRead.ToListAsync(db, new Shape(kind), new ReadArgs { Of = id, Take = 1 }, States, cancellation) is [var state] ? state : null;

    /// <summary>Moves those of the things that still stand where they are thought to stand; returns how many.</summary>
    public async Task<int> MoveAsync(ThingKind kind, IReadOnlyCollection<long> ids, Status from, Status to, CancellationToken cancellation)
    {
        var moved = 0;
        foreach (var some in ids.Chunk(200))
            moved += kind == ThingKind.Post ? await MovePostsAsync(some, from, to, cancellation) : await MoveCommentsAsync(some, from, to, cancellation);
        return moved;
    }

    /// <summary>
    /// Approves the words of a thing, in which nothing is found from now on; returns what stood before and what stands since. Null where there are no
    /// words to approve.
    /// </summary>
    public async Task<(Approval Before, Approval After)?> ApproveAsync(ThingKind kind, long id, CancellationToken cancellation)
    {
        if (await StateAsync(kind, id, cancellation) is not { } state)
            return null;
        return await ApproveAsync(kind, id, state.Approval, cancellation);
    }

    /// <summary>The same for words of which it is known already what is thought of them.</summary>
    public async Task<(Approval Before, Approval After)> ApproveAsync(ThingKind kind, long id, Approval was, CancellationToken cancellation)
    {
        var approved = new Approval(true, Severity.Clean);
        await ApproveAsync(kind, id, was, approved, cancellation);
        return (was, approved);
    }

    /// <summary>Sets what is thought of the words of a thing, where they are still thought of so; words that were changed since are not.</summary>
    public Task ApproveAsync(ThingKind kind, long id, Approval from, Approval to, CancellationToken cancellation) => kind switch
    {
        ThingKind.Post => AllPosts(db).Where(p => p.Id == id && p.IsApproved == from.IsApproved)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.IsApproved, to.IsApproved).SetProperty(p => p.Severity, to.Severity), cancellation),
        ThingKind.Comment => AllComments(db).Where(c => c.Id == id && c.IsApproved == from.IsApproved)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.IsApproved, to.IsApproved).SetProperty(c => c.Severity, to.Severity), cancellation),
        _ => Task.CompletedTask,
    };

    /// <summary>Those of the things that their author has rewritten since that moment, UTC.</summary>
    public Task<List<long>> RewrittenAsync(ThingKind kind, IReadOnlyCollection<long> ids, DateTime since, CancellationToken cancellation) => kind == ThingKind.Post
        ? AllPosts(db).Where(p => ids.Contains(p.Id) && p.EditedAt > since).Select(p => p.Id).ToListAsync(cancellation)
        : AllComments(db).Where(c => ids.Contains(c.Id) && c.EditedAt > since).Select(c => c.Id).ToListAsync(cancellation);

    /// <summary>Those of the things that are held, whoever may see them.</summary>
    public Task<List<Thing>> HeldAsync(ThingKind kind, IReadOnlyCollection<long> ids, CancellationToken cancellation) => kind == ThingKind.Post
        ? AllPosts(db).Where(p => ids.Contains(p.Id) && p.Status == Status.Held)
            .Select(p => new Thing(ThingKind.Post, p.Id, p.Id, p.AuthorId, p.Circle, p.Audience, p.Language, p.Status)).ToListAsync(cancellation)
        : (
            from c in AllComments(db)
            where ids.Contains(c.Id) && c.Status == Status.Held
            join p in AllPosts(db) on c.PostId equals p.Id
            select new Thing(ThingKind.Comment, c.Id, c.PostId, c.AuthorId, p.Circle, c.Audience, c.Language, c.Status)).ToListAsync(cancellation);

    /// <summary>Posts past every filter: moderation moves them whoever may see them.</summary>
    internal static IQueryable<Posts.Post> AllPosts(ForumDb db) => db.Posts.IgnoreQueryFilters(Visibility.OnWordsAndThreads);

    /// <summary>Comments past every filter.</summary>
    internal static IQueryable<Comments.Comment> AllComments(ForumDb db) => db.Comments.IgnoreQueryFilters(Visibility.OnWords);

    /// <summary>Pictures past every filter.</summary>
    internal static IQueryable<Media.Picture> AllPictures(ForumDb db) => db.Pictures.IgnoreQueryFilters([Visibility.AudienceFilter]);

    /// <summary>Cards of links past every filter.</summary>
    internal static IQueryable<LinkCards.LinkCard> AllCards(ForumDb db) => db.LinkCards.IgnoreQueryFilters([Visibility.AudienceFilter]);

    private static IQueryable<ThingState> States(ForumDb db, ReadArgs args, Shape shape) => shape.Kind == ThingKind.Post
        ? AllPosts(db).Where(p => p.Id == args.Of).Select(p => new ThingState(p.Status, new Approval(p.IsApproved, p.Severity)))
        : AllComments(db).Where(c => c.Id == args.Of).Select(c => new ThingState(c.Status, new Approval(c.IsApproved, c.Severity)));

    private Task<int> MovePostsAsync(long[] ids, Status from, Status to, CancellationToken cancellation) =>
        AllPosts(db).Where(p => ids.Contains(p.Id) && p.Status == from).ExecuteUpdateAsync(set => set.SetProperty(p => p.Status, to), cancellation);

    private async Task<int> MoveCommentsAsync(long[] ids, Status from, Status to, CancellationToken cancellation)
    {
        var rows = AllComments(db).Where(c => ids.Contains(c.Id) && c.Status == from);
        var byPost = await rows.GroupBy(c => c.PostId).Select(g => new { PostId = g.Key, Count = g.Count() }).ToListAsync(cancellation);
        var moved = await rows.ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, to), cancellation);
        var step = (to == Status.Published ? 1 : 0) - (from == Status.Published ? 1 : 0);
        if (step != 0)
        {
            foreach (var post in byPost)
                await AllPosts(db).Where(p => p.Id == post.PostId).ExecuteUpdateAsync(set => set.SetProperty(p => p.CommentCount, p => p.CommentCount + step * post.Count), cancellation);
        }
        return moved;
    }

    private readonly record struct Shape(ThingKind Kind);
}
