using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Text;

namespace Salam.Forum.Charity.Platforms;

/// <summary>What of a project waits for an administrator once everybody sees it: where gifts go, how much is asked for, who counts them.</summary>
public sealed record Wished(long Goal, string DonateUrl, SourcePlace? Place);

/// <summary>Keeps what is wished of projects that everybody sees, always inside the transaction of the act.</summary>
public sealed class WishBook(ForumDb db, Journal journal)
{
    /// <summary>Wishes something beside what is wished already. What is wished to be as it is waits for nobody.</summary>
    internal async Task WishAsync(Project project, Func<Wished, Wished> change, CancellationToken cancellation)
    {
        var (now, kept) = (await NowAsync(project, cancellation), await db.ProjectWishes.AsTracking().FirstOrDefaultAsync(w => w.ProjectId == project.Id, cancellation));
        var before = kept is null ? now : new Wished(kept.Goal, kept.DonateUrl, kept.Place);
        var wished = change(before);
        if (wished == before)
            return;
        if (wished == now)
        {
            db.ProjectWishes.Remove(kept!);
            await db.SaveChangesAsync(cancellation);
            return;
        }
        if (kept is null)
            db.ProjectWishes.Add(kept = new ProjectWish { ProjectId = project.Id, Goal = wished.Goal, DonateUrl = wished.DonateUrl, WishedAt = journal.Now });
        else
            kept.WishedAt = Edits.Next(journal.Now, kept.WishedAt);
        (kept.Goal, kept.DonateUrl, kept.Platform, kept.Nonprofit, kept.Name) = (wished.Goal, wished.DonateUrl, wished.Place?.On, wished.Place?.Nonprofit ?? "", wished.Place?.Name ?? "");
        await db.SaveChangesAsync(cancellation);
        await journal.OfProjectAsync(Act.ProjectChangeWished, project, wished.DonateUrl == now.DonateUrl ? "" : wished.DonateUrl, tell: false, cancellation);
    }

    private async Task<Wished> NowAsync(Project project, CancellationToken cancellation) =>
        new(project.Goal, project.DonateUrl, (await db.ProjectSources.AsNoTracking().FirstOrDefaultAsync(s => s.ProjectId == project.Id, cancellation))?.Place);
}

/// <summary>What administrators decide about what is wished.</summary>
public sealed class WishService(ForumDb db, Gate gate, Journal journal, PlatformBooks books)
{
    /// <summary>Has the project be as is wished.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="version">The wish as it was read (<see cref="Edits.Version"/>).</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<Done>> AcceptAsync(long projectId, long version, CancellationToken cancellation) => ActAsync(projectId, async (project, wish) =>
    {
        if (Edits.StaleRefusal(version, wish.WishedAt) is { } stale)
            return stale;
        if (project.ChangeRefusal() is { } over)
            return over;
        if (await books.SetAsync(projectId, wish.Place, cancellation) is { } refused)
            return refused;
        // The sum may have moved with who counts it.
        await db.Entry(project).ReloadAsync(cancellation);
        (project.Goal, project.DonateUrl, project.Urgency) = (wish.Goal, wish.DonateUrl, Project.UrgencyOf(project.EndsAt, wish.Goal, project.Raised));
        var before = project.State;
        project.State = project.State is ProjectState.Open or ProjectState.Funded ? project.Raised >= project.Goal ? ProjectState.Funded : ProjectState.Open : project.State;
        project.EditedAt = Edits.Next(journal.Now, project.EditedAt);
        db.ProjectWishes.Remove(wish);
        await db.SaveChangesAsync(cancellation);
        await db.NoteMoveAsync(project, before, journal.Now, cancellation);
        await journal.OfProjectAsync(Act.ProjectChangeAccepted, project, "", tell: true, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Leaves the project as it is, and says why to its staff.</summary>
    public Task<Result<Done>> RefuseAsync(long projectId, string? words, CancellationToken cancellation) => ActAsync(projectId, async (project, wish) =>
    {
        var text = Normalise.Input(words);
        if (TextRules.Check(text, "Words", VettingCheck.WordsMin, Project.ReasonMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        db.ProjectWishes.Remove(wish);
        await db.SaveChangesAsync(cancellation);
        await journal.OfProjectAsync(Act.ProjectChangeRefused, project, text, tell: true, cancellation);
        return default(Done);
    }, cancellation);

    private Task<Result<Done>> ActAsync(long projectId, Func<Project, ProjectWish, Task<Result<Done>>> act, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        // Whoever counts gifts at this moment moves the same sums.
        await Donations.DonationIntake.HoldAsync(db, cancellation);
        return await db.Projects.AsTracking().FirstOrDefaultAsync(p => p.Id == projectId, cancellation) is { } project
            && await db.ProjectWishes.AsTracking().FirstOrDefaultAsync(w => w.ProjectId == projectId, cancellation) is { } wish ? await act(project, wish) : Refusal.Missing;
    }, cancellation);
}
