using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;
using Salam.Forum.LinkCards;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Search;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Votes;

namespace Salam.Forum.Posts;

/// <summary>Where a post stands, and for whom.</summary>
public sealed record PostAddress(long Id, string Slug, Audience Audience);

/// <summary>What members do with posts.</summary>
public sealed class PostService(ForumDb db, CurrentViewer viewer, TimeProvider time, Judge judge, Brakes brakes, PictureKeeper pictures, LinkKeeper links)
{
    /// <summary>
    /// Posts. A form sent twice is answered with the post it made the first time. What the filter forbids is refused, what it finds indecent is held
    /// until a moderator has seen it.
    /// </summary>
    public async Task<Result<PostAddress>> SubmitAsync(PostDraft written, CancellationToken cancellation)
    {
        if (viewer.Value is not { IsMember: true, Circle: { } circle })
            return Refusal.LogIn;
        var draft = written.Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var judged = JudgeDraft(draft);
        return await db.WriteAsync<PostAddress>(async () =>
        {
            // In here: whoever has to begin again begins with a post that has no number yet.
            var post = Compose(draft, circle, judged);
            var (me, sent) = await SentBeforeAsync(post, cancellation);
            if (sent is not null)
                return sent;
            if (await brakes.PostRefusalAsync(me, Brakes.LinksIn(post.Kind, post.BodyHtml), cancellation) is { } braked)
                return braked;
            if (judged.Refusals("WordsForbidden") is { Count: > 0 } forbidden)
                return forbidden;
            if (links.Refuse(post.BodyHtml, post.LinkUrl is null ? null : new Uri(post.LinkUrl)) is { } blocked)
                return blocked;
            db.Posts.Add(post);
            await db.SaveChangesAsync(cancellation);
            if (await pictures.SetAsync(post, draft.Pictures, cancellation) is { } missing)
                return missing;
            await links.AskAsync(post, cancellation);
            await PostIndex.AddAsync(db, post, cancellation);
            await judge.ComposedAsync(AsThing(post), judged, cancellation);
            return new PostAddress(post.Id, post.Slug, post.Audience);
        }, cancellation);
    }

    /// <summary>What a post would be judged, before it is posted; keeps nothing.</summary>
    public Judged Preview(PostDraft written) => JudgeDraft(written.Normalised());

    /// <summary>
    /// Changes the words, the language and the pictures of one's own post; kind, address and audience stay. Refused when it was changed since the form was drawn.
    /// The new words are judged as those of a new post; what was held or removed stays so.
    /// </summary>
    public Task<Result<PostAddress>> EditAsync(long id, PostDraft written, CancellationToken cancellation) => db.WriteAsync<PostAddress>(async () =>
    {
        var post = await db.Posts.AsTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (post is null)
            return Refusal.Missing;
        if (post.ChangeRefusal(viewer.Value) is { } refusal)
            return refusal;
        var draft = (written with { Kind = post.Kind, Link = post.LinkUrl, SubmitKey = post.SubmitKey }).Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var shown = await pictures.ShownAsync(post, cancellation);
        var saysTheSame = post.Title == draft.Title && post.Body == draft.Body && post.Language == draft.Language;
        if (saysTheSame && post.AreBlurred == draft.BlurPictures && shown.SequenceEqual(draft.Pictures))
            return new PostAddress(post.Id, post.Slug, post.Audience);
        if (Edits.StaleRefusal(written.Version, post.EditedAt) is { } stale)
            return stale;
        var body = Markdown.Render(draft.Body!);
        if (await brakes.ChangeRefusalAsync(ThingKind.Post, id, Brakes.LinksIn(post.Kind, post.BodyHtml), Brakes.LinksIn(post.Kind, body.Html), cancellation) is { } braked)
            return braked;
        var judged = JudgeDraft(draft);
        if (judged.Refusals("WordsForbidden") is { Count: > 0 } forbidden)
            return forbidden;
        if (links.Refuse(body.Html, address: null) is { } blocked)
            return blocked;
        (post.Title, post.Slug, post.Language) = (draft.Title!, Slug.From(draft.Title!), draft.Language!);
        (post.Body, post.BodyHtml, post.Excerpt, post.RendererVersion) = (draft.Body!, body.Html, body.Excerpt, Markdown.Version);
        (post.Severity, post.Found, post.JudgedBy, post.IsApproved) = (judged.Severity, judged.Found, judged.By, false);
        var before = TranslatedText.VersionOf(post.CreatedAt, post.EditedAt);
        (post.AreBlurred, post.EditedAt) = (draft.BlurPictures, Edits.Next(time.GetUtcNow().UtcDateTime, post.EditedAt));
        if (await pictures.SetAsync(post, draft.Pictures, cancellation) is { } missing)
            return missing;
        await db.SaveChangesAsync(cancellation);
        await PostIndex.ChangeAsync(db, post, cancellation);
        await (saysTheSame
            ? TranslationKeeper.KeepAsync(db, ThingKind.Post, id, before, post.EditedAt.Value, cancellation)
            : TranslationKeeper.RemoveAsync(db, ThingKind.Post, id, cancellation));
        await judge.ChangedAsync(AsThing(post), judged, cancellation);
        return new PostAddress(post.Id, post.Slug, post.Audience);
    }, cancellation);

