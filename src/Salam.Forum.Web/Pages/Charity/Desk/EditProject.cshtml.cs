using Microsoft.AspNetCore.Mvc;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Web.Pages.Charity.Desk;

/// <summary>Changes a project.</summary>
[TakesPictures]
public sealed class EditProjectModel(CharityDeskQueries desk, ProjectQueries queries, ProjectService projects, SourceQueries sources, PageKeeper pages) : ProjectFormPage(desk)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellation)
    {
        var (project, milestones, answer) = await FindAsync(id, cancellation);
        if (project is null)
            return answer!;
        if (project.ChangeRefusal() is { } over)
            return RefuseWithoutForm([over]);
        Begin(project, milestones);
        await BeginWithPicturesAsync(id, cancellation);
        // What waits for an administrator is what the staff wants, and stays so.
        if (await sources.WishAsync(id, cancellation) is { Ok: true, Value: { } wish })
            (Goal, DonateUrl) = (Money.Field(wish.Wished.Goal, project.Currency), wish.Wished.DonateUrl);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellation)
    {
        var bad = (await TakeFilesAsync(cancellation)).Refusals;
        Result<Done> result = bad.Count > 0 ? bad : await projects.EditAsync(id, Draft, cancellation);
        var (project, _, answer) = await FindAsync(id, cancellation);
        if (project is null)
            return answer!;
        if (result.Ok)
        {
            await pages.ChangedAsync(Audience.Everyone, cancellation);
            return Redirect(Paths.WithQuery(Paths.ProjectDesk(Lang, id), ("saved", "1")));
        }
        // Told that somebody else changed it meanwhile, she may put her words in place of the others.
        if (result.IsConflict)
            Version = Edits.Version(project.EditedAt);
        Mark(project);
        return project.ChangeRefusal() is null ? Refuse(result.Refusals) : RefuseWithoutForm(result.Refusals);
    }

    private async Task<(Project? Project, IReadOnlyList<Milestone> Milestones, IActionResult? Answer)> FindAsync(long id, CancellationToken cancellation)
    {
        var found = await queries.SourceAsync(id, cancellation);
        if (!found.Ok)
            return (null, [], RefuseStaff(found.Refusals));
        var answer = await OpenAsync(found.Value.Project.FoundationId, cancellation);
        return answer is null ? (found.Value.Project, found.Value.Milestones, null) : (null, [], answer);
    }
}
