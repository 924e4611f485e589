using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>What is known of a member where her word is to count.</summary>
/// <param name="Upheld">Her reports that moderators acted on.</param>
/// <param name="Dismissed">Her reports that moderators found nothing in.</param>
internal sealed record KnownMember(DateTime JoinedAt, DateTime? SilencedUntil, DateTime? SuspendedUntil, int Upheld, int Dismissed)
{
    /// <summary>Reads it of the viewer: her own reports are counted, which nobody else sees so.</summary>
    public static Task<KnownMember> OfViewerAsync(ForumDb db, long me, CancellationToken cancellation) => db.Members.Where(m => m.Id == me).Select(m => new KnownMember(
        m.JoinedAt, m.SilencedUntil, m.SuspendedUntil,
        db.Reports.Count(r => r.ReporterId == me && r.Outcome == ReportOutcome.Upheld),
        db.Reports.Count(r => r.ReporterId == me && r.Outcome == ReportOutcome.Dismissed))).FirstAsync(cancellation);

    /// <summary>What her report weighs now, in hundredths of a member's.</summary>
    public int WeightAt(DateTime now) => ReportWeight.Of(now - JoinedAt, Upheld, Dismissed);

    /// <summary>How far she is known now.</summary>
    public Standing StandingAt(DateTime now) => ReportWeight.StandingOf(now - JoinedAt, Upheld, Dismissed);
}
