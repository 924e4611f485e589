using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>A project: what it is for, what was given, what its foundation promised and told.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class ProjectModel(ProjectQueries projects, DonationQueries donations, NewsThreadQueries news) : ForumPage
{
    public ProjectView View { get; private set; } = null!;
    public ProjectMark Mark => View.Mark;
    public IReadOnlyList<DifferenceRow> Differences { get; private set; } = [];

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
        Differences = (await donations.DifferencesAsync(project.FoundationId, cancellation)).FindAll(d => d.ProjectId == id);
        if (view.Updates.Any(u => u.PostedAt is not null))
            Comments = (await news.CountsAsync(id, cancellation)).OrderBy(c => c.Circle != Viewer.Circle).ThenBy(c => c.Circle).ToLookup(c => c.UpdateId);
        Head.Title = project.Title;
        Head.Description = project.Excerpt;
        if (project.PublishedAt is not null && project.State != ProjectState.Withdrawn)
            (Head.Canonical, Head.IsOriginal) = (Paths.Canonical(new PublicCharity(true, id, project.Slug, project.Language, null)), true);
        return Page();
    }
}
