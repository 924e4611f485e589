using Microsoft.AspNetCore.Html;
using Salam.Forum.Charity;
using Salam.Forum.Moderation;
using Salam.Forum.Translation;

namespace Salam.Forum.Web.TagHelpers;

/// <summary>What is said beside words of a project that are shown in another language than they were written in.</summary>
public sealed partial class Pieces
{
    /// <summary>Beside the title and the story on the page of a project.</summary>
    public IHtmlContent Translated(TranslatedBlock? block, Project project, string lang) => block is null ? HtmlString.Empty : new Drawn(ink =>
        Translated(ink, block, (ThingKind.Project, project.Id), false, other =>
        {
            var title = IsShown(block) ? project.Title : block.Title;
            other.Raw("<p class=\"orig-title\" dir=\"").Raw(Dir(title, !IsShown(block), lang)).Raw("\">").Text(title).Raw("</p>");
            other.Raw("<div class=\"prose\">").Raw(IsShown(block) ? project.StoryHtml : block.Html).Raw("</div>");
        }, lang));

    /// <summary>Beside news of a project, or what came of it.</summary>
    /// <param name="block">The translation.</param>
    /// <param name="thing">Which of both.</param>
    /// <param name="html">The words as written, rendered.</param>
    /// <param name="lang">The language of the page.</param>
    public IHtmlContent Translated(TranslatedBlock? block, (ThingKind Kind, long Id) thing, string html, string lang) => block is null ? HtmlString.Empty : new Drawn(ink =>
        Translated(ink, block, thing, false, other => other.Raw("<div class=\"prose\" dir=\"auto\">").Raw(IsShown(block) ? html : block.Html).Raw("</div>"), lang));

    /// <summary>Beside a project in a list, where nothing is offered: its page says more.</summary>
    private void Translated(Ink ink, TranslatedBlock? block, ProjectRow row, string lang)
    {
        if (block is { State: TranslationState.UnderWay } || IsShown(block))
            Translated(ink, block!, (ThingKind.Project, row.Id), false, other => other.Raw("<p class=\"orig-title\" dir=\"auto\">").Text(row.Title).Raw("</p><p dir=\"auto\">").Text(row.Excerpt).Raw("</p>"), lang);
    }
}
