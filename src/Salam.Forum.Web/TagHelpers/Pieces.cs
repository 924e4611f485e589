using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Salam.Forum.Audiences;
using Salam.Forum.Text;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>
/// The small pieces that posts and comments are drawn with, each said once: who wrote it, how old it is, its votes. Written straight as text,
/// because a page has hundreds of them; every word that is not ours is encoded here.
/// </summary>
public sealed class Pieces(Words words, Icons icons, HtmlEncoder encoder)
{
    /// <summary>A decorative icon of the sheet; one that points is mirrored where the script runs from right to left.</summary>
    public IHtmlContent Icon(string name, bool points = false) => new Rendered(IconText(name, points));

    /// <summary>The circle of somebody, by sign and word.</summary>
    public IHtmlContent Badge(Circle circle) => new Rendered(BadgeText(circle));

    /// <summary>The drawn picture of a member: small in a line, <c>m</c> in the bar, <c>l</c> on her page.</summary>
    public IHtmlContent Avatar(string handle, string? size = null) => new Rendered(AvatarText(handle, size));

    /// <summary>A moment as its age, with the exact time in both calendars behind it.</summary>
    public IHtmlContent Age(DateTime moment, DateTime now) => new Rendered(AgeText(moment, now));

    /// <summary>The author's picture and handle, leading to her page.</summary>
    public IHtmlContent Author(string handle, string lang) => new Rendered(AuthorText(handle, lang));

    /// <summary>The line below a title: author, circle, age, whether it was edited, language unless it is the page's, and for whom it is.</summary>
    public IHtmlContent Byline(Feeds.FeedRow row, string lang, DateTime now, bool onItsPage) => new Rendered(
        $"""<p class="meta">{AuthorText(row.AuthorHandle, lang)}{BadgeText(row.Circle)}{AgeText(row.CreatedAt, now)}{(onItsPage ? EditedText(row.EditedAt) : "")}{LanguageText(row.Language, onItsPage ? null : lang)}{OnlyText(row.Audience, row.Circle)}</p>""");

    /// <summary>That a text was edited, and when; nothing when it never was.</summary>
    public IHtmlContent Edited(DateTime? at) => new Rendered(EditedText(at));

    /// <summary>
    /// The votes on a post or comment. Members get buttons of the page's one form <c>votes</c>, which work with and without script; their own
    /// things cannot be pressed. Guests get the way to the log-in on posts, and the score alone on comments.
    /// </summary>
    public IHtmlContent Votes(VoteBox box, Viewer viewer, string lang)
    {
        var score = Score.Text(box.Score);
        var middle = $"""<span class="score" aria-hidden="true">{score}</span>""";
        var inner = viewer.IsMember
            ? ButtonText(box, viewer, lang, up: true) + middle + ButtonText(box, viewer, lang, up: false)
            : (box.IsPost ? $"""<a class="up" href="/{lang}/account/login?next=/{lang}/p/p-{box.Id.ToString(CultureInfo.InvariantCulture)}" rel="nofollow" aria-label="{Encoded("Vote.LogInUp")}">{IconText("arrow-big-up", false)}</a>""" : "") + middle;
        return new Rendered($"""<div class="vote{(box.IsPost ? "" : " vote--s")}" role="group" aria-label="{encoder.Encode(words["Vote.Score", score])}">{inner}</div>""");
    }

    private string ButtonText(VoteBox box, Viewer viewer, string lang, bool up)
    {
        var value = up ? 1 : -1;
        var pressed = box.MyVote == value;
        return $"""<button class="{(up ? "up" : "down")}" form="votes" formaction="/{lang}/vote/{(box.IsPost ? "post" : "comment")}/{box.Id.ToString(CultureInfo.InvariantCulture)}" name="value" value="{(pressed ? "0" : up ? "1" : "-1")}" aria-pressed="{(pressed ? "true" : "false")}" aria-label="{Encoded(up ? "Vote.Up" : "Vote.Down")}"{(box.AuthorId == viewer.MemberId ? " disabled" : "")}>{IconText(up ? "arrow-big-up" : "arrow-big-down", false)}</button>""";
    }

    private string AuthorText(string handle, string lang) =>
        $"""<a href="{encoder.Encode(Paths.Member(lang, handle))}">{AvatarText(handle, null)}<bdi>{encoder.Encode(handle)}</bdi></a>""";

    private string AvatarText(string handle, string? size)
    {
        var avatar = Hosting.Avatar.Of(handle);
        return $"""<svg class="av{(size is null ? "" : " av--" + size)}" fill="{avatar.Fill}" color="{avatar.Ink}" aria-hidden="true"><use href="{icons.Path}#av{avatar.Shape.ToString(CultureInfo.InvariantCulture)}"/></svg>""";
    }

    private string BadgeText(Circle circle) => circle == Circle.Sisters
        ? $"""<span class="badge sis"><svg class="sign" aria-hidden="true"><use href="{icons.Path}#sisters"/></svg>{Encoded("Circle.Sister")}</span>"""
        : $"""<span class="badge bro"><svg class="sign" aria-hidden="true"><use href="{icons.Path}#brothers"/></svg>{Encoded("Circle.Brother")}</span>""";

    private string OnlyText(Audience audience, Circle circle) => audience == Audience.Everyone
        ? ""
        : $"""<span class="badge badge--only {(circle == Circle.Sisters ? "sis" : "bro")}">{IconText("lock", false)}{Encoded(circle == Circle.Sisters ? "Audience.SistersOnly" : "Audience.BrothersOnly")}</span>""";

    private string LanguageText(string code, string? pageLanguage) => code == pageLanguage || Language.Find(code) is not { } language
        ? ""
        : $"""<span lang="{language.Code}">{encoder.Encode(language.Name)}</span>""";

    private string EditedText(DateTime? at) => at is { } moment
        ? $"""<span class="edited" title="{encoder.Encode(words.Exact(moment))}">{Encoded("Post.Edited")}</span>"""
        : "";

    private string AgeText(DateTime moment, DateTime now) =>
        $"""<time datetime="{moment.ToString("s", CultureInfo.InvariantCulture)}Z" title="{encoder.Encode(words.Exact(moment))}">{encoder.Encode(words.Ago(moment, now))}</time>""";

    private string IconText(string name, bool points) =>
        $"""<svg class="icon{(points ? " flip" : "")}" aria-hidden="true"><use href="{icons.Path}#{name}"/></svg>""";

    private string Encoded(string key) => encoder.Encode(words[key]);
}

/// <summary>A thing that is voted on, and the viewer's own vote: +1, -1, or 0 for none.</summary>
public readonly record struct VoteBox(bool IsPost, long Id, long AuthorId, int Score, int MyVote);
