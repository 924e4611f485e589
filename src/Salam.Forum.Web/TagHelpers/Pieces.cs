using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>
/// The small pieces that posts and comments are drawn with, each said once: who wrote it, how old it is, its votes. What every row has is drawn
/// by the style sheet, not by an icon in the page, so that rows stay small.
/// </summary>
public sealed partial class Pieces(Words words, Icons icons, HtmlEncoder encoder)
{
    private readonly ConcurrentDictionary<(string Name, bool Points), string> drawn = [];
    private readonly ConcurrentDictionary<(NavKey Key, string Culture), Rendered> kept = [];
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<string, Rendered>> keptBeside = [];

    /// <summary>A piece that depends on nothing but what its key names and the language of its words, drawn once for each.</summary>
    public IHtmlContent Kept(NavKey key, Func<object?, IHtmlContent> draw)
    {
        var place = (key, CultureInfo.CurrentUICulture.Name);
        return kept.TryGetValue(place, out var html) ? html : kept[place] = Draw(draw);
    }

    /// <summary>
    /// A piece that depends on nothing but something read for everybody and the language of its words: drawn once for each language, for as long as that is
    /// kept. With null it depends on more, and is drawn anew.
    /// </summary>
    public IHtmlContent Kept(object? what, Func<object?, IHtmlContent> draw)
    {
        if (what is null)
            return draw(null);
        var (pieces, language) = (keptBeside.GetOrCreateValue(what), CultureInfo.CurrentUICulture.Name);
        return pieces.TryGetValue(language, out var html) ? html : pieces[language] = Draw(draw);
    }

