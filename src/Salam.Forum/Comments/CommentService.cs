using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Translation;

namespace Salam.Forum.Comments;

/// <summary>What a member filled into the form of a comment.</summary>
/// <param name="PostId">The post it stands under.</param>
/// <param name="ParentId">The comment it answers, or null.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Language">The code of the language it is probably written in: that of the page.</param>
/// <param name="SubmitKey">Made with the form, so that sending it twice comments once.</param>
/// <param name="Picture">Its picture, which was sent before; null for none.</param>
public sealed record CommentDraft(long PostId, long? ParentId, string? Body, string? Language, Guid SubmitKey, PictureDraft? Picture = null);

/// <summary>Where a comment stands, and for whom; without a slug when its author does not see the post any more.</summary>
public sealed record CommentAddress(long PostId, string Slug, long Id, Audience Audience);

/// <summary>What members do with comments.</summary>
public sealed class CommentService(ForumDb db, CurrentViewer viewer, TimeProvider time, Judge judge, Brakes brakes, PictureKeeper pictures, BlockedHosts hosts)
{
    /// <summary>Comments, on the post or in answer to a comment. A form sent twice is answered with the comment it made the first
    /// time, and refused when that stands in another place: these are other words. What the filter forbids is refused, what it finds indecent is
    /// held until a moderator has seen it.</summary>
    public Task<Result<CommentAddress>> ReplyAsync(CommentDraft draft, CancellationToken cancellation)
    {
        var (text, picture) = (Normalise.Input(draft.Body), draft.Picture?.Normalised());
        var refusals = Refusals(text, picture, draft.Language, draft.SubmitKey);
        // Rendered and judged before others wait for us to have written.
        var (html, judged) = refusals.Count > 0 ? ("", null!) : (Markdown.Render(text).Html, judge.OfComment(text, picture?.Alt ?? ""));
        return db.WriteAsync<CommentAddress>(async () =>
        {
            var args = new ReadArgs { Me = viewer.Value.MemberId, Of = draft.PostId, Key = draft.SubmitKey, Take = 1 };
            if (await CompiledRead.ToListAsync(db, default(Shape), args, CommentedOn, cancellation) is not [var post])
                return Refusal.Missing;
            if (Post.CommentRefusal(viewer.Value, post.Circle, post.Status, post.IsLocked) is { } refusal)
                return refusal;
            if (refusals.Count > 0)
                return refusals;
            if (post.SentId is { } sent)
                return (post.SentTo, post.SentInAnswerTo) == (draft.PostId, draft.ParentId) ? new CommentAddress(draft.PostId, post.Slug, sent, post.Audience) : new Refusal(RefusalKind.Conflict, "FormUsed");
            var parent = draft.ParentId is { } parentId ? await ParentAsync(draft.PostId, parentId, cancellation) : null;
            if (draft.ParentId is not null && parent is null)
                return Refusal.Missing;
            if (parent is { Status: not Status.Published })
                return Refusal.Forbidden("NotOpen");
            if (await BrakedAsync(post, draft.PostId, parent?.RootId ?? parent?.Id, Brakes.LinksIn(html), cancellation) is { } braked)
                return braked;
            if (judged.Refusals("WordsForbidden") is { Count: > 0 } forbidden)
                return forbidden;
            if (hosts.Refuse(html, "Body") is { } blocked)
                return blocked;
            var comment = new Comment
            {
                PostId = draft.PostId,
                ParentId = parent?.Id,
                RootId = parent is null ? null : parent.RootId ?? parent.Id,
                Depth = parent is null ? 0 : parent.Depth + 1,
                AuthorId = args.Me,
                Audience = post.Audience,
                Status = judged.IsHeld ? Status.Held : Status.Published,
                Severity = judged.Severity,
                Found = judged.Found,
                JudgedBy = judged.By,
                Language = Language.Guess(text, post.Language, draft.Language!),
                Body = text,
                BodyHtml = html,
                RendererVersion = Markdown.Version,
                CreatedAt = time.GetUtcNow().UtcDateTime,
                SubmitKey = draft.SubmitKey,
            };
            if (await pictures.SetAsync(comment, picture, cancellation) is { } missing)
                return missing;
            db.Comments.Add(comment);
            await db.SaveChangesAsync(cancellation);
            await CommentCounters.AddedAsync(db, comment, cancellation);
            await judge.ComposedAsync(AsThing(comment, post.Circle), judged, cancellation);
            return new CommentAddress(comment.PostId, post.Slug, comment.Id, comment.Audience);
        }, cancellation);
    }

