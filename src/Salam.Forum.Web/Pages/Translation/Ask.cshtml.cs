using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.TagHelpers;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>Asks for a translation of a post or comment, or of words of a project, and leads back to it.</summary>
public sealed class AskModel(TranslationService translations) : ForumPage
{
    private static readonly ThingKind[] Kinds = [ThingKind.Post, ThingKind.Comment, ThingKind.Project, ThingKind.ProjectUpdate, ThingKind.ProjectReport];

    // A comment is found by its own mark, its words within it are not.
    private static string AnchorOf(ThingKind kind) => kind == ThingKind.Comment ? "c" : Pieces.ElementOf(kind);

    public async Task<IActionResult> OnPostAsync(string kind, CancellationToken cancellation)
    {
        var thing = Kinds.First(k => Paths.Name(k) == kind);
        var result = await translations.AskAsync(thing, IdInAddress, Lang, cancellation);
        return result.Ok ? Back(AnchorOf(thing) + IdInAddress.ToString(CultureInfo.InvariantCulture)) : RefuseWithoutForm(result.Refusals);
    }
}
