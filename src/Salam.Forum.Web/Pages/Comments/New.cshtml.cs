using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Comments;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Comments;

/// <summary>Comments on a post.</summary>
public sealed class NewModel(PostQueries posts, CommentService comments, PageKeeper pages) : CommentFormPage
{
    public PostView Post { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        SubmitKey = Guid.NewGuid();
        return await ShowAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        if ((await TakeFilesAsync(cancellation)).Refusals is { Count: > 0 } bad)
            return await ShowAsync(id, cancellation) ? Refuse(bad) : NotFound();
        var result = await comments.ReplyAsync(new CommentDraft(id, null, Body, Lang, SubmitKey, NamedPicture), cancellation);
        if (result.Ok)
        {
            await pages.ChangedAsync(result.Value.Audience, cancellation);
            return Redirect($"{Paths.Post(Lang, id, Uri.EscapeDataString(result.Value.Slug))}?sort=new#c{result.Value.Id}");
        }
        if (result.IsConflict)
            SubmitKey = Guid.NewGuid();
        return await ShowAsync(id, cancellation) ? Refuse(result.Refusals) : NotFound();
    }

    private async Task<bool> ShowAsync(long id, CancellationToken cancellation)
    {
        if (await posts.ShowAsync(id, cancellation) is not { } post)
            return false;
        Post = post;
        Head.Title = TitleOf(post.Row);
        return true;
    }
}
