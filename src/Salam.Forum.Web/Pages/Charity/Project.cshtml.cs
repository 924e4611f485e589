using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity;

/// <summary>A project: what it is for, what was given, what its foundation promised and told.</summary>
[OutputCache(PolicyName = GuestCache.Policy)]
public sealed class ProjectModel(ProjectQueries projects, DonationQueries donations, ProjectFollowQueries follows, ForumOptions options) : ForumPage
{
    public ProjectView View { get; private set; } = null!;
    public ProjectMark Mark => View.Mark;
    public IReadOnlyList<DifferenceRow> Differences { get; private set; } = [];

    /// <summary>Whether the viewer follows it.</summary>
    public bool IsFollowed { get; private set; }

    /// <summary>Where one posts of it.</summary>
    public string CiteHref => Paths.SubmitLink(Lang, options.PublicUrl + Paths.Project(Lang, View.Project.Id, Uri.EscapeDataString(View.Project.Slug)));

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
        IsFollowed = await follows.IsFollowedAsync(id, cancellation);
        Head.Title = project.Title;
        Head.Description = project.Excerpt;
        if (project.PublishedAt is not null && project.State != ProjectState.Withdrawn)
            (Head.Canonical, Head.IsOriginal) = (Paths.Canonical(new PublicCharity(true, id, project.Slug, project.Language, null)), true);
        return Page();
    }
}
