using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Who may act for the community, and on which cases.</summary>
public sealed class Gate(ForumDb db, CurrentViewer viewer, TimeProvider time, ForumOptions options)
{
    /// <summary>Why the viewer may not look at what moderators see; null when she may. For others their pages are missing.</summary>
    public Refusal? LookRefusal() => viewer.Value.IsModerator ? null : Refusal.Missing;

    /// <summary>Why the viewer may not act as a moderator; null when she may. It takes a second factor.</summary>
    public Refusal? ActRefusal() => LookRefusal() ?? (options.ModeratorsNeedSecondFactor && !viewer.Value.HasSecondFactor ? Refusal.Forbidden("SecondFactorNeeded") : null);

    /// <summary>Why the viewer may not act as an administrator; null when she may.</summary>
    public Refusal? AdministratorRefusal() => viewer.Value.Role == Role.Administrator && viewer.Value.IsMember ? ActRefusal() : Refusal.Missing;

    /// <summary>The other circle, while the viewer is an administrator who gave a reason to look into it; else null.</summary>
    public async Task<Circle?> EnteredAsync(CancellationToken cancellation)
    {
        if (AdministratorRefusal() is not null)
            return null;
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        return await db.CircleEntries.Where(e => e.MemberId == me && e.Until > now).Select(e => (Circle?)e.Circle).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>The cases that the viewer reviews: public ones, those of her circle, and those of the circle she has entered.</summary>
    public IQueryable<Case> Cases(Circle? entered)
    {
        if (entered is not { } circle)
            return db.Cases;
        var (own, other) = (viewer.Value.OwnAudience, circle.Own());
        return db.Cases.IgnoreQueryFilters([Visibility.AudienceFilter]).Where(c => c.Audience == Audience.Everyone || c.Audience == own || c.Audience == other);
    }
}
