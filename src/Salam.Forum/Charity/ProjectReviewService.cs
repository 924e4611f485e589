using Microsoft.EntityFrameworkCore;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>What is decided about projects by others than their staff: administrators open them, moderators stop them.</summary>
public sealed class ProjectReviewService(ForumDb db, Gate gate, Journal journal, OutboxQueue outbox)
{
    /// <summary>Opens a project that waits for review; refused while its foundation is not vetted, or when the project would be over already.</summary>
    public Task<Result<Done>> PublishAsync(long id, long version, CancellationToken cancellation) => ActAsync(id, gate.AdministratorRefusalAsync, async project =>
    {
        if (project.State != ProjectState.InReview)
            return new Refusal(RefusalKind.Conflict, "ProjectState");
        if (Edits.StaleRefusal(version, project.EditedAt) is { } stale)
            return stale;
        if (!await IsVettedAsync(project.FoundationId, cancellation))
            return new Refusal(RefusalKind.Conflict, "FoundationNotVetted");
        if (project.EndsAt <= journal.Now)
            return new Refusal(RefusalKind.Conflict, "ProjectSpanOver");
        project.PublishedAt ??= journal.Now;
        await MoveAsync(project, project.Raised >= project.Goal ? ProjectState.Funded : ProjectState.Open, "", Act.ProjectPublished, cancellation);
        // What was given to it before may count now.
        await outbox.AddAsync(DonationRetry.Name, new DonationRetry.Payload(project.FoundationId), cancellation, OutboxLane.Donations);
        return default(Done);
    }, cancellation);

    /// <summary>Sends a project back to its staff, and says why.</summary>
    public Task<Result<Done>> ReturnAsync(long id, string? words, CancellationToken cancellation) => ActAsync(id, gate.AdministratorRefusalAsync, project =>
        MoveAsync(project, words, ProjectState.Draft, Act.ProjectReturned, cancellation, ProjectState.InReview), cancellation);

    /// <summary>Stops a project that everybody sees, and says why to everybody. What its staff had stopped itself, it cannot let go on from then on.</summary>
    public Task<Result<Done>> PauseAsync(long id, string? words, CancellationToken cancellation) => ActAsync(id, gate.ActRefusalAsync, project =>
    {
        ProjectState[] from = project.RestedAt is null ? [ProjectState.Open, ProjectState.Funded] : [ProjectState.Paused];
        return MoveAsync(project, words, ProjectState.Paused, Act.ProjectPaused, cancellation, from);
    }, cancellation);

    /// <summary>Lets a project go on that a moderator stopped; what its staff stopped is for its staff.</summary>
    public Task<Result<Done>> ResumeAsync(long id, CancellationToken cancellation) => ActAsync(id, gate.ActRefusalAsync, async project =>
    {
        if (project is not { State: ProjectState.Paused, RestedAt: null })
            return new Refusal(RefusalKind.Conflict, "ProjectState");
        if (!await IsVettedAsync(project.FoundationId, cancellation))
            return new Refusal(RefusalKind.Conflict, "FoundationNotVetted");
        await MoveAsync(project, project.Raised >= project.Goal ? ProjectState.Funded : ProjectState.Open, "", Act.ProjectResumed, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Says that an administrator has looked at what the filter objects to in the words of a project; whether to stop it she decides beside that.</summary>
    /// <param name="id">The project.</param>
    /// <param name="entryId">The entry of the log that she read; refused when the filter has found something else since.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<Done>> SeeWordsAsync(long id, long entryId, CancellationToken cancellation) => ActAsync(id, gate.AdministratorRefusalAsync, async project =>
    {
        if (await ProjectWordsQueries.Unseen(db).Where(e => e.ThingId == id).Select(e => (long?)e.Id).FirstOrDefaultAsync(cancellation) != entryId)
            return new Refusal(RefusalKind.Conflict, "AppealChanged");
        await journal.OfProjectAsync(Act.ProjectWordsSeen, project, "", tell: false, cancellation, entryId);
        return default(Done);
    }, cancellation);

    private Task<Result<Done>> ActAsync(long id, Func<CancellationToken, Task<Refusal?>> refusal, Func<Project, Task<Result<Done>>> act, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await refusal(cancellation) is { } closed)
            return closed;
        // A moderator acts on what everybody sees; what only its staff sees is missing for her as for others.
        return await db.Projects.AsTracking().FirstOrDefaultAsync(p => p.Id == id, cancellation) is { } project ? await act(project) : Refusal.Missing;
    }, cancellation);

    private async Task<Result<Done>> MoveAsync(Project project, string? words, ProjectState to, Act act, CancellationToken cancellation, params ProjectState[] from)
    {
        if (!from.Contains(project.State))
            return new Refusal(RefusalKind.Conflict, "ProjectState");
        var text = Normalise.Input(words);
        if (TextRules.Check(text, "Words", VettingCheck.WordsMin, Project.ReasonMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        await MoveAsync(project, to, text, act, cancellation);
        return default(Done);
    }

    private async Task MoveAsync(Project project, ProjectState to, string reason, Act act, CancellationToken cancellation)
    {
        var before = project.State;
        (project.State, project.Reason, project.RestedAt, project.EditedAt) = (to, reason, null, Edits.Next(journal.Now, project.EditedAt));
        await db.SaveChangesAsync(cancellation);
        await db.NoteMoveAsync(project, before, journal.Now, cancellation);
        await journal.OfProjectAsync(act, project, reason, tell: true, cancellation);
    }

    private Task<bool> IsVettedAsync(long foundationId, CancellationToken cancellation)
    {
        var now = journal.Now;
        return db.Foundations.AnyAsync(f => f.Id == foundationId && f.State == FoundationState.Vetted && f.VettedUntil > now, cancellation);
    }
}
