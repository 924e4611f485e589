using Microsoft.AspNetCore.Html;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Search;
using Salam.Forum.Text;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Runs;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>
/// What a page has by the dozen: posts as rows, and what stands above and below the words of a comment. In a page of Razor each value and each
/// piece of HTML between two is kept until the page is complete, and that is a tenth of what such a page costs.
/// </summary>
public sealed partial class Pieces
{
    /// <summary>A post as a row of a list; what is sensitive is folded for whoever reads it so, and what was searched for is marked.</summary>
    public IHtmlContent Row(FeedRow row, Viewer viewer, string lang, DateTime now, SearchTerms? marked = null, TranslatedBlock? translated = null) => new Drawn(ink =>
    {
        var href = Paths.Post(lang, row.Id, row.Slug);
        ink.Raw("<article class=\"row\" id=\"p").Number(row.Id).Raw("\">");
        var folds = viewer.Folds(row.Severity, row.AuthorId);
        if (folds)
            Fold(ink.Raw("<details class=\"fold\">"), "Fold.Post", row.Found, lang);
        var isTranslated = IsShown(translated);
        Words(ink, isTranslated ? row with { Title = translated!.Title, Excerpt = translated.Excerpt, Language = lang } : row, isTranslated, lang, href, marked);
        Cover(ink, row, href);
        Translated(ink, translated, row, lang);
        if (folds)
            ink.Raw("</details>");
        Byline(ink, row, lang, now, onItsPage: false);
        Votes(ink, new VoteBox(true, row.Id, row.AuthorId, row.Score, row.MyVote), viewer, lang);
        ink.Raw("<a class=\"link talk-n\" href=\"").Text(href).Raw("#comments\">").Text(words.Count("Comments", row.CommentCount)).Raw("</a></article>\n");
    });

    /// <summary>Posts as a short list beside the page: titles, in the reader's language where they are translated, with their scores and comments.</summary>
    public IHtmlContent List(IReadOnlyList<FeedRow> rows, Translations translations, string lang) => new Drawn(ink =>
    {
        ink.Raw("<ol class=\"list\">");
        foreach (var row in rows)
        {
            var translated = translations.Of(ThingKind.Post, row.Id);
            var isTranslated = IsShown(translated);
            var (language, title) = isTranslated ? (lang, translated!.Title) : (row.Language, row.Title);
            ink.Raw("<li><a href=\"").Text(Paths.Post(lang, row.Id, row.Slug)).Raw("\" lang=\"").Text(language).Raw("\" dir=\"").Raw(Dir(title, isTranslated, lang)).Raw("\">").Text(title).Raw("</a>")
                .Raw("<p class=\"meta\"><span>").Raw(Score.Text(row.Score)).Raw(" ↑</span><span>").Text(words.Count("Comments", row.CommentCount)).Raw("</span></p></li>");
        }
        ink.Raw("</ol>");
    });

    /// <summary>Who wrote a comment, how old it is, and how it stands.</summary>
    public IHtmlContent CommentHead(CommentRow comment, FeedRow post, string lang, DateTime now) => new Drawn(ink =>
    {
        ink.Raw("<p class=\"meta c-head\">");
        Author(ink, comment.AuthorHandle, lang);
        if (comment.AuthorId == post.AuthorId)
            ink.Raw("<span class=\"mod\">").Text(words["Comment.Author"]).Raw("</span>");
        Age(ink, comment.CreatedAt, now);
        Edited(ink, comment.EditedAt);
        Standing(ink, comment.Status);
        ink.Raw("</p>");
    });

