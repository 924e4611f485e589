using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Comments;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Comments;

/// <summary>Deletes one's own comment, after asking.</summary>
public sealed class DeleteModel(OwnCommentQueries queries, CommentService comments, PageKeeper pages) : ForumPage
{
    public OwnComment Comment { get; private set; } = null!;

    /// <summary>Where the comment is read: its thread, or the list of those whose post is gone.</summary>
    public string Thread => Comment.PostSlug.Length > 0 ? Paths.Comment(Lang, Comment.PostId, Comment.PostSlug, Comment.Id) : Paths.Stranded(Lang, Viewer.Handle);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        var own = await queries.ToDeleteAsync(id, cancellation);
        if (!own.Ok)
            return RefuseWithoutForm(own.Refusals);
        Comment = own.Value;
        Head.Title = T["Comment.DeleteTitle"];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await comments.DeleteAsync(id, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        await pages.ChangedAsync(result.Value.Audience, cancellation);
        return Redirect(result.Value.Slug.Length > 0 ? Paths.Post(Lang, result.Value.PostId, Uri.EscapeDataString(result.Value.Slug)) + "#comments" : Paths.Stranded(Lang, Viewer.Handle));
    }
}
