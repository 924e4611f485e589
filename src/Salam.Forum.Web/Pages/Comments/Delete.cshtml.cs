using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Comments;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Comments;

/// <summary>Deletes one's own comment, after asking.</summary>
public sealed class DeleteModel(CommentQueries queries, CommentService comments, PageKeeper pages) : ForumPage
{
    public CommentSource Source { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await queries.SourceAsync(id, cancellation) is not { } source)
            return NotFound();
        if (!source.IsMine)
            return RefuseWithoutForm([Refusal.Forbidden("NotYours")]);
        Source = source;
        Head.Title = T["Comment.DeleteTitle"];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await comments.DeleteAsync(id, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        await pages.ChangedAsync(cancellation);
        return Redirect(Paths.Post(Lang, result.Value.PostId, Uri.EscapeDataString(result.Value.Slug)) + "#comments");
    }
}
