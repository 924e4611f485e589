using Microsoft.AspNetCore.Html;
using Salam.Forum.Comments;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>What is said beside words that are shown in another language than they were written in, or could be. Everything works without script.</summary>
public sealed partial class Pieces
{
    /// <summary>Beside a post on its own page: the words as written behind one tap, or what became of their translation.</summary>
    public IHtmlContent Translated(TranslatedBlock? block, FeedRow post, string bodyHtml, string lang) => block is null ? HtmlString.Empty : new Drawn(ink =>
        Translated(ink, block, "p", post.Id, Paths.Translate(lang, ThingKind.Post, post.Id), ofOther =>
        {
            ofOther.Raw("<p class=\"orig-title\" dir=\"auto\">").Text(IsShown(block) ? post.Title : block.Title).Raw("</p>");
            ofOther.Raw("<div class=\"prose\">").Raw(IsShown(block) ? bodyHtml : block.Html).Raw("</div>");
        }, lang));

    /// <summary>Likewise beside a comment.</summary>
    public IHtmlContent Translated(TranslatedBlock? block, CommentRow comment, string lang) => block is null ? HtmlString.Empty : new Drawn(ink =>
        Translated(ink, block, "w", comment.Id, Paths.Translate(lang, ThingKind.Comment, comment.Id), ofOther =>
            ofOther.Raw("<div class=\"prose\" dir=\"auto\">").Raw(IsShown(block) ? comment.BodyHtml : block.Html).Raw("</div>"), lang));

    /// <summary>Whether the translation stands in the place of the words as written.</summary>
    public static bool IsShown(TranslatedBlock? block) => block is { State: TranslationState.Ready, Wish: TranslationWish.Always };

    /// <summary>Beside a row of a list, where nothing is offered and nothing is lost: the page of the post says more.</summary>
    private void Translated(Ink ink, TranslatedBlock? block, FeedRow row, string lang)
    {
        if (block is { State: TranslationState.UnderWay } || IsShown(block))
            Translated(ink, block!, "p", row.Id, "", ofOther => ofOther.Raw("<p class=\"orig-title\" dir=\"auto\">").Text(row.Title).Raw("</p><p dir=\"auto\">").Text(row.Excerpt == row.Title ? "" : row.Excerpt).Raw("</p>"), lang);
    }

    /// <param name="ink">Where it is drawn.</param>
    /// <param name="block">The translation.</param>
    /// <param name="at">What the id of the element begins with that is drawn anew when the translation comes.</param>
    /// <param name="id">The thing.</param>
    /// <param name="ask">Where it is asked for.</param>
    /// <param name="other">Draws the words that are not shown: those as written, or their translation where that is only offered.</param>
    /// <param name="lang">The language of the page.</param>
    private void Translated(Ink ink, TranslatedBlock block, string at, long id, string ask, Action<Ink> other, string lang)
    {
        switch (block.State)
        {
            case TranslationState.Ready:
                var hidden = IsShown(block) ? block.From : lang;
                ink.Raw("<details class=\"orig\"><summary>").Text(words["Translated.From", Language.NameOf(block.From)]).Raw(" · <span class=\"orig-show\">")
                    .Text(words[IsShown(block) ? "Translated.Original" : "Translated.Offer"]).Raw("</span></summary><div lang=\"").Text(hidden).Raw("\" dir=\"").Raw(Language.Find(hidden) is { RightToLeft: true } ? "rtl" : "ltr").Raw("\">");
                other(ink);
                ink.Raw("</div></details>");
                break;
            case TranslationState.UnderWay:
                ink.Raw("<p class=\"orig\" data-under-way=\"").Raw(at).Number(id).Raw("\">").Text(words["Translated.UnderWay"]).Raw("</p>");
                break;
            case TranslationState.NoGood:
                ink.Raw("<p class=\"orig\">").Text(words["Translated.NoGood"]).Raw("</p>");
                break;
            default:
                if (block.Wish == TranslationWish.Ask)
                    Act(ink.Raw("<p class=\"orig\"><button class=\"link\" type=\"submit\" form=\"votes\" formaction=\"").Text(ask).Raw("\">"), "languages", "Translated.Offer").Raw("</button></p>");
                break;
        }
    }
}
