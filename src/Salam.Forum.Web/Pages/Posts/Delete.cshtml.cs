using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Posts;

/// <summary>Deletes one's own post, after asking.</summary>
public sealed class DeleteModel(PostQueries queries, PostService posts, PageKeeper pages) : ForumPage
{
    public Post Post { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        var own = await queries.OwnAsync(id, cancellation);
        if (!own.Ok)
            return RefuseWithoutForm(own.Refusals);
        Post = own.Value;
        Head.Title = T["Post.DeleteTitle"];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var result = await posts.DeleteAsync(id, cancellation);
        if (!result.Ok)
            return RefuseWithoutForm(result.Refusals);
        await pages.ChangedAsync(result.Value.Audience, cancellation);
        return Redirect(Paths.Home(Lang));
    }
}
