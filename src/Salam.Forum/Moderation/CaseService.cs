using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Brings a moderator from a thing to its case, and makes the case where nobody reported the thing.</summary>
public sealed class CaseService(ForumDb db, CurrentViewer viewer, Gate gate, Things things, Docket docket)
{
    /// <summary>
    /// The case of a post, comment or member that the viewer sees, to be decided; returns its number. One that was decided is opened again, unless
    /// its thing is taken away: that can be put back without it. Missing for who is no moderator or does not see the thing; refused for one's own.
    /// </summary>
    public Task<Result<long>> OpenAsync(ThingKind kind, long id, CancellationToken cancellation) => db.WriteAsync<long>(async () =>
    {
        if (await gate.ActRefusalAsync(cancellation) is { } closed)
            return closed;
        var known = await gate.Cases(await gate.EnteredAsync(cancellation)).AsNoTracking().Where(c => c.Kind == kind && c.ThingId == id)
            .Select(c => new { c.Id, c.State }).FirstOrDefaultAsync(cancellation);
        if (known is { State: CaseState.Open })
            return known.Id;
        if (await things.FindAsync(kind, id, cancellation) is not { } thing)
            return known is null ? Refusal.Missing : known.Id;
        if (thing.AuthorId == viewer.Value.MemberId)
            return Refusal.Forbidden("ModerateOwn");
        if (known is not null && thing.Status == Status.Removed)
            return known.Id;
        return (await docket.AddAsync(thing, Rules.None, Categories.None, 0, cancellation)).Id;
    }, cancellation);
}
