using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Who may act for the community, and on which cases.</summary>
public sealed class Gate(ForumDb db, CurrentViewer viewer, TimeProvider time, ForumOptions options)
{
    /// <summary>Why the viewer may not look at what moderators see; null when she may. For others their pages are missing.</summary>
    public Refusal? LookRefusal() => viewer.Value.IsModerator ? null : Refusal.Missing;

    /// <summary>
    /// Why the viewer may not act as a moderator; null when she may. It takes a second factor, and nobody acts who is suspended or whose role was
    /// taken away, of which an open session may not know yet.
    /// </summary>
    public Task<Refusal?> ActRefusalAsync(CancellationToken cancellation) => ActRefusalAsync(Role.Moderator, cancellation);

    /// <summary>Why the viewer may not act as an administrator; null when she may.</summary>
    public Task<Refusal?> AdministratorRefusalAsync(CancellationToken cancellation) => ActRefusalAsync(Role.Administrator, cancellation);

    /// <summary>The other circle, while the viewer is an administrator who gave a reason to look into it; else null.</summary>
    public async Task<Circle?> EnteredAsync(CancellationToken cancellation)
    {
        if (await AdministratorRefusalAsync(cancellation) is not null)
            return null;
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        return await db.CircleEntries.Where(e => e.MemberId == me && e.Until > now).Select(e => (Circle?)e.Circle).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The cases that the viewer reviews: public ones, those of her circle, and those of the circle she has entered.</summary>
    public IQueryable<Case> Cases(Circle? entered) => Reviewed(db.Cases, entered);

    /// <summary>The appeals that the viewer sees, likewise.</summary>
    public IQueryable<Appeal> Appeals(Circle? entered) => Reviewed(db.Appeals, entered);

    /// <summary>The entries of the log that the viewer sees, likewise.</summary>
    public IQueryable<LogEntry> Log(Circle? entered) => Reviewed(db.ModerationLog, entered);

    /// <summary>
    /// Why the viewer may not do the act, or take it back, because of whom it concerns; null when she may. What concerns a member herself is
    /// for her own circle's moderators, and what concerns a moderator for those above her.
    /// </summary>
    internal async Task<Refusal?> MemberRefusalAsync(Act act, long memberId, Circle? entered, CancellationToken cancellation)
    {
        if (!Decision.IsOn(act))
            return null;
        var member = await db.Members.Where(m => m.Id == memberId).Select(m => new { m.Circle, m.Role }).FirstAsync(cancellation);
        return MemberRefusal(act, member.Circle, member.Role, entered);
    }

    /// <summary>The same rule for a member of whom these facts are known.</summary>
    internal Refusal? MemberRefusal(Act act, Circle circle, Role role, Circle? entered)
    {
        if (!Decision.IsOn(act))
            return null;
        if (act != Act.Warned && circle != viewer.Value.Circle && circle != entered)
            return Refusal.Forbidden("OtherCircle");
        return role >= Role.Moderator && viewer.Value.Role <= role ? Refusal.Forbidden("ActOnModerator") : null;
    }

    private async Task<Refusal?> ActRefusalAsync(Role least, CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember || viewer.Value.Role < least)
            return Refusal.Missing;
        var id = viewer.Value.MemberId;
        var me = await db.Members.Where(m => m.Id == id && m.Role >= least).Select(m => new { m.SuspendedUntil }).FirstOrDefaultAsync(cancellation);
        if (me is null)
            return Refusal.Missing;
        return Brakes.ActRefusal(me.SuspendedUntil, time.GetUtcNow().UtcDateTime)
            ?? (options.ModeratorsNeedSecondFactor && !viewer.Value.HasSecondFactor ? Refusal.Forbidden("SecondFactorNeeded") : null);
    }

    private IQueryable<T> Reviewed<T>(IQueryable<T> things, Circle? entered) where T : class, IScoped
    {
        if (entered is not { } circle)
            return things;
        var (own, other) = (viewer.Value.OwnAudience, circle.Own());
        return things.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => t.Audience == Audience.Everyone || t.Audience == own || t.Audience == other);
    }
}