    /// <summary>What can be done with a comment: vote, reply, link to it; change and delete one's own; report and review what others wrote.</summary>
    public IHtmlContent CommentFoot(CommentRow comment, string href, Viewer viewer, string lang, bool mayReply) => new Drawn(ink =>
    {
        Votes(ink.Raw("<div class=\"c-foot\">"), new VoteBox(false, comment.Id, comment.AuthorId, comment.Score, comment.MyVote), viewer, lang);
        if (mayReply)
            ink.Raw("<a class=\"link reply-to\" href=\"/").Raw(lang).Raw("/c/").Number(comment.Id).Raw("/reply\" hx-get=\"/").Raw(lang).Raw("/c/").Number(comment.Id).Raw("/reply\">").Text(words["Act.Reply"]).Raw("</a>");
        ink.Raw("<a class=\"link here\" href=\"").Text(href).Raw("\" rel=\"nofollow\"><span class=\"t\">").Text(words["Act.Link"]).Raw("</span></a>");
        if (viewer.IsMember && comment.AuthorId == viewer.MemberId)
        {
            Act(ink.Raw("<a class=\"link\" href=\"/").Raw(lang).Raw("/c/").Number(comment.Id).Raw("/edit\">"), "pen-line", "Act.Edit").Raw("</a>");
            Act(ink.Raw("<a class=\"link link--bad\" href=\"/").Raw(lang).Raw("/c/").Number(comment.Id).Raw("/delete\">"), "trash-2", "Act.Delete").Raw("</a>");
        }
        else if (viewer.IsMember)
        {
            Act(ink.Raw("<a class=\"link\" href=\"").Text(Paths.Report(lang, ThingKind.Comment, comment.Id)).Raw("\" rel=\"nofollow\">"), "flag", "Report.Act").Raw("</a>");
            if (viewer.IsModerator)
                Act(ink.Raw("<button class=\"link\" type=\"submit\" form=\"votes\" formaction=\"").Text(Paths.OpenCase(lang, ThingKind.Comment, comment.Id)).Raw("\">"), "shield", "Moderation.Open").Raw("</button>");
        }
        ink.Raw("</div>");
    });

    private void Words(Ink ink, FeedRow row, bool isTranslated, string lang, string href, SearchTerms? marked)
    {
        Open(ink, "<h2", row, Dir(row.Title, isTranslated, lang), lang).Raw("<a href=\"").Text(href).Raw("\">");
        Marked(ink, row.Title, marked).Raw("</a>");
        if (row.LinkHost is not null)
        {
            ink.Raw(" <span class=\"link-host\">").Raw(IconHtml("external-link"));
            Source(ink, row.Publisher, row.LinkHost);
            ink.Raw("</span>");
        }
        ink.Raw("</h2>");
        if (row.Excerpt.Length > 0 && row.Excerpt != row.Title)
            Marked(Open(ink, "<p class=\"row-text\"", row, Dir(row.Excerpt, isTranslated, lang), lang), row.Excerpt, marked).Raw("</p>");
    }

    /// <summary>Which way words run: as their first letter does, but a translation as its language does.</summary>
    public static string Dir(string words, bool isTranslated, string lang) => isTranslated ? Direction.In(words, lang) : "auto";

    /// <summary>Words in which those that were searched for are marked.</summary>
    private static Ink Marked(Ink ink, string text, SearchTerms? marked)
    {
        var at = 0;
        foreach (var (start, length) in marked?.MarksIn(text) ?? [])
        {
            ink.Text(text[at..start]).Raw("<mark>").Text(text.Substring(start, length)).Raw("</mark>");
            at = start + length;
        }
        return ink.Text(at == 0 ? text : text[at..]);
    }

    /// <summary>Begins an element of the post's words, in its language unless that is the page's.</summary>
    private static Ink Open(Ink ink, string tag, FeedRow row, string dir, string lang)
    {
        ink.Raw(tag);
        if (row.Language != lang)
            ink.Raw(" lang=\"").Text(row.Language).Raw("\"");
        return ink.Raw(" dir=\"").Raw(dir).Raw("\">");
    }

    private Ink Act(Ink ink, string icon, string text) => ink.Raw(IconHtml(icon)).Raw("<span class=\"t\">").Text(words[text]).Raw("</span>");
}
