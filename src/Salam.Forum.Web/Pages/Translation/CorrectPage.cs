using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Moderation;
using Salam.Forum.Translation.Corrections;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Translation;

/// <summary>What the pages share on which somebody says something of one translation: the thing, and its translation into the language of the page.</summary>
public abstract class CorrectPage(CorrectionQueries queries) : ForumPage
{
    public Correctable About { get; private set; } = null!;

    /// <summary>Where the thing is read.</summary>
    public string ThingHref => Paths.Thing(Lang, About.Thing);

    /// <summary>The original and its translation.</summary>
    public SidesView Sides => SidesView.Of(T, Lang, Viewer, About.Thing, About.Shown);

    protected static ThingKind KindOf(string kind) => kind == Paths.Name(ThingKind.Post) ? ThingKind.Post : ThingKind.Comment;

    /// <summary>Reads the thing; returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> ReadAsync(string kind, long id, CancellationToken cancellation)
    {
        var found = await queries.ShowAsync(KindOf(kind), id, Lang, cancellation);
        if (!found.Ok)
            return RefuseWithoutForm(found.Refusals);
        About = found.Value;
        return null;
    }
}
