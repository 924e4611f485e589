using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>Has the staff of a foundation stop a project of its own for a while. What a moderator stopped stays stopped.</summary>
public sealed class RestService(ForumDb db, StaffGate gate, Journal journal, Judge judge)
{
    /// <summary>Stops a project, and says why to everybody.</summary>
    public Task<Result<Done>> RestAsync(long id, string? words, CancellationToken cancellation) => ActAsync(id, async project =>
    {
        if (project.State is not (ProjectState.Open or ProjectState.Funded))
            return new Refusal(RefusalKind.Conflict, "ProjectState");
        var text = Normalise.Input(words);
        if (TextRules.Check(text, "Words", VettingCheck.WordsMin, Project.ReasonMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        if (judge.OfText(text, "Words").CharityRefusals() is { Count: > 0 } forbidden)
            return forbidden;
        project.RestedAt = journal.Now;
        await MoveAsync(project, ProjectState.Paused, text, Act.ProjectRested, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Lets a project go on that its staff had stopped.</summary>
    public Task<Result<Done>> EndAsync(long id, CancellationToken cancellation) => ActAsync(id, async project =>
    {
        if (project is not { State: ProjectState.Paused, RestedAt: not null })
            return new Refusal(RefusalKind.Conflict, "ProjectState");
        project.RestedAt = null;
        await MoveAsync(project, project.Raised >= project.Goal ? ProjectState.Funded : ProjectState.Open, "", Act.ProjectRestEnded, cancellation);
        return default(Done);
    }, cancellation);

    private Task<Result<Done>> ActAsync(long id, Func<Project, Task<Result<Done>>> act, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await db.Projects.AsTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is not { } project)
            return Refusal.Missing;
        return await gate.RefusalAsync(project.FoundationId, cancellation) is { } closed ? closed : await act(project);
    }, cancellation);

    private async Task MoveAsync(Project project, ProjectState to, string reason, Act act, CancellationToken cancellation)
    {
        var before = project.State;
        (project.State, project.Reason, project.EditedAt) = (to, reason, Edits.Next(journal.Now, project.EditedAt));
        await db.SaveChangesAsync(cancellation);
        await db.NoteMoveAsync(project, before, journal.Now, cancellation);
        await journal.OfProjectAsync(act, project, reason, tell: false, cancellation);
    }
}
