using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Media;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.Pages.Posts;

namespace Salam.Forum.Web.Pages.Pictures;

/// <summary>Takes pictures for a post that is being written: one by one for our script, several with the whole form without it.</summary>
[TakesPictures]
public sealed class AddModel : ComposerPage
{
    public IActionResult OnGet() => Redirect(Paths.Submit(Lang));

    public async Task<IActionResult> OnPostAsync(long? edited, CancellationToken cancellation)
    {
        (Head.Title, EditedId) = (T[edited is null ? "Submit.Title" : "Edit.Title"], edited);
        var (taken, refusals) = await TakeFilesAsync(cancellation);
        if (refusals.Count > 0)
            return Refuse(refusals);
        if (!WantsJson)
            return Page();
        return taken is [var picture]
            ? new JsonResult(new { key = picture.Key.ToString("n"), src = Paths.Picture(picture.Key, PictureSizes.Smallest(picture.Width)), width = picture.Width, height = picture.Height })
            : Refuse([Refusal.Invalid("PictureFormat", PictureService.Field)]);
    }
}