    /// <summary>Deletes one's own post; its words and its link are wiped, its number is never used again. A case that waits keeps them until it is decided.</summary>
    public Task<Result<PostAddress>> DeleteAsync(long id, CancellationToken cancellation) => db.WriteAsync<PostAddress>(async () =>
    {
        var post = await db.Posts.AsTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (post is null)
            return Refusal.Missing;
        if (post.ChangeRefusal(viewer.Value) is { } refusal)
            return refusal;
        await Docket.KeepAsync(db, ThingKind.Post, id, post.AsWritten(), cancellation);
        await pictures.RemoveAsync(post, cancellation);
        await links.RemoveAsync(post, cancellation);
        post.Wipe(time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        await PostIndex.RemoveAsync(db, id, cancellation);
        await TranslationKeeper.RemoveAsync(db, ThingKind.Post, id, cancellation);
        return new PostAddress(post.Id, "", post.Audience);
    }, cancellation);

    /// <summary>What the brakes ask of the viewer, and the post that the same form made before; in one read.</summary>
    private async Task<(Braked Me, PostAddress? Sent)> SentBeforeAsync(Post post, CancellationToken cancellation)
    {
        var (author, key) = (post.AuthorId, post.SubmitKey);
        var found = await (
            from m in db.Members
            where m.Id == author
            join p in db.Posts.Where(p => p.SubmitKey == key) on m.Id equals p.AuthorId into sent
            from before in sent.DefaultIfEmpty()
            select new { Me = new Braked(m.JoinedAt, m.SilencedUntil, m.SuspendedUntil), Id = (long?)before.Id, Slug = (string?)before.Slug, Audience = (Audience?)before.Audience }).FirstAsync(cancellation);
        return (found.Me, found.Id is { } id ? new PostAddress(id, found.Slug!, found.Audience!.Value) : null);
    }

    private Judged JudgeDraft(PostDraft draft) => judge.OfPost(draft.Title, draft.Body, draft.Kind == PostKind.Link ? draft.Link : null, draft.PictureWords);

    private static Thing AsThing(Post post) => new(ThingKind.Post, post.Id, post.Id, post.AuthorId, post.Circle, post.Audience, post.Language, post.Status);

    private Post Compose(PostDraft draft, Circle circle, Judged judged)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var body = Markdown.Render(draft.Body!);
        var link = draft.Kind == PostKind.Link ? PostLink.Parse(draft.Link!) : null;
        return new Post
        {
            AuthorId = viewer.Value.MemberId,
            Circle = circle,
            Audience = draft.AudienceFor(circle),
            Status = judged.IsHeld ? Status.Held : Status.Published,
            Severity = judged.Severity,
            Found = judged.Found,
            JudgedBy = judged.By,
            Kind = draft.Kind,
            Language = draft.Language!,
            Title = draft.Title!,
            Slug = Slug.From(draft.Title!),
            Body = draft.Body!,
            BodyHtml = body.Html,
            Excerpt = body.Excerpt,
            RendererVersion = Markdown.Version,
            LinkUrl = link?.AbsoluteUri,
            LinkHost = link is null ? null : PostLink.HostOf(link),
            AreBlurred = draft.BlurPictures && draft.Pictures.Count > 0,
            CreatedAt = now,
            Rank = Tally.Rank(0, now),
            SubmitKey = draft.SubmitKey,
        };
    }
}
