using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Charity;

/// <summary>Who may act for a foundation: its staff, with a second factor, each for her own foundation alone.</summary>
public sealed class StaffGate(ForumDb db, CurrentViewer viewer, TimeProvider time, Gate gate, ForumOptions options)
{
    /// <summary>Why the viewer may not act for the foundation; null when she may. For others there is nothing to act on.</summary>
    public async Task<Refusal?> RefusalAsync(long foundationId, CancellationToken cancellation) =>
        await IsStaffAsync(foundationId, cancellation) ? await MemberRefusalAsync(cancellation) : Refusal.Missing;

    /// <summary>Why the viewer may not look at what the staff sees; null when she may: staff, and administrators.</summary>
    public async Task<Refusal?> LookRefusalAsync(long foundationId, CancellationToken cancellation) =>
        viewer.Value.IsAdministrator ? await gate.AdministratorRefusalAsync(cancellation) : await RefusalAsync(foundationId, cancellation);

    /// <summary>Why the viewer may act for no foundation at all, not even to apply for one; null when she may.</summary>
    public async Task<Refusal?> MemberRefusalAsync(CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        var me = viewer.Value.MemberId;
        var suspended = await db.Members.Where(m => m.Id == me).Select(m => m.SuspendedUntil).FirstOrDefaultAsync(cancellation);
        return Brakes.ActRefusal(suspended, time.GetUtcNow().UtcDateTime)
            ?? (options.ModeratorsNeedSecondFactor && !viewer.Value.HasSecondFactor ? Refusal.Forbidden("StaffSecondFactor") : null);
    }

    private async Task<bool> IsStaffAsync(long foundationId, CancellationToken cancellation)
    {
        var me = viewer.Value.MemberId;
        return me != 0 && await db.FoundationStaff.AnyAsync(s => s.FoundationId == foundationId && s.MemberId == me, cancellation);
    }
}
