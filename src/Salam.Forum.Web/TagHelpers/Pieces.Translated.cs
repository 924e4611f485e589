using Microsoft.AspNetCore.Html;
using Salam.Forum.Audiences;
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
    public IHtmlContent Translated(TranslatedBlock? block, FeedRow post, string bodyHtml, Viewer viewer, string lang) => block is null ? HtmlString.Empty : new Drawn(ink =>
        Translated(ink, block, (ThingKind.Post, post.Id), viewer.IsMember, ofOther =>
        {
            var title = IsShown(block) ? post.Title : block.Title;
            ofOther.Raw("<p class=\"orig-title\" dir=\"").Raw(Dir(title, !IsShown(block), lang)).Raw("\">").Text(title).Raw("</p>");
            ofOther.Raw("<div class=\"prose\">").Raw(IsShown(block) ? bodyHtml : block.Html).Raw("</div>");
        }, lang));

    /// <summary>Likewise beside a comment.</summary>
    public IHtmlContent Translated(TranslatedBlock? block, CommentRow comment, Viewer viewer, string lang) => block is null ? HtmlString.Empty : new Drawn(ink =>
        Translated(ink, block, (ThingKind.Comment, comment.Id), viewer.IsMember, ofOther =>
            ofOther.Raw("<div class=\"prose\" dir=\"auto\">").Raw(IsShown(block) ? comment.BodyHtml : block.Html).Raw("</div>"), lang));

    /// <summary>Likewise where original and translation both stand on the page once that is there: what became of it before.</summary>
    public IHtmlContent Translated(TranslatedBlock? block, ThingKind kind, long id, string lang) => block is null ? HtmlString.Empty : new Drawn(ink =>
        Translated(ink, block, (kind, id), false, _ => { }, lang));

    /// <summary>From which language into which, in the direction in which the page is read.</summary>
    public IHtmlContent FromTo(string from, string to) => new Drawn(ink =>
        ink.Raw("<span class=\"from-to\"><bdi>").Text(words.NameOf(from)).Raw("</bdi>").Raw(IconHtml("chevron-right", points: true)).Raw("<bdi>").Text(words.NameOf(to)).Raw("</bdi></span>"));

    /// <summary>Whether the translation stands in the place of the words as written.</summary>
    public static bool IsShown(TranslatedBlock? block) => block is { State: TranslationState.Ready, Wish: TranslationWish.Always };

    /// <summary>Beside a row of a list, where nothing is offered and nothing is lost: the page of the post says more.</summary>
    private void Translated(Ink ink, TranslatedBlock? block, FeedRow row, string lang)
    {
        if (block is { State: TranslationState.UnderWay } || IsShown(block))
            Translated(ink, block!, (ThingKind.Post, row.Id), false, ofOther => ofOther.Raw("<p class=\"orig-title\" dir=\"auto\">").Text(row.Title).Raw("</p><p dir=\"auto\">").Text(row.Excerpt == row.Title ? "" : row.Excerpt).Raw("</p>"), lang);
    }

    /// <param name="ink">Where it is drawn.</param>
    /// <param name="block">The translation.</param>
    /// <param name="thing">What it is a translation of.</param>
    /// <param name="mayCorrect">Whether the reader is asked to report it and to better it.</param>
    /// <param name="other">Draws the words that are not shown: those as written, or their translation where that is only offered.</param>
    /// <param name="lang">The language of the page.</param>
    private void Translated(Ink ink, TranslatedBlock block, (ThingKind Kind, long Id) thing, bool mayCorrect, Action<Ink> other, string lang)
    {
        switch (block.State)
        {
            case TranslationState.Ready:
                var hidden = IsShown(block) ? block.From : lang;
                ink.Raw("<details class=\"orig\"><summary>").Text(words[block.Engine == TranslatedText.People ? "Translated.ByMember" : "Translated.From", words.NameOf(block.From)]).Raw(" · <span class=\"orig-show\">")
                    .Text(words[IsShown(block) ? "Translated.Original" : "Translated.Offer"]).Raw("</span></summary><div lang=\"").Text(hidden).Raw("\" dir=\"").Raw(Direction.OfLanguage(hidden)).Raw("\">");
                other(ink);
                ink.Raw("</div>");
                if (mayCorrect)
                {
                    Act(ink.Raw("<p class=\"orig-acts\"><a class=\"link\" href=\"").Text(Paths.Suggest(lang, thing.Kind, thing.Id)).Raw("\" rel=\"nofollow\">"), "pen-line", "Translated.Suggest").Raw("</a>");
                    Act(ink.Raw("<a class=\"link\" href=\"").Text(Paths.ReportTranslation(lang, thing.Kind, thing.Id)).Raw("\" rel=\"nofollow\">"), "flag", "Translated.Report").Raw("</a></p>");
                }
                ink.Raw("</details>");
                break;
            case TranslationState.UnderWay:
                // The element that is drawn anew when the translation comes.
                ink.Raw("<p class=\"orig\" data-under-way=\"").Raw(ElementOf(thing.Kind)).Number(thing.Id).Raw("\">").Text(words["Translated.UnderWay"]).Raw("</p>");
                break;
            case TranslationState.NoGood:
                ink.Raw("<p class=\"orig\">").Text(words["Translated.NoGood"]);
                if (mayCorrect)
                    ink.Raw(" <a href=\"").Text(Paths.Suggest(lang, thing.Kind, thing.Id)).Raw("\" rel=\"nofollow\">").Text(words["Translated.Suggest"]).Raw("</a>");
                ink.Raw("</p>");
                break;
            default:
                if (block.Wish == TranslationWish.Ask)
                    Act(ink.Raw("<p class=\"orig\"><button class=\"link\" type=\"submit\" form=\"votes\" formaction=\"").Text(Paths.Translate(lang, thing.Kind, thing.Id)).Raw("\">"), "languages", "Translated.Offer").Raw("</button></p>");
                break;
        }
    }

    /// <summary>What the id of the element begins with that holds the words of a thing: a whole post or project, or the words of a comment.</summary>
    public static string ElementOf(ThingKind kind) => kind switch { ThingKind.Post => "p", ThingKind.Project => "g", ThingKind.ProjectUpdate => "u", ThingKind.ProjectReport => "r", _ => "w" };
}
