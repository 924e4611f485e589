using System.Globalization;
using Microsoft.AspNetCore.Html;
using Salam.Forum.Feeds;
using Salam.Forum.Media;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>Pictures: the first one beside a row, all of them in a post.</summary>
public sealed partial class Pieces
{
    /// <summary>How wide a picture is drawn, by what there is room for.</summary>
    private const string OneInSizes = "(min-width:720px) 680px, 100vw", ManyInSizes = "(min-width:720px) 336px, 50vw", OneOfCommentSizes = "(min-width:720px) 360px, 80vw";

    /// <summary>
    /// The pictures of a post, in their order. Blurred ones stand behind a line to be opened on purpose, and are not asked for before. What a picture
    /// shows is in the words of its author; where she gave none, its place among the others.
    /// </summary>
    public IHtmlContent Pictures(IReadOnlyList<PictureView> pictures, bool areBlurred, string language) => pictures.Count == 0 ? HtmlString.Empty : new Drawn(ink =>
    {
        if (areBlurred)
        {
            ink.Raw("<details class=\"pics-veil\"><summary>");
            if (pictures[0].Placeholder.Length > 0)
                Placeholder(ink, pictures[0]);
            ink.Raw("<span class=\"veil-say\">").Raw(IconHtml("eye-off")).Text(words["Pictures.Veiled"]).Raw("</span></summary>");
        }
        ink.Raw(pictures.Count == 1 ? "<div class=\"pics\">" : "<div class=\"pics pics--many\">");
        foreach (var (i, picture) in pictures.Index())
            Picture(ink, picture, pictures.Count == 1 ? OneInSizes : ManyInSizes, i, pictures.Count, language, isLazy: areBlurred || i > 0);
        ink.Raw(areBlurred ? "</div></details>" : "</div>");
    });

    /// <summary>The picture of a comment, if it has one: smaller than those of posts, and asked for when it comes near.</summary>
    public IHtmlContent Picture(PictureView? picture, string language) => picture is null ? HtmlString.Empty : new Drawn(ink =>
    {
        ink.Raw("<div class=\"pics pics--said\">");
        Picture(ink, picture, OneOfCommentSizes, 0, 1, language, isLazy: true);
        ink.Raw("</div>");
    });

    private void Picture(Ink ink, PictureView picture, string sizes, int index, int count, string language, bool isLazy)
    {
        var src = string.Join(", ", PictureSizes.Of(picture.Width).Select(width => string.Create(CultureInfo.InvariantCulture, $"{Paths.Picture(picture.Key, width)} {width}w")));
        ink.Raw("<a class=\"pic\" href=\"").Raw(Paths.Picture(picture.Key, picture.Width)).Raw("\">");
        if (picture.Placeholder.Length > 0)
            Placeholder(ink, picture);
        ink.Raw("<img src=\"").Raw(Paths.Picture(picture.Key, PictureSizes.Smallest(picture.Width))).Raw("\" srcset=\"").Raw(src).Raw("\" sizes=\"").Raw(sizes)
            .Raw("\" width=\"").Number(picture.Width).Raw("\" height=\"").Number(picture.Height).Raw(!isLazy ? "\" decoding=\"async\" alt=\"" : "\" loading=\"lazy\" decoding=\"async\" alt=\"");
        if (picture.Alt.Length > 0)
            ink.Text(picture.Alt).Raw("\" lang=\"").Text(language);
        else
            ink.Text(words["Pictures.One", index + 1, count]);
        ink.Raw("\"></a>");
    }

    /// <summary>The few pixels that stand where the picture will be; the style sheet blurs them.</summary>
    private static void Placeholder(Ink ink, PictureView picture) =>
        ink.Raw("<img class=\"pic-first\" alt=\"\" src=\"data:image/webp;base64,").Raw(picture.Placeholder).Raw("\">");

    /// <summary>The first picture of a post beside its row, and how many there are. It says nothing that the row does not, so nobody stops at it twice.</summary>
    private void Cover(Ink ink, FeedRow row, string href)
    {
        if (row.CoverKey is not { } key)
            return;
        ink.Raw("<a class=\"cover\" href=\"").Text(href).Raw("\" tabindex=\"-1\" aria-hidden=\"true\">");
        if (row.AreBlurred)
            ink.Raw(IconHtml("eye-off"));
        else
            ink.Raw("<img src=\"").Raw(Paths.Picture(key, row.CoverWidth)).Raw("\" alt=\"\" width=\"112\" height=\"112\" loading=\"lazy\" decoding=\"async\">");
        if (row.PictureCount > 1)
            ink.Raw("<span class=\"cover-n\">").Text(Hosting.Words.Number(row.PictureCount)).Raw("</span>");
        ink.Raw("</a>");
    }
}
