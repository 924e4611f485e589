using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity;
using Salam.Forum.Feeds;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>A foundation: what the register says, since when and by whom it is vetted, how it keeps its promises, and its projects.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class FoundationModel(FoundationQueries foundations, ProjectQueries projects, TranslationQueries translations) : ForumPage
{
    public FoundationView View { get; private set; } = null!;
    public Page<ProjectRow> Projects { get; private set; } = new([], null);

    public async Task<IActionResult> OnGetAsync()
    {
        var (id, after, cancellation) = (IdInAddress, InAddress("after"), HttpContext.RequestAborted);
        if (await foundations.ShowAsync(id, cancellation) is not { } view)
            return NotFound();
        View = view;
        if (!string.Equals(InAddress("slug"), view.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Paths.Foundation(Lang, id, Uri.EscapeDataString(view.Slug), after));
        var page = await projects.OfFoundationAsync(id, after, cancellation);
        if (!page.Ok)
            return RefuseWithoutForm(page.Refusals);
        Projects = page.Value;
        Translations = await translations.OfAsync(MemberClaims.WishesOf(User, Lang), Projects.Items.Select(row => Original.Of(row)), withBodies: false, cancellation);
        Head.Title = view.Name;
        Head.Canonical = after is null && view.VettedAt is not null ? Paths.Foundation(Lang, id, view.Slug) : null;
        return Page();
    }
}
