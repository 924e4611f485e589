using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Posts;

/// <summary>Posts.</summary>
[TakesPictures]
public sealed class SubmitModel(PostService posts, PageKeeper pages) : ComposerPage
{
    public void OnGet()
    {
        Head.Title = T["Submit.Title"];
        Begin();
        if (InAddress("link") is { Length: > 0 } link)
            (Kind, Link) = (PostKind.Link, link);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Head.Title = T["Submit.Title"];
        // A word that is no choice must not count as the first one: that would be a post for everyone instead of one's circle.
        if (!ModelState.IsValid)
            return Refuse([Refusal.Invalid("FormIncomplete")]);
        if ((await TakeFilesAsync(cancellation)).Refusals is { Count: > 0 } bad)
            return Refuse(bad);
        var result = await posts.SubmitAsync(Draft, cancellation);
        // What the form made before is gone; sent again, it is to make something.
        if (result.IsConflict)
            SubmitKey = Guid.NewGuid();
        if (!result.Ok)
            return Refuse(result.Refusals);
        await pages.ChangedAsync(result.Value.Audience, cancellation);
        return Redirect(Paths.Post(Lang, result.Value.Id, Uri.EscapeDataString(result.Value.Slug)));
    }
}
