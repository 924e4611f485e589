using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Text;
using Salam.Forum.Votes;

namespace Salam.Forum.Posts;

/// <summary>Where a post stands, and for whom.</summary>
public sealed record PostAddress(long Id, string Slug, Audience Audience);

/// <summary>What members do with posts.</summary>
public sealed class PostService(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>Posts. A form sent twice is answered with the post it made the first time.</summary>
    public async Task<Result<PostAddress>> SubmitAsync(PostDraft written, CancellationToken cancellation)
    {
        if (viewer.Value is not { IsMember: true, Circle: { } circle })
            return Refusal.LogIn;
        var draft = written.Normalised();
        if (draft.Refusals() is { Count: > 0 } refusals)
            return refusals;
        var post = Compose(draft, circle);
        return await db.WriteAsync<PostAddress>(async () =>
        {
            var sent = await db.Posts.Where(p => p.AuthorId == post.AuthorId && p.SubmitKey == post.SubmitKey)
                .Select(p => new PostAddress(p.Id, p.Slug, p.Audience)).FirstOrDefaultAsync(cancellation);
            if (sent is not null)
                return sent;
            db.Posts.Add(post);
            await db.SaveChangesAsync(cancellation);
            return new PostAddress(post.Id, post.Slug, post.Audience);
        }, cancellation);
    }

    /// <summary>Changes the words and the language of one's own post; kind, address and audience stay. Refused when it was changed since the form was drawn.</summary>
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
        if (post.Title == draft.Title && post.Body == draft.Body && post.Language == draft.Language)
            return new PostAddress(post.Id, post.Slug, post.Audience);
        if (Edits.StaleRefusal(written.Version, post.EditedAt) is { } stale)
            return stale;
        var body = Markdown.Render(draft.Body!);
        (post.Title, post.Slug, post.Language) = (draft.Title!, Slug.From(draft.Title!), draft.Language!);
        (post.Body, post.BodyHtml, post.Excerpt, post.RendererVersion) = (draft.Body!, body.Html, body.Excerpt, Markdown.Version);
        post.EditedAt = Edits.Next(time.GetUtcNow().UtcDateTime, post.EditedAt);
        await db.SaveChangesAsync(cancellation);
        return new PostAddress(post.Id, post.Slug, post.Audience);
    }, cancellation);

    /// <summary>Deletes one's own post; its words and its link are wiped, its number is never used again.</summary>
    public Task<Result<PostAddress>> DeleteAsync(long id, CancellationToken cancellation) => db.WriteAsync<PostAddress>(async () =>
    {
        var post = await db.Posts.AsTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation);
        if (post is null)
            return Refusal.Missing;
        if (post.ChangeRefusal(viewer.Value) is { } refusal)
            return refusal;
        post.Wipe(time.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellation);
        return new PostAddress(post.Id, "", post.Audience);
    }, cancellation);

    private Post Compose(PostDraft draft, Circle circle)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var body = Markdown.Render(draft.Body!);
        var link = draft.Kind == PostKind.Link ? PostLink.Parse(draft.Link!) : null;
        return new Post
        {
            AuthorId = viewer.Value.MemberId,
            Circle = circle,
            Audience = draft.AudienceFor(circle),
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
            CreatedAt = now,
            Rank = Tally.Rank(0, now),
            SubmitKey = draft.SubmitKey,
        };
    }
}
