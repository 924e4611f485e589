using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>Asks for a translation of a post or comment, and leads back to it.</summary>
public sealed class AskModel(TranslationService translations) : ForumPage
{
    public async Task<IActionResult> OnPostAsync(string kind, CancellationToken cancellation)
    {
        var (thing, anchor) = kind == Paths.Name(ThingKind.Post) ? (ThingKind.Post, 'p') : (ThingKind.Comment, 'c');
        var result = await translations.AskAsync(thing, IdInAddress, Lang, cancellation);
        return result.Ok ? Back($"{anchor}{IdInAddress}") : RefuseWithoutForm(result.Refusals);
    }
}
