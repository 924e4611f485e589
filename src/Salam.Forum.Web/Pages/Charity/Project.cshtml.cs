using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>A project: what it is for, what was given, what its foundation promised and told.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class ProjectModel(ProjectQueries projects, ProjectMarkQueries marks, DonationQueries donations, SourceQueries sources) : ForumPage
{
    public ProjectView View { get; private set; } = null!;
    public ProjectMark Mark { get; private set; } = null!;
    /// <summary>The platform that counts its gifts; null where its foundation announces them.</summary>
    public SourceView? Source { get; private set; }

    public IReadOnlyList<DifferenceRow> Differences { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var (id, cancellation) = (IdInAddress, HttpContext.RequestAborted);
        if (await projects.ShowAsync(id, cancellation) is not { } view)
            return NotFound();
        View = view;
        var project = view.Project;
        if (!string.Equals(InAddress("slug"), project.Slug, StringComparison.Ordinal))
            return RedirectPermanent(Paths.Project(Lang, id, Uri.EscapeDataString(project.Slug)));
        Mark = (await marks.OfAsync([id], cancellation))[id];
        Source = await sources.OfAsync(id, cancellation);
        Differences = (await donations.DifferencesAsync(project.FoundationId, cancellation)).FindAll(d => d.ProjectId == id);
        Head.Title = project.Title;
        Head.Description = project.Excerpt;
        if (project.PublishedAt is not null && project.State != ProjectState.Withdrawn)
            (Head.Canonical, Head.IsOriginal) = (Paths.Canonical(new PublicCharity(true, id, project.Slug, project.Language, null)), true);
        return Page();
    }
}
