using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Says who looks at a case, so that two do not do the same work. A claim hinders nobody, and the case stays in the version that was seen.</summary>
public sealed class ClaimService(ForumDb db, CurrentViewer viewer, Gate gate, TimeProvider time)
{
    /// <summary>Claims an open case for a while, unless another moderator has it; gives back the one that was left for it.</summary>
    public Task<Result<Done>> ClaimAsync(long caseId, long? left, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        var until = now + Case.ClaimFor;
        var cases = gate.Cases(await gate.EnteredAsync(cancellation)).Where(c => c.Id == caseId && c.State == CaseState.Open);
        if (await cases.Where(c => c.ClaimedBy == null || c.ClaimedBy == me || c.ClaimedUntil <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ClaimedBy, me).SetProperty(c => c.ClaimedUntil, until), cancellation) == 0 && !await cases.AnyAsync(cancellation))
            return Refusal.Missing;
        if (left is { } id && id != caseId)
            await GiveBackAsync(id, cancellation);
        return default(Done);
    }, cancellation);

    /// <summary>Gives a case back, if it is claimed by the viewer.</summary>
    public Task<Result<Done>> ReleaseAsync(long caseId, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        await GiveBackAsync(caseId, cancellation);
        return default(Done);
    }, cancellation);

    private async Task GiveBackAsync(long caseId, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        await gate.Cases(await gate.EnteredAsync(cancellation)).Where(c => c.Id == caseId && c.ClaimedBy == me)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.ClaimedBy, (long?)null).SetProperty(c => c.ClaimedUntil, (DateTime?)null), cancellation);
    }
}