    private static IQueryable<Facts> CommentedOn(ForumDb db, ReadArgs args, Shape shape) =>
        from p in db.Posts.WithThreads().Where(p => p.Id == args.Of)
        join m in db.Members.Where(m => m.Id == args.Me) on args.Me equals m.Id into members
        from me in members.DefaultIfEmpty()
        join c in db.Comments.Where(c => c.AuthorId == args.Me && c.SubmitKey == args.Key) on args.Me equals c.AuthorId into before
        from sent in before.DefaultIfEmpty()
        select new Facts(
            p.Slug, p.Circle, p.Audience, p.Status, p.Language, p.IsLocked, p.SlowMinutes, (DateTime?)me.JoinedAt, me.SilencedUntil, me.SuspendedUntil, (long?)sent.Id, (long?)sent.PostId, sent.ParentId);

    /// <summary>
    /// Changes the words and the picture of one's own comment. Refused when it was changed since <paramref name="version"/>, where that is known. The new words are
    /// judged as those of a new comment; what was held or removed stays so.
    /// </summary>
    public Task<Result<CommentAddress>> EditAsync(long id, string? body, PictureDraft? shown, long? version, CancellationToken cancellation) => db.WriteAsync<CommentAddress>(async () =>
    {
        var (comment, slug) = await FindAsync(id, cancellation);
        if (comment is null || slug is null)
            return Refusal.Missing;
        if (comment.ChangeRefusal(viewer.Value) is { } refusal)
            return refusal;
        var (text, picture) = (Normalise.Input(body), shown?.Normalised());
        if (Refusals(text, picture, comment.Language, comment.SubmitKey) is { Count: > 0 } refusals)
            return refusals;
        if (text != comment.Body || picture?.Key != comment.PictureKey || (picture?.Alt ?? "") != comment.PictureAlt)
        {
            if (Edits.StaleRefusal(version, comment.EditedAt) is { } stale)
                return stale;
            if (await RewriteAsync(comment, text, picture, cancellation) is { Count: > 0 } refused)
                return refused;
        }
        return new CommentAddress(comment.PostId, slug, comment.Id, comment.Audience);
    }, cancellation);

