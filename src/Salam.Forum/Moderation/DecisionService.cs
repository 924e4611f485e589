using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>What moderators do with cases: each decision is one transaction, with its entry in the log and the notice to the author.</summary>
public sealed class DecisionService(ForumDb db, CurrentViewer viewer, Gate gate, Journal journal, Sanctions sanctions)
{
    /// <summary>
    /// Decides on a case. Refused when the case is not as the moderator saw it (<paramref name="version"/>), when she wrote the thing, and, for
    /// what concerns the member herself, when she is of the other circle or a moderator too.
    /// </summary>
    public Task<Result<Decided>> DecideAsync(long caseId, int version, Decision decision, CancellationToken cancellation) => db.WriteAsync<Decided>(async () =>
    {
        if (await gate.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        var entered = await gate.EnteredAsync(cancellation);
        if (await gate.CaseAsync(caseId, entered, cancellation) is not { } review)
            return Refusal.Missing;
        if (decision.Refusals(review.Kind) is { Count: > 0 } refusals)
            return refusals;
        if (review.Version != version || (review.State == CaseState.Decided && decision.Settles(review.Kind)))
            return new Refusal(RefusalKind.Conflict, "CaseDecided");
        if (await gate.MemberRefusalAsync(decision.Act, review.AuthorId, entered, cancellation) is { } refusal)
            return refusal;
        var done = await sanctions.DoAsync(review, decision, cancellation);
        if (!done.Ok)
            return done.Refusals.ToList();
        var entry = journal.About(review, decision, done.Value);
        await journal.WriteAsync(entry, tell: decision.Act is not Act.SlowModeSet && (decision.Act != Act.Approved || done.Value.After.MovesThings), cancellation);
        if (decision.Settles(review.Kind))
            await SettleAsync(review, decision, entry.Id, cancellation);
        else
        {
            review.Version++;
            await db.SaveChangesAsync(cancellation);
        }
        return new Decided(entry.Id, decision.Act, caseId, decision.Settles(review.Kind), Decided.ChangedBy(decision.Act, review.Audience));
    }, cancellation);

    /// <summary>
    /// Undoes one's own act, once; what it settled comes back into the queue, and what was rewritten since comes back as held. Refused when nothing
    /// stands as the act left it.
    /// </summary>
    public Task<Result<Decided>> UndoAsync(long entryId, CancellationToken cancellation) => db.WriteAsync<Decided>(async () =>
    {
        if (await gate.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        var entered = await gate.EnteredAsync(cancellation);
        var me = viewer.Value.MemberId;
        var entry = await db.ModerationLog.IgnoreQueryFilters([Visibility.AudienceFilter]).AsNoTracking().FirstOrDefaultAsync(e => e.Id == entryId && e.ActorId == me, cancellation);
        if (entry is null || !await gate.Cases(entered).AnyAsync(c => c.Id == entry.CaseId, cancellation))
            return Refusal.Missing;
        if (await db.ModerationLog.IgnoreQueryFilters([Visibility.AudienceFilter]).AnyAsync(e => e.About == entryId && (e.Act == Act.Undone || e.Act == Act.AppealGranted || e.Act == Act.AppealDenied), cancellation))
            return new Refusal(RefusalKind.Conflict, "UndoneAlready");
        if (await sanctions.UndoAsync(entry, cancellation) is not { } left)
            return new Refusal(RefusalKind.Conflict, "UndoChanged");
        var undone = await journal.WriteAsync(journal.Answering(entry, Act.Undone, "", entry.After, left.ToJson()), tell: entry.Act is not (Act.Approved or Act.SlowModeSet), cancellation);
        return new Decided(undone.Id, Act.Undone, entry.CaseId ?? 0, Settled: false, Decided.ChangedBy(entry.Act, entry.Audience));
    }, cancellation);

    private async Task SettleAsync(Case review, Decision decision, long entryId, CancellationToken cancellation)
    {
        // One act against all that a spammer wrote settles every case of hers.
        var others = decision.Act == Act.EverythingRemoved
            ? await gate.Cases(await gate.EnteredAsync(cancellation)).AsTracking().Where(c => c.AuthorId == review.AuthorId && c.State == CaseState.Open && c.Id != review.Id).ToListAsync(cancellation)
            : [];
        await Settlement.SettleAsync(db, [.. others, review], entryId, decision.Upholds ? ReportOutcome.Upheld : ReportOutcome.Dismissed, cancellation);
    }
}
