using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Moderation;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.CharityReview;

/// <summary>What the pages share by which administrators and moderators act on foundations and projects: they are missing for all others.</summary>
public abstract class CharityReviewPage : ForumPage
{
    /// <summary>What it asks before it is done.</summary>
    public Asked Asked { get; protected set; } = null!;

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Where an act leads: what guests were shown of it is shown no more.</summary>
    protected async Task<IActionResult> ToSavedAsync(string path, CancellationToken cancellation)
    {
        HttpContext.RequestServices.GetRequiredService<OpenBooks>().Clear();
        await HttpContext.RequestServices.GetRequiredService<PageKeeper>().ChangedAsync(Audience.Everyone, cancellation);
        return Redirect(Paths.WithQuery(path, ("saved", "1")));
    }

    /// <summary>The same question again, with what is wrong with its words.</summary>
    protected IActionResult AskAgain(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Any(r => r.Field != "Words"))
            return RefuseWithoutForm(refusals);
        Asked = Asked with { Written = Words, Refusals = refusals };
        return Refuse(refusals);
    }
}

/// <summary>A page that acts on one foundation.</summary>
public abstract class FoundationReviewPage(FoundationQueries foundations) : CharityReviewPage
{
    /// <summary>The foundation, with what administrators know of it.</summary>
    public FoundationDesk Desk { get; private set; } = null!;

    public Foundation Foundation => Desk.Foundation;

    /// <summary>Finds it, for an administrator alone. Returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> OpenAsync(long id, CancellationToken cancellation)
    {
        if (!Viewer.IsAdministrator)
            return NotFound();
        var found = await foundations.DeskAsync(id, cancellation);
        if (!found.Ok)
            return RefuseWithoutForm(found.Refusals);
        Desk = found.Value;
        Head.Title = Foundation.Name;
        return null;
    }

    /// <summary>Where the foundation is shown.</summary>
    protected string ShownAt => Paths.FoundationReview(Lang, Foundation.Id);
}

/// <summary>A page that acts on one project.</summary>
public abstract class ProjectReviewPage(ProjectQueries projects) : CharityReviewPage
{
    public ProjectView Shown { get; private set; } = null!;

    public Project Project => Shown.Project;

    /// <summary>Finds it, for those who see it and are moderators. Returns the answer where there is nothing to show.</summary>
    protected async Task<IActionResult?> OpenAsync(long id, CancellationToken cancellation)
    {
        if (!Viewer.IsModerator || await projects.ShowAsync(id, cancellation) is not { } shown)
            return NotFound();
        if (shown.Project.PublishedAt is null && await HttpContext.RequestServices.GetRequiredService<Gate>().AdministratorRefusalAsync(cancellation) is { } closed)
            return RefuseWithoutForm([closed]);
        Shown = shown;
        Head.Title = Project.Title;
        return null;
    }

    /// <summary>Where the project is shown.</summary>
    protected string ShownAt => Paths.ProjectReview(Lang, Project.Id);
}
