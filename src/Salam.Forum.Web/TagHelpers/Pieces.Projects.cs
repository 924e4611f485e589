using System.Globalization;
using Microsoft.AspNetCore.Html;
using Salam.Forum.Charity;
using Salam.Forum.Media;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>Projects in lists, and what stands on the page of a project as it does in lists.</summary>
public sealed partial class Pieces
{
    /// <summary>A project as a row of a list.</summary>
    /// <param name="row">The project.</param>
    /// <param name="lang">The language of the page.</param>
    /// <param name="now">The present moment, UTC.</param>
    /// <param name="translated">Its title and first words in the reader's language; null where they stand as they are written.</param>
    /// <param name="namesFoundation">Whether its foundation is named; it is not on the foundation's own page.</param>
    public IHtmlContent Project(ProjectRow row, string lang, DateTime now, TranslatedBlock? translated = null, bool namesFoundation = true) => new Drawn(ink =>
    {
        var href = Paths.Project(lang, row.Id, row.Slug);
        var isTranslated = IsShown(translated);
        var (title, excerpt, language) = isTranslated ? (translated!.Title, translated.Excerpt, lang) : (row.Title, row.Excerpt, row.Language);
        ink.Raw("<article class=\"gift\" id=\"g").Number(row.Id).Raw("\">\n<h2><a href=\"").Text(href).Raw("\" lang=\"").Text(language).Raw("\" dir=\"").Raw(Dir(title, isTranslated, lang)).Raw("\">").Text(title).Raw("</a></h2>\n");
        if (namesFoundation)
        {
            ink.Raw("<p class=\"meta\"><a href=\"").Text(Paths.Foundation(lang, row.FoundationId, row.FoundationSlug)).Raw("\"><bdi>").Text(row.Foundation).Raw("</bdi></a>");
            Standing(ink, row.Mark);
            ink.Raw("</p>\n");
        }
        ink.Raw("<p class=\"gift-text\" lang=\"").Text(language).Raw("\" dir=\"").Raw(Dir(excerpt, isTranslated, lang)).Raw("\">").Text(excerpt).Raw("</p>\n");
        Translated(ink, translated, row, lang);
        if (row.CoverKey is { } cover)
        {
            ink.Raw("<a class=\"cover\" href=\"").Text(href).Raw("\" tabindex=\"-1\" aria-hidden=\"true\"><img src=\"").Raw(Paths.Picture(cover, PictureSizes.Smallest(row.CoverWidth)))
                .Raw("\" alt=\"\" width=\"112\" height=\"112\" loading=\"lazy\" decoding=\"async\"></a>\n");
        }
        Progress(ink, row.Raised, row.Goal, row.Donations, row.Currency);
        Facts(ink, row, now);
        ink.Raw("</article>\n");
    });

    /// <summary>How far a project has come: a bar, and the same in words.</summary>
    public IHtmlContent Progress(Project project) => new Drawn(ink => Progress(ink, project.Raised, project.Goal, project.Donations, project.Currency));

    /// <summary>How a foundation stands, by sign and word.</summary>
    public IHtmlContent Standing(ProjectMark mark) => new Drawn(ink => Standing(ink, mark));

    private void Progress(Ink ink, long raised, long goal, int donations, string currency)
    {
        var percent = words.Filled("Charity.Percent", Percent(raised, goal));
        ink.Raw("<div class=\"gift-sum\"><progress class=\"gift-bar\" max=\"").Number(goal).Raw("\" value=\"").Number(Math.Clamp(raised, 0, goal)).Raw("\" aria-label=\"").Text(words["Charity.Raised"]).Raw("\">").Text(percent)
            .Raw("</progress>\n<p><b><bdi>").Text(Money.Text(raised, currency)).Raw("</bdi></b> <bdi>").Text(words["Charity.OfGoal", Money.Text(goal, currency)]).Raw("</bdi> <bdi class=\"gift-more\">").Text(percent).Raw("</bdi>");
        if (donations > 0 || raised == 0)
            ink.Raw(" <bdi class=\"gift-more\">").Text(words.Count("Charity.Donations", donations)).Raw("</bdi>");
        ink.Raw("</p></div>\n");
    }

    /// <summary>In hundredths of the goal, rounded down: what is not reached is not said to be.</summary>
    private static long Percent(long raised, long goal) => goal <= 0 ? 0 : (long)Math.Floor((decimal)raised * 100 / goal);

    private void Standing(Ink ink, ProjectMark mark)
    {
        if (mark.IsVetted)
            Tag(ink, "gift-tag--ok", "check", words["Charity.VettedUntil", words.Day(mark.VettedUntil!.Value)]);
        else if (mark is { State: FoundationState.Vetted, VettedUntil: { } until })
            Tag(ink, "gift-tag--bad", "circle-alert", words["Charity.VettingLapsed", words.Day(until)]);
        else
            Tag(ink, "gift-tag--bad", "circle-alert", words["FoundationState." + mark.State]);
    }

    private void Facts(Ink ink, ProjectRow row, DateTime now)
    {
        ink.Raw("<p class=\"meta\">");
        if (row.State != ProjectState.Open)
            ink.Raw("<span class=\"gift-tag\">").Text(words["ProjectState." + row.State]).Raw("</span>");
        ink.Raw("<span class=\"gift-kind\">").Text(words["GiftKind." + row.Kind]).Raw("</span><span>").Text(words["ProjectCategory." + row.Category]).Raw("</span><span>").Text(CountryNames.Of(row.Country))
            .Raw("</span><time datetime=\"").Raw(DateOnly.FromDateTime(row.EndsAt).ToString("O", CultureInfo.InvariantCulture)).Raw("\" title=\"").Text(words.Exact(row.EndsAt)).Raw("\">")
            .Text(words[row.EndsAt > now ? "Charity.Until" : "Charity.Ended", words.Day(row.EndsAt)]).Raw("</time>");
        if (row.Mark.Overdue > 0)
            Tag(ink, "gift-tag--bad", "clock", words["Charity.UpdateOverdue"]);
        ink.Raw("</p>\n");
    }

    private void Tag(Ink ink, string look, string icon, string text) => ink.Raw("<span class=\"gift-tag ").Raw(look).Raw("\">").Raw(IconHtml(icon)).Text(text).Raw("</span>");
}
