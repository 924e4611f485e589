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

    /// <summary>The case of this number, to be changed; null when the viewer does not review it.</summary>
    internal async Task<Case?> CaseAsync(long id, Circle? entered, CancellationToken cancellation) =>
        await CompiledRead.ToListAsync(db, new CaseShape(entered is not null), Args(entered, 1) with { Of = id }, OfNumber, cancellation) is [var review] ? review : null;

    /// <summary>The appeals that the viewer sees, likewise.</summary>
    public IQueryable<Appeal> Appeals(Circle? entered) => Reviewed(db.Appeals, entered);

    /// <summary>The entries of the log that the viewer sees, likewise; of foundations and projects that not everybody sees, and of who acts for one with which key, administrators alone.</summary>
    public IQueryable<LogEntry> Log(Circle? entered)
    {
        var log = Reviewed(db.ModerationLog, entered);
        return viewer.Value.IsAdministrator ? log : log.Where(e => !LogEntry.OfAdministrators.Contains(e.Act)
            && (e.Kind != ThingKind.Foundation || db.Foundations.Any(f => f.Id == e.ThingId && f.VettedAt != null))
            && (e.Kind != ThingKind.Project || db.Projects.Any(p => p.Id == e.ThingId && p.PublishedAt != null)));
    }

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
        if ((await CompiledRead.ToListAsync(db, default(Shape), new ReadArgs { Me = viewer.Value.MemberId, Take = 1 }, Acting, cancellation)) is not [var me] || me.Role < least)
            return Refusal.Missing;
        return Brakes.ActRefusal(me.SuspendedUntil, time.GetUtcNow().UtcDateTime)
            ?? (options.ModeratorsNeedSecondFactor && !viewer.Value.HasSecondFactor ? Refusal.Forbidden("SecondFactorNeeded") : null);
    }

    /// <summary>What a read of the viewer as a moderator is asked with.</summary>
    internal ReadArgs Args(Circle? entered, int take) => new()
    {
        Me = viewer.Value.MemberId, Own = viewer.Value.OwnAudience, Other = entered?.Own() ?? viewer.Value.OwnAudience, Since = time.GetUtcNow().UtcDateTime, Take = take,
    };

    /// <summary>What a moderator reviews of these things, wherever it is asked beside things that she sees past their filters.</summary>
    internal static IQueryable<T> Reviewed<T>(IQueryable<T> things, ReadArgs args) where T : class, IScoped =>
        things.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(t => t.Audience == Audience.Everyone || t.Audience == args.Own || t.Audience == args.Other);

    private IQueryable<T> Reviewed<T>(IQueryable<T> things, Circle? entered) where T : class, IScoped => entered is null ? things : Reviewed(things, Args(entered, 1));

    private static IQueryable<Actor> Acting(ForumDb db, ReadArgs args, Shape shape) => db.Members.Where(m => m.Id == args.Me).Select(m => new Actor(m.Role, m.SuspendedUntil));

    private static IQueryable<Case> OfNumber(ForumDb db, ReadArgs args, CaseShape shape) => (shape.HasEntered ? Reviewed(db.Cases, args) : db.Cases).AsTracking().Where(c => c.Id == args.Of);

    private readonly record struct Shape;

    private readonly record struct CaseShape(bool HasEntered);

    private readonly record struct Actor(Role Role, DateTime? SuspendedUntil);
}
