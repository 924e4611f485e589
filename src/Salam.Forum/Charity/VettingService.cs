using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Outbox;
using Salam.Forum.Text;

namespace Salam.Forum.Charity;

/// <summary>What administrators do about foundations: look at them step by step, give the badge for a term, refuse it, take it away. Each step is in the log.</summary>
public sealed class VettingService(ForumDb db, CurrentViewer viewer, Gate gate, Journal journal, OutboxQueue outbox)
{
    /// <summary>Ticks a step off, with what was found; ticked again, the new words stand.</summary>
    public Task<Result<Done>> CheckAsync(long foundationId, VettingStep step, string? words, CancellationToken cancellation) => ActAsync(foundationId, words, async (foundation, text) =>
    {
        if (!Enum.IsDefined(step))
            return Refusal.Invalid("Choice", "Step");
        var check = await db.VettingChecks.AsTracking().FirstOrDefaultAsync(c => c.FoundationId == foundationId && c.Round == foundation.Round && c.Step == step, cancellation);
        if (check is null)
            db.VettingChecks.Add(new VettingCheck { FoundationId = foundationId, Round = foundation.Round, Step = step, Words = text, At = journal.Now, ByMember = viewer.Value.MemberId });
        else
            (check.Words, check.At, check.ByMember) = (text, journal.Now, viewer.Value.MemberId);
        await db.SaveChangesAsync(cancellation);
        await journal.OfFoundationAsync(Act.FoundationChecked, foundationId, $"{step}: {text}", tell: false, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>
    /// Gives the badge for a term, or renews it; refused until every step was ticked this time, and while the term has more than
    /// <see cref="VettingTerm.RenewableDays"/> days to go, and while another foundation that was vetted has its number. A renewed term begins where the old
    /// one ends.
    /// </summary>
    /// <param name="foundationId">The foundation.</param>
    /// <param name="version">Its state as she read it (<see cref="Edits.Version"/>).</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<Result<DateTime>> VetAsync(long foundationId, long version, CancellationToken cancellation) => db.WriteAsync<DateTime>(async () =>
    {
        var found = await FindAsync(foundationId, cancellation);
        if (!found.Ok)
            return found.Refusals[0];
        var (foundation, now) = (found.Value, journal.Now);
        if (Edits.StaleRefusal(version, foundation.EditedAt) is { } stale)
            return stale;
        if (await db.Foundations.AnyAsync(f => f.Id != foundationId && f.VettedAt != null && f.Country == foundation.Country && f.Register == foundation.Register && f.RegisterNumber == foundation.RegisterNumber, cancellation))
            return new Refusal(RefusalKind.Conflict, "FoundationTaken");
        if (foundation.IsVetted(now) && foundation.VettedUntil > now.AddDays(VettingTerm.RenewableDays))
            return new Refusal(RefusalKind.Conflict, "VettedStill");
        if (await db.VettingChecks.CountAsync(c => c.FoundationId == foundationId && c.Round == foundation.Round, cancellation) < Enum.GetValues<VettingStep>().Length)
            return new Refusal(RefusalKind.Conflict, "VettingSteps");
        var from = foundation.IsVetted(now) ? foundation.VettedUntil!.Value : now;
        var until = from.AddMonths(VettingTerm.Months);
        db.VettingTerms.Add(new VettingTerm { FoundationId = foundationId, From = from, Until = until, By = viewer.Value.Role });
        (foundation.State, foundation.VettedUntil, foundation.VettedBy, foundation.VettedAt) = (FoundationState.Vetted, until, viewer.Value.Role, foundation.VettedAt ?? now);
        foundation.Round++;
        foundation.EditedAt = Edits.Next(now, foundation.EditedAt);
        await db.SaveChangesAsync(cancellation);
        await journal.OfFoundationAsync(Act.FoundationVetted, foundationId, "", tell: true, cancellation);
        await outbox.AddAsync(DonationRetry.Name, new DonationRetry.Payload(foundationId), cancellation, OutboxLane.Donations);
        return until;
    }, cancellation);

    /// <summary>Refuses a foundation that applied, and says why.</summary>
    public Task<Result<Done>> RejectAsync(long foundationId, string? words, CancellationToken cancellation) => ActAsync(foundationId, words, async (foundation, text) =>
    {
        if (foundation.State != FoundationState.Applied)
            return new Refusal(RefusalKind.Conflict, "FoundationState");
        foundation.State = FoundationState.Rejected;
        foundation.Round++;
        foundation.EditedAt = Edits.Next(journal.Now, foundation.EditedAt);
        await db.SaveChangesAsync(cancellation);
        await journal.OfFoundationAsync(Act.FoundationRejected, foundationId, text, tell: true, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Takes the badge away at once, and says why. Its projects ask for nothing until it is vetted again.</summary>
    public Task<Result<Done>> WithdrawAsync(long foundationId, string? words, CancellationToken cancellation) => ActAsync(foundationId, words, async (foundation, text) =>
    {
        if (foundation.State != FoundationState.Vetted)
            return new Refusal(RefusalKind.Conflict, "FoundationState");
        var now = journal.Now;
        // A renewal that has not begun yet never does.
        await db.VettingTerms.Where(t => t.FoundationId == foundationId && t.From > now).ExecuteDeleteAsync(cancellation);
        await db.VettingTerms.Where(t => t.FoundationId == foundationId && t.Until > now).ExecuteUpdateAsync(set => set.SetProperty(t => t.Until, now), cancellation);
        (foundation.State, foundation.VettedUntil) = (FoundationState.Withdrawn, foundation.VettedUntil > now ? now : foundation.VettedUntil);
        foundation.EditedAt = Edits.Next(now, foundation.EditedAt);
        await db.SaveChangesAsync(cancellation);
        await journal.OfFoundationAsync(Act.FoundationWithdrawn, foundationId, text, tell: true, cancellation);
        return default(Done);
    }, cancellation);

    private Task<Result<Done>> ActAsync(long foundationId, string? words, Func<Foundation, string, Task<Result<Done>>> act, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        var found = await FindAsync(foundationId, cancellation);
        if (!found.Ok)
            return found.Refusals[0];
        var text = Normalise.Input(words);
        if (TextRules.Check(text, "Words", VettingCheck.WordsMin, VettingCheck.WordsMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        return await act(found.Value, text);
    }, cancellation);

    private async Task<Result<Foundation>> FindAsync(long id, CancellationToken cancellation)
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        return await db.Foundations.AsTracking().FirstOrDefaultAsync(f => f.Id == id, cancellation) is { } foundation ? foundation : Refusal.Missing;
    }
}
