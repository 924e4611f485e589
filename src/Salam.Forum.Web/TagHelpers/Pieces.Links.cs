using System.Globalization;
using Microsoft.AspNetCore.Html;
using Salam.Forum.Feeds;
using Salam.Forum.LinkCards;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>Links elsewhere: what a row says of one, and the card on the page of its post.</summary>
public sealed partial class Pieces
{
    /// <summary>What a link post leads to: whole, it is one link. What its page says of itself stands below who says so, in the form of plain words.</summary>
    public IHtmlContent Link(FeedRow row, string link, LinkCardView? card) => new Drawn(ink =>
    {
        ink.Raw("<a class=\"link-card").Raw(card is null ? "" : card.PictureWidth > 0 ? " link-card--told link-card--seen" : " link-card--told").Raw("\" href=\"").Text(link).Raw("\" rel=\"nofollow ugc noopener\">");
        if (card is null)
            ink.Raw(IconHtml("external-link")).Raw("<span><b dir=\"ltr\">").Text(row.LinkHost ?? "").Raw("</b><span dir=\"ltr\">").Text(PostLink.Shown(link)).Raw("</span></span>");
        else
            Told(ink, row, card);
        ink.Raw("</a>");
    });

    private void Told(Ink ink, FeedRow row, LinkCardView card)
    {
        if (card.PictureWidth > 0)
        {
            ink.Raw("<span class=\"link-pic\">");
            if (card.Placeholder.Length > 0)
                ink.Raw("<img class=\"pic-first\" alt=\"\" src=\"data:image/webp;base64,").Raw(card.Placeholder).Raw("\">");
            ink.Raw("<img src=\"").Raw(Paths.Picture(card.Key, card.PictureWidth)).Raw("\" alt=\"\" width=\"").Number(card.PictureWidth).Raw("\" height=\"").Number(card.PictureHeight).Raw("\" decoding=\"async\"></span>");
        }
        var lang = card.Language.Length > 0 ? card.Language : row.Language;
        ink.Raw("<span class=\"link-told\"><span class=\"link-source\">").Raw(IconHtml("external-link")).Raw("<span dir=\"auto\">").Text(words["Link.Source"]).Raw("</span> ");
        Source(ink, card.Publisher.Length > 0 ? card.Publisher : null, row.LinkHost);
        ink.Raw("</span><b lang=\"").Text(lang).Raw("\" dir=\"auto\">").Text(card.Title).Raw("</b>");
        if (card.Description.Length > 0)
            ink.Raw("<span class=\"link-text\" lang=\"").Text(lang).Raw("\" dir=\"auto\">").Text(card.Description).Raw("</span>");
        if (card.PublishedAt is not null || card.Minutes > 0)
            Facts(ink, card);
        ink.Raw("</span>");
    }

    // In the language of the reader, in a post that may run the other way.
    private void Facts(Ink ink, LinkCardView card)
    {
        ink.Raw("<span class=\"link-facts\">");
        if (card.PublishedAt is { } at)
            ink.Raw("<time datetime=\"").Raw(at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Raw("\" dir=\"auto\">").Text(words.Day(at)).Raw("</time>");
        if (card.Minutes > 0)
            ink.Raw("<span dir=\"auto\">").Text(words["Link.Minutes", card.Minutes]).Raw("</span>");
        ink.Raw("</span>");
    }

    /// <summary>Who says it: by the name it gives itself, and always by its host, which it cannot choose.</summary>
    private static void Source(Ink ink, string? publisher, string? host)
    {
        if (publisher is not null && !publisher.Equals(host, StringComparison.OrdinalIgnoreCase))
            ink.Raw("<bdi class=\"link-by\">").Text(publisher).Raw("</bdi> · ");
        ink.Raw("<bdi dir=\"ltr\">").Text(host ?? "").Raw("</bdi>");
    }
}
