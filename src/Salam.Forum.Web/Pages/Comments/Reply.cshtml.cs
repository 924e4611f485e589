using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Feeds;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Comments;

/// <summary>Answers a comment.</summary>
public sealed class ReplyModel(CommentQueries queries, PostQueries posts, CommentService comments, PageKeeper pages) : CommentFormPage
{
    public CommentSource Source { get; private set; } = null!;
    public Circle Circle { get; private set; }

    /// <summary>The post that the comment stands under.</summary>
    public FeedRow Post { get; private set; } = null!;

    /// <summary>Why the viewer may not answer here; null when she may.</summary>
    public Refusal? Rule { get; private set; }

    /// <summary>Whether it stands under the news of a project.</summary>
    public bool IsNews { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        SubmitKey = Guid.NewGuid();
        return await ShowAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if (!await ShowAsync(id, cancellation))
            return NotFound();
        if ((await TakeFilesAsync(cancellation)).Refusals is { Count: > 0 } bad)
            return Refuse(bad);
        var result = await comments.ReplyAsync(new CommentDraft(Source.PostId, id, Body, Lang, SubmitKey, NamedPicture), cancellation);
        if (result.IsConflict)
            SubmitKey = Guid.NewGuid();
        if (!result.Ok)
            return Refuse(result.Refusals);
        await pages.ChangedAsync(result.Value.Audience, cancellation);
        return Redirect($"{Paths.Comment(Lang, Source.PostId, Uri.EscapeDataString(Source.PostSlug), id)}#c{result.Value.Id}");
    }

    private async Task<bool> ShowAsync(long id, CancellationToken cancellation)
    {
        if (await queries.SourceAsync(id, cancellation) is not { } source || await posts.ShowAsync(source.PostId, cancellation) is not { } post)
            return false;
        (Source, Post, Circle, Rule) = (source, post.Row, post.Row.Circle, post.CommentRefusal);
        IsNews = post.UpdateId is not null;
        Head.Title = TitleOf(post.Row);
        return true;
    }
}
