using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;

namespace Salam.Forum.Translation.Corrections;

/// <summary>Who may accept a member's translation: a moderator of that audience, or a member who is known and trusted. Only here.</summary>
public sealed class Corrector(ForumDb db, CurrentViewer viewer, Gate gate, TimeProvider time)
{
    /// <summary>The moment, UTC.</summary>
    internal DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Why the viewer may accept nothing; null when she may. For others that page is missing.</summary>
    public async Task<Refusal?> DecideRefusalAsync(CancellationToken cancellation)
    {
        if (!viewer.Value.IsMember)
            return Refusal.LogIn;
        if (viewer.Value.IsModerator && await gate.ActRefusalAsync(cancellation) is { } refusal)
            return refusal;
        var known = await KnownMember.OfViewerAsync(db, viewer.Value.MemberId, cancellation);
        return viewer.Value.IsModerator || known.StandingAt(Now) == Standing.Trusted ? Brakes.WriteRefusal(known.SilencedUntil, known.SuspendedUntil, Now) : Refusal.Missing;
    }

    /// <summary>Whether a member may write now: what she suggested waits until she may.</summary>
    internal Task<bool> MayWriteAsync(long memberId, CancellationToken cancellation)
    {
        var now = Now;
        return db.Members.AnyAsync(m => m.Id == memberId && !(m.SilencedUntil > now) && !(m.SuspendedUntil > now), cancellation);
    }
}
