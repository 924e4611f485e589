using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Media;
using Salam.Forum.Moderation;
using Salam.Forum.Translation;
using Salam.Forum.Web.Hosting;
using Salam.Forum.Web.TagHelpers;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>A project: what it is for, what was given, what its foundation promised and told.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class ProjectModel(ProjectQueries projects, DonationQueries donations, TranslationQueries translations, PictureQueries pictures, NewsThreadQueries news, ForumOptions options) : ForumPage
{
    public ProjectView View { get; private set; } = null!;
    public IReadOnlyList<PictureView> Pictures { get; private set; } = [];
    public IReadOnlyList<DifferenceRow> Differences { get; private set; } = [];

    /// <summary>Where one posts of it.</summary>
    public string CiteHref => Paths.SubmitLink(Lang, options.PublicUrl + Paths.Project(Lang, View.Project.Id, Uri.EscapeDataString(View.Project.Slug)));

    /// <summary>How many comments stand under its news, in the thread of each circle.</summary>
    public ILookup<long, NewsCount> Comments { get; private set; } = Enumerable.Empty<NewsCount>().ToLookup(c => c.UpdateId);

    public async Task<IActionResult> OnGetAsync()
    {
        var (id, cancellation) = (IdInAddress, HttpContext.RequestAborted);
        if (await projects.ShowAsync(id, cancellation) is not { } view)
            return NotFound();
        View = view;
        var project = view.Project;
        if (!string.Equals(InAddress("slug"), project.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Paths.Project(Lang, id, Uri.EscapeDataString(project.Slug)));
        if (view.HasPictures)
            Pictures = await pictures.OfProjectAsync(id, cancellation);
        if (view.HasDifferences)
            Differences = (await donations.DifferencesAsync(project.FoundationId, cancellation)).FindAll(d => d.ProjectId == id);
        if (view.Updates.Any(u => u.PostedAt is not null))
            Comments = (await news.CountsAsync(id, cancellation)).OrderBy(c => c.Circle != Viewer.Circle).ThenBy(c => c.Circle).ToLookup(c => c.UpdateId);
        Translations = await translations.OfAsync(
            MemberClaims.WishesOf(User, Lang), view.Updates.Select(u => Original.Of(u, project)).Prepend(Original.OfReport(project)).Prepend(Original.Of(project)), withBodies: true, cancellation);
        var translated = Translations.Of(ThingKind.Project, id);
        // A preview carries the words away from the page that says who translated them, and what a machine wrote is for people, not for search engines.
        (Head.Title, Head.ShareTitle) = Pieces.IsShown(translated) ? (translated!.Title, project.Title) : (project.Title, null);
        Head.IsMachineMade = translated is { State: not null };
        Head.Description = project.Excerpt;
        Head.Picture = project.PublishedAt is not null && Pictures is [var first, ..] ? Paths.Picture(first.Key, first.Width) : null;
        if (project.PublishedAt is not null && project.State != ProjectState.Withdrawn)
            (Head.Canonical, Head.IsOriginal) = (Paths.Canonical(new PublicCharity(true, id, project.Slug, project.Language, null)), true);
        return Page();
    }
}
