using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Outbox;

namespace Salam.Forum.Charity.Platforms;

/// <summary>
/// Brings what platforms say into the books. A platform tells a sum and no gifts: the difference to what the ledger has from it is written as one line, so
/// that sums stay sums of lines. What it says again writes nothing.
/// </summary>
public sealed class PlatformBooks(ForumDb db, DonationIntake intake, OutboxQueue outbox, TimeProvider time)
{
    private const string Escape = "!";

    /// <summary>Writes down what a platform said of a project, if that is where it is counted still; returns by how much its sum moved.</summary>
    public Task<Result<long>> TellAsync(long projectId, SourcePlace asked, SourceAnswer answer, DateTime dueAt, CancellationToken cancellation) => db.WriteAsync<long>(async () =>
    {
        var head = await DonationIntake.HoldAsync(db, cancellation);
        if (await db.ProjectSources.AsTracking().FirstOrDefaultAsync(s => s.ProjectId == projectId, cancellation) is not { } source || source.Place != asked)
            return 0;
        var project = await ProjectAsync(projectId, cancellation);
        var trouble = answer.Told is { } said && said.Currency != project.Currency ? SourceTrouble.OtherCurrency : answer.Trouble;
        (source.AskedAt, source.Trouble, source.DueAt, source.Failures) = (Now, trouble, dueAt, trouble == SourceTrouble.None ? 0 : source.Failures + 1);
        if (answer.Told is { } told)
            (source.Total, source.Currency, source.Givers) = (told.Amount, told.Currency, told.Givers);
        if (trouble == SourceTrouble.None)
            source.LookedAt = Now;
        await db.SaveChangesAsync(cancellation);
        return trouble == SourceTrouble.None ? await MoveAsync(head, project, source.Total, cancellation) : 0;
    }, cancellation);

    /// <summary>Has a project counted somewhere else from now on, in the transaction of the caller: by another platform, or, where <paramref name="place"/> is null, by what its foundation announces.</summary>
    internal async Task<Refusal?> SetAsync(long projectId, SourcePlace? place, CancellationToken cancellation)
    {
        var head = await DonationIntake.HoldAsync(db, cancellation);
        var source = await db.ProjectSources.AsTracking().FirstOrDefaultAsync(s => s.ProjectId == projectId, cancellation);
        if (source?.Place == place)
            return null;
        if (await RefusalAsync(projectId, place, cancellation) is { } refusal)
            return refusal;
        if (place is null)
        {
            db.ProjectSources.Remove(source!);
            await db.SaveChangesAsync(cancellation);
            var project = await ProjectAsync(projectId, cancellation);
            await MoveAsync(head, project, 0, cancellation);
            // What was announced meanwhile was kept aside.
            await outbox.AddAsync(DonationRetry.Name, new DonationRetry.Payload(project.FoundationId), cancellation, OutboxLane.Donations);
            return null;
        }
        if (source is not null)
            db.ProjectSources.Remove(source);
        await db.SaveChangesAsync(cancellation);
        db.ProjectSources.Add(new ProjectSource { ProjectId = projectId, Platform = place.On, Nonprofit = place.Nonprofit, Name = place.Name, DueAt = Now });
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Why a project may not be counted there; null when it may. What was announced for it and counts would be counted twice.</summary>
    internal async Task<Refusal?> RefusalAsync(long projectId, SourcePlace? place, CancellationToken cancellation)
    {
        if (place is null)
            return null;
        if (await db.Donations.AnyAsync(d => d.ProjectId == projectId && d.State == DonationState.Accepted, cancellation))
            return new Refusal(RefusalKind.Conflict, "SourceHasDonations");
        // Two names that differ by capitals alone may be one to the platform.
        var name = place.Name.Replace("_", Escape + "_", StringComparison.Ordinal);
        return await db.ProjectSources.AnyAsync(s => s.Platform == place.On && s.Nonprofit == place.Nonprofit && EF.Functions.Like(s.Name, name, Escape) && s.ProjectId != projectId, cancellation)
            ? new Refusal(RefusalKind.Conflict, "SourceTaken") : null;
    }

    private async Task<long> MoveAsync(LedgerHead head, BookedProject project, long total, CancellationToken cancellation)
    {
        var difference = total - await db.DonationMonths.Where(m => m.ProjectId == project.Id && m.Kind == GiftKind.PlatformTotal).SumAsync(m => m.Amount, cancellation);
        if (difference == 0)
            return 0;
        var books = new DonationBooks(Now, head);
        books.Know(project);
        books.Tell(project, difference);
        await intake.CloseAsync(books, cancellation);
        return difference;
    }

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    // Nobody asks for herself here.
    private Task<BookedProject> ProjectAsync(long id, CancellationToken cancellation) =>
        db.Projects.IgnoreQueryFilters([Visibility.CharityFilter]).AsNoTracking().Where(p => p.Id == id)
            .Select(p => new BookedProject(p.Id, p.FoundationId, p.Currency, p.Goal, p.Raised, p.EndsAt, p.State, p.PublishedAt != null, true)).FirstAsync(cancellation);
}