    private Rendered Draw(Func<object?, IHtmlContent> draw)
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        draw(null).WriteTo(to, encoder);
        return new Rendered(to.ToString());
    }

    /// <summary>For search engines: the same page in every language, each with the address that it has there.</summary>
    /// <param name="host">Where the forum is reached, without a slash at the end.</param>
    /// <param name="path">The page in any of the languages.</param>
    public IHtmlContent Alternates(string host, string path) => new Drawn(ink =>
    {
        // Encoded once, not for each of the languages.
        var (start, rest) = (encoder.Encode(host), encoder.Encode(Paths.AfterLanguage(path)));
        foreach (var language in Language.All)
            ink.Raw("<link rel=\"alternate\" hreflang=\"").Raw(language.Code).Raw("\" href=\"").Raw(start).Raw("/").Raw(language.Code).Raw(rest).Raw("\">\n");
    });

    /// <summary>A decorative icon of the sheet; one that points is mirrored where the script runs from right to left.</summary>
    public IHtmlContent Icon(string name, bool points = false) => new Rendered(IconHtml(name, points));

    private string IconHtml(string name, bool points = false) => drawn.GetOrAdd((name, points), static (icon, sheet) =>
        $"""<svg class="icon{(icon.Points ? " flip" : "")}" aria-hidden="true"><use href="{sheet}#{icon.Name}"/></svg>""", icons.Path);

    /// <summary>The circle of somebody, by sign and word.</summary>
    public IHtmlContent Badge(Circle circle) => new Drawn(ink => Badge(ink, circle));

    /// <summary>That a thing is for one circle alone; nothing when it is for everyone.</summary>
    public IHtmlContent Only(Audience audience) => audience == Audience.Everyone ? HtmlString.Empty : new Drawn(ink => Only(ink, audience));

    /// <summary>The drawn picture of a member: small in a line, <c>m</c> in the bar, <c>l</c> on her page.</summary>
    public IHtmlContent Avatar(string handle, string? size = null) => new Drawn(ink => Avatar(ink, handle, size));

    /// <summary>A moment as its age, with the exact time in both calendars behind it.</summary>
    public IHtmlContent Age(DateTime moment, DateTime now) => new Drawn(ink => Age(ink, moment, now));

    /// <summary>The author's picture and handle, leading to her page.</summary>
    public IHtmlContent Author(string handle, string lang) => new Drawn(ink => Author(ink, handle, lang));

    /// <summary>That a text was edited, and when; nothing when it never was.</summary>
    public IHtmlContent Edited(DateTime? at) => at is null ? HtmlString.Empty : new Drawn(ink => Edited(ink, at));


    /// <summary>The line that sensitive words are folded behind: the summary of a <c>details</c>, with a heading where the words had one.</summary>
    public IHtmlContent Fold(string key, Categories found, string lang, string heading = "span") => new Drawn(ink => Fold(ink, key, found, lang, heading));

    private void Fold(Ink ink, string key, Categories found, string lang, string heading = "span") =>
        ink.Raw("<summary dir=\"").Raw(Direction.OfLanguage(lang)).Raw("\"><svg class=\"icon\" aria-hidden=\"true\"><use href=\"").Raw(icons.Path).Raw("#eye-off\"/></svg><").Raw(heading).Raw(" class=\"fold-what\">")
            .Text(words[key, words.Of(found)]).Raw("</").Raw(heading).Raw("><span class=\"fold-show\">").Text(words["Fold.Show"]).Raw("</span></summary>");

    /// <summary>The line below a title: author, circle, age, whether it was edited, language unless it is the page's, and for whom it is.</summary>
    public IHtmlContent Byline(Feeds.FeedRow row, string lang, DateTime now) => new Drawn(ink => Byline(ink, row, lang, now, onItsPage: true));

    /// <summary>
    /// The votes on a post or comment. Members get buttons of the page's one form <c>votes</c>, which work with and without script; their own
    /// things cannot be pressed. Guests get the way to the log-in on posts, and the score alone on comments.
    /// </summary>
    public IHtmlContent Votes(VoteBox box, Viewer viewer, string lang) => new Drawn(ink => Votes(ink, box, viewer, lang));

    private void Byline(Ink ink, Feeds.FeedRow row, string lang, DateTime now, bool onItsPage)
    {
        ink.Raw("<p class=\"meta\">");
        Author(ink, row.AuthorHandle, lang);
        Badge(ink, row.Circle);
        Age(ink, row.CreatedAt, now);
        if (onItsPage)
            Edited(ink, row.EditedAt);
        if ((onItsPage || row.Language != lang) && Language.Find(row.Language) is { } language)
            ink.Raw("<span lang=\"").Raw(language.Code).Raw("\">").Text(language.Name).Raw("</span>");
        Only(ink, row.Audience);
        Standing(ink, row.Status);
        ink.Raw("</p>");
    }

    private void Votes(Ink ink, VoteBox box, Viewer viewer, string lang)
    {
        var score = Score.Text(box.Score);
        ink.Raw("<div class=\"vote").Raw(box.IsPost ? "" : " vote--s").Raw("\" role=\"group\" aria-label=\"").Text(words["Vote.Score", score]).Raw("\">");
        if (viewer.IsMember)
            Button(ink, box, viewer, lang, up: true);
        else if (box.IsPost)
            ink.Raw("<a class=\"up\" href=\"/").Raw(lang).Raw("/account/login?next=/").Raw(lang).Raw("/p/p-").Number(box.Id).Raw("\" rel=\"nofollow\" aria-label=\"").Text(words["Vote.LogInUp"]).Raw("\"></a>");
        ink.Raw("<span class=\"score\" aria-hidden=\"true\">").Raw(score).Raw("</span>");
        if (viewer.IsMember)
            Button(ink, box, viewer, lang, up: false);
        ink.Raw("</div>");
    }

    private void Button(Ink ink, VoteBox box, Viewer viewer, string lang, bool up)
    {
        var pressed = box.MyVote == (up ? 1 : -1);
        ink.Raw(up ? "<button class=\"up\"" : "<button class=\"down\"").Raw(" form=\"votes\" formaction=\"/").Raw(lang).Raw(box.IsPost ? "/vote/post/" : "/vote/comment/").Number(box.Id)
            .Raw("\" name=\"value\" value=\"").Raw(pressed ? "0" : up ? "1" : "-1").Raw(pressed ? "\" aria-pressed=\"true\" aria-label=\"" : "\" aria-pressed=\"false\" aria-label=\"")
            .Text(words[up ? "Vote.Up" : "Vote.Down"]).Raw(box.AuthorId == viewer.MemberId ? "\" disabled></button>" : "\"></button>");
    }

    private void Author(Ink ink, string handle, string lang)
    {
        ink.Raw("<a href=\"").Text(Paths.Member(lang, handle)).Raw("\">");
        Avatar(ink, handle, null);
        ink.Raw("<bdi>").Text(handle).Raw("</bdi></a>");
    }

    private void Avatar(Ink ink, string handle, string? size)
    {
        var avatar = Hosting.Avatar.Of(handle);
        ink.Raw("<svg class=\"av").Raw(size is null ? "" : " av--" + size).Raw("\" fill=\"").Raw(avatar.Fill)
            .Raw("\" aria-hidden=\"true\"><use href=\"").Raw(icons.Path).Raw("#av").Number(avatar.Shape).Raw("\"/></svg>");
    }

    private void Badge(Ink ink, Circle circle) => ink.Raw("<span class=\"badge ").Raw(Short(circle)).Raw("\">").Text(words[circle == Circle.Sisters ? "Circle.Sister" : "Circle.Brother"]).Raw("</span>");

    private void Only(Ink ink, Audience audience)
    {
        if (audience == Audience.Everyone)
            return;
        ink.Raw("<span class=\"badge badge--only ").Raw(audience == Audience.Sisters ? "sis" : "bro").Raw("\">");
        ink.Text(words[audience == Audience.Sisters ? "Audience.SistersOnly" : "Audience.BrothersOnly"]).Raw("</span>");
    }

    private void Standing(Ink ink, Status status)
    {
        if (status is Status.Held or Status.Removed)
            ink.Raw("<span class=\"stands\">").Text(words[status == Status.Held ? "Standing.Held" : "Standing.Removed"]).Raw("</span>");
    }

    private void Edited(Ink ink, DateTime? at)
    {
        if (at is { } moment)
            ink.Raw("<span class=\"edited\" title=\"").Text(words.Exact(moment)).Raw("\">").Text(words["Post.Edited"]).Raw("</span>");
    }

    private void Age(Ink ink, DateTime moment, DateTime now) =>
        ink.Raw("<time datetime=\"").Raw(moment.ToString("s", CultureInfo.InvariantCulture)).Raw("Z\" title=\"").Text(words.Exact(moment)).Raw("\">").Text(words.Ago(moment, now)).Raw("</time>");

    private static string Short(Circle circle) => circle == Circle.Sisters ? "sis" : "bro";
}

/// <summary>A thing that is voted on, and the viewer's own vote: +1, -1, or 0 for none.</summary>
public readonly record struct VoteBox(bool IsPost, long Id, long AuthorId, int Score, int MyVote);

/// <summary>What navigation depends on: which part of it, the language, whether a member looks, the feed that is shown, null for other pages, and whether such a page is about charity.</summary>
public readonly record struct NavKey(string Part, string Lang, bool IsMember, Feeds.FeedKind? Feed, Circle? Circle, Feeds.Period? Period, bool InCharity);
