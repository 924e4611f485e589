using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Posts;

/// <summary>Shows a post as it would look, before it is posted or changed; keeps nothing.</summary>
[TakesPictures]
public sealed class PreviewModel(PostService posts, HelpPanel panel) : ComposerPage
{
    public IActionResult OnGet() => Redirect(Paths.Submit(Lang));

    public async Task<IActionResult> OnPostAsync(long? edited, CancellationToken cancellation)
    {
        Head.Title = T["Submit.Preview"];
        EditedId = edited;
        var body = Normalise.Input(Body);
        if (TextRules.CheckMarkdown(body, nameof(Body), 0, Post.BodyMax).ToList() is { Count: > 0 } refusals)
            return Refuse(refusals);
        if ((await TakeFilesAsync(cancellation)).Refusals is { Count: > 0 } bad)
            return Refuse(bad);
        ShowPreview();
        Judged = posts.Preview(Draft);
        Help = await panel.ForAsync(Request, Judged.Distress, cancellation);
        return Page();
    }
}
