using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Charity;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>A foundation at a glance: where its application or its badge stands, and its projects by state.</summary>
public sealed class FoundationModel(CharityDeskQueries desk, FoundationQueries foundations) : FoundationDeskPage(desk)
{
    /// <summary>The states in the order in which their projects are listed: what wants something of its staff comes first.</summary>
    public static readonly IReadOnlyList<ProjectState> Order =
        [ProjectState.Paused, ProjectState.Draft, ProjectState.InReview, ProjectState.Open, ProjectState.Funded, ProjectState.Closed, ProjectState.Withdrawn];

    private readonly CharityDeskQueries desk = desk;

    public override string Tab => "Foundation";

    public IReadOnlyList<DeskProject> Projects { get; private set; } = [];

    public FoundationDesk Desk { get; private set; } = null!;

    /// <summary>Why it was refused, or the badge taken away; null where neither is so now.</summary>
    public SaidToFoundation? Said { get; private set; }

    /// <summary>Whether it has just been applied for.</summary>
    public bool Applied => Request.Query.ContainsKey("applied");

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        if (await OpenAsync(id, cancellation) is { } answer)
            return answer;
        var (projects, all) = (await desk.ProjectsAsync(id, cancellation), await foundations.DeskAsync(id, cancellation));
        if (!projects.Ok || !all.Ok)
            return RefuseStaff([.. projects.Refusals, .. all.Refusals]);
        (Projects, Desk) = (projects.Value, all.Value);
        if (Foundation.State is FoundationState.Rejected or FoundationState.Withdrawn)
            Said = await desk.SaidAsync(id, cancellation) is { Ok: true, Value: var said } ? said : null;
        return Page();
    }
}
