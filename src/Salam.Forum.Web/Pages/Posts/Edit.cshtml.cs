using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Posts;

/// <summary>Changes one's own post.</summary>
[TakesPictures]
public sealed class EditModel(PostQueries queries, PostService posts, PageKeeper pages) : ComposerPage
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        var own = await queries.OwnAsync(id, cancellation);
        if (!own.Ok)
            return RefuseWithoutForm(own.Refusals);
        var post = own.Value;
        (EditedId, Kind, Title, Body, Link, Language, Version) = (id, post.Kind, post.Title, post.Body, post.LinkUrl, post.Language, Edits.Version(post.EditedAt));
        Head.Title = T["Edit.Title"];
        Begin();
        await BeginWithPicturesAsync(post, cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        EditedId = id;
        Head.Title = T["Edit.Title"];
        if ((await TakeFilesAsync(cancellation)).Refusals is { Count: > 0 } bad)
            return Refuse(bad);
        var result = await posts.EditAsync(id, Draft, cancellation);
        if (result.IsConflict && await queries.OwnAsync(id, cancellation) is { Ok: true, Value: var now })
        {
            // Told of it, she may put her words in place of the others.
            Version = Edits.Version(now.EditedAt);
            return Refuse(result.Refusals);
        }
        if (!result.Ok)
            return result.Refusals.Any(r => r.Kind is RefusalKind.Invalid or RefusalKind.TooMany) ? Refuse(result.Refusals) : RefuseWithoutForm(result.Refusals);
        await pages.ChangedAsync(result.Value.Audience, cancellation);
        return Redirect(Paths.Post(Lang, id, Uri.EscapeDataString(result.Value.Slug)));
    }
}
