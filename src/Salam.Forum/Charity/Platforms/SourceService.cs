using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;

namespace Salam.Forum.Charity.Platforms;

/// <summary>What the staff of a foundation says about who counts the gifts to a project.</summary>
public sealed class SourceService(ForumDb db, StaffGate gate, WishBook wishes, PlatformBooks books, ForumOptions options)
{
    /// <summary>Has a project counted by a platform, or by what its foundation announces where <paramref name="place"/> is null. Once everybody sees the project, that waits for an administrator.</summary>
    public Task<Result<Done>> SetAsync(long projectId, SourcePlace? place, CancellationToken cancellation) => db.WriteAsync<Done>(async () =>
    {
        if (await db.Projects.AsTracking().FirstOrDefaultAsync(p => p.Id == projectId, cancellation) is not { } project)
            return Refusal.Missing;
        if (await gate.RefusalAsync(project.FoundationId, cancellation) is { } closed)
            return closed;
        if (project.ChangeRefusal() is { } over)
            return over;
        if (place is not null && !options.Platforms.Allowed.ContainsKey(place.On))
            return Refusal.Invalid("Choice", "Platform");
        if (place?.Refusals().ToList() is { Count: > 0 } refusals)
            return refusals;
        if (await books.RefusalAsync(projectId, place, cancellation) is { } refusal)
            return refusal;
        if (project.PublishedAt is null)
            return await books.SetAsync(projectId, place, cancellation) is { } refused ? refused : default(Done);
        await wishes.WishAsync(project, wish => wish with { Place = place }, cancellation);
        return default(Done);
    }, cancellation);
}
