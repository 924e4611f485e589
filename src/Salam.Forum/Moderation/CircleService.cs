using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Text;

namespace Salam.Forum.Moderation;

/// <summary>Lets an administrator look into the other circle, for a reason that its moderators read in the log.</summary>
public sealed class CircleService(ForumDb db, CurrentViewer viewer, Gate gate, TimeProvider time)
{
    /// <summary>The fewest characters of a reason.</summary>
    public const int WordsMin = 10;

    /// <summary>Enters the other circle for <see cref="CircleEntry.Lasts"/>; returns which it is. Missing for who is no administrator.</summary>
    public Task<Result<Circle>> EnterAsync(string? words, CancellationToken cancellation) => db.WriteAsync<Circle>(async () =>
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        var text = Normalise.Input(words);
        if (TextRules.Check(text, "Words", WordsMin, LogEntry.WordsMax).ToList() is { Count: > 0 } refusals)
            return refusals;
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        var circle = viewer.Value.Circle == Circle.Sisters ? Circle.Brothers : Circle.Sisters;
        db.CircleEntries.Add(new CircleEntry { MemberId = me, Circle = circle, Until = now + CircleEntry.Lasts });
        db.ModerationLog.Add(new LogEntry
        {
            At = now, Act = Act.CircleEntered, ActorId = me, ActorRole = viewer.Value.Role, Audience = circle.Own(), Kind = ThingKind.Member, ThingId = me, MemberId = me, Words = text,
        });
        await db.SaveChangesAsync(cancellation);
        return circle;
    }, cancellation);

    /// <summary>Leaves the other circle; nothing happens when she is not in it.</summary>
    public Task<Result<Done>> LeaveAsync(CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await gate.AdministratorRefusalAsync(cancellation) is { } closed)
            return closed;
        var (me, now) = (viewer.Value.MemberId, time.GetUtcNow().UtcDateTime);
        await db.CircleEntries.Where(e => e.MemberId == me && e.Until > now).ExecuteUpdateAsync(set => set.SetProperty(e => e.Until, now), cancellation);
        return default(Done);
    }, cancellation);
}
