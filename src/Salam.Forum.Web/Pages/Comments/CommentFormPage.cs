using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Media;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.Pages.Pictures;

namespace Salam.Forum.Web.Pages.Comments;

/// <summary>What the pages share that show the form of a comment: to write one, to answer one, and to change it.</summary>
[TakesPictures]
public abstract class CommentFormPage : PicturesPage
{
    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public Guid SubmitKey { get; set; }

    /// <summary>The picture that the form names; null for none.</summary>
    protected PictureDraft? NamedPicture => Named is [var picture, ..] ? picture : null;

    /// <inheritdoc/>
    protected override int PicturesMost => 1;
}