    /// <summary>Deletes one's own comment: its words are wiped; while it has answers a placeholder stays. Also under a post that is
    /// gone, where the address has no slug. A case that waits keeps its words until it is decided.</summary>
    public Task<Result<CommentAddress>> DeleteAsync(long id, CancellationToken cancellation) => db.WriteAsync<CommentAddress>(async () =>
    {
        var (comment, slug) = await FindAsync(id, cancellation);
        if (comment is null)
            return Refusal.Missing;
        if (comment.DeleteRefusal(viewer.Value, slug is not null) is { } refusal)
            return refusal;
        var wasPublished = comment.Status == Status.Published;
        await Docket.KeepAsync(db, ThingKind.Comment, id, comment.AsWritten(), cancellation);
        await pictures.RemoveAsync(comment, cancellation);
        comment.Wipe(time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        await CommentCounters.DeletedAsync(db, comment, wasPublished, cancellation);
        await TranslationKeeper.RemoveAsync(db, ThingKind.Comment, id, cancellation);
        return new CommentAddress(comment.PostId, slug ?? "", comment.Id, comment.Audience);
    }, cancellation);

    /// <summary>Puts new words in the place of the old ones, judged anew; says why not where they are not taken.</summary>
    private async Task<List<Refusal>> RewriteAsync(Comment comment, string text, PictureDraft? picture, CancellationToken cancellation)
    {
        var html = Markdown.Render(text).Html;
        if (await brakes.ChangeRefusalAsync(ThingKind.Comment, comment.Id, Brakes.LinksIn(comment.BodyHtml), Brakes.LinksIn(html), cancellation) is { } braked)
            return [braked];
        var judged = judge.OfComment(text, picture?.Alt ?? "");
        if (judged.Refusals("WordsForbidden") is { Count: > 0 } forbidden)
            return forbidden;
        if (hosts.Refuse(html, "Body") is { } blocked)
            return [blocked];
        var (saysTheSame, before) = (comment.Body == text, TranslatedText.VersionOf(comment.CreatedAt, comment.EditedAt));
        (comment.Body, comment.BodyHtml, comment.RendererVersion) = (text, html, Markdown.Version);
        (comment.Severity, comment.Found, comment.JudgedBy, comment.IsApproved) = (judged.Severity, judged.Found, judged.By, false);
        comment.EditedAt = Edits.Next(time.GetUtcNow().UtcDateTime, comment.EditedAt);
        if (await pictures.SetAsync(comment, picture, cancellation) is { } missing)
            return [missing];
        await db.SaveChangesAsync(cancellation);
        await (saysTheSame
            ? TranslationKeeper.KeepAsync(db, ThingKind.Comment, comment.Id, before, comment.EditedAt.Value, cancellation)
            : TranslationKeeper.RemoveAsync(db, ThingKind.Comment, comment.Id, cancellation));
        // Commenting is for the circle of the post's author, so its author is of that circle too.
        await judge.ChangedAsync(AsThing(comment, viewer.Value.Circle!.Value), judged, cancellation);
        return [];
    }

    private async Task<Refusal?> BrakedAsync(Facts post, long postId, long? rootId, int links, CancellationToken cancellation) =>
        await brakes.CommentRefusalAsync(new Braked(post.JoinedAt!.Value, post.SilencedUntil, post.SuspendedUntil), links, cancellation)
        ?? await brakes.SlowRefusalAsync(postId, post.SlowMinutes, cancellation)
        ?? (rootId is { } root ? await brakes.HeatRefusalAsync(root, cancellation) : null);

    private static Thing AsThing(Comment comment, Circle circle) => new(ThingKind.Comment, comment.Id, comment.PostId, comment.AuthorId, circle, comment.Audience, comment.Language, comment.Status);

    /// <summary>A comment with words, and the slug of its post; null for the slug when the viewer does not see the post.</summary>
    private async Task<(Comment? Comment, string? Slug)> FindAsync(long id, CancellationToken cancellation)
    {
        var found = await (
            from c in db.Comments.WithThreads().AsTracking().Where(c => c.Id == id && c.Status != Status.Deleted)
            join p in db.Posts on c.PostId equals p.Id into posts
            from post in posts.DefaultIfEmpty()
            select new { Comment = c, Slug = (string?)post.Slug }).FirstOrDefaultAsync(cancellation);
        return (found?.Comment, found?.Slug);
    }

    private Task<Comment?> ParentAsync(long postId, long id, CancellationToken cancellation) =>
        db.Comments.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id && c.PostId == postId, cancellation);

    private static List<Refusal> Refusals(string text, PictureDraft? picture, string? language, Guid submitKey)
    {
        List<Refusal> refusals = [.. TextRules.CheckMarkdown(text, "Body", 1, Comment.BodyMax), .. picture?.Refusals() ?? []];
        if (Language.Find(language) is null)
            refusals.Add(Refusal.Invalid("LanguageUnknown", "Language"));
        if (submitKey == Guid.Empty)
            refusals.Add(Refusal.Invalid("FormIncomplete"));
        return refusals;
    }

    private readonly record struct Shape;

    private readonly record struct Facts(
        string Slug, Circle Circle, Audience Audience, Status Status, string Language, bool IsLocked, int SlowMinutes, DateTime? JoinedAt, DateTime? SilencedUntil, DateTime? SuspendedUntil,
        long? SentId, long? SentTo, long? SentInAnswerTo);
}
