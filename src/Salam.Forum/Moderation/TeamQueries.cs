using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Moderation;

/// <summary>Somebody who acts for the community.</summary>
/// <param name="MayAct">Whether she may act yet: it takes a second factor.</param>
public sealed record TeamMember(long Id, string Handle, Circle Circle, Role Role, bool MayAct);

/// <summary>Reads who acts for the community.</summary>
public sealed class TeamQueries(ForumDb db, Gate gate, ForumOptions options)
{
    /// <summary>More than a team has: the list is not read on.</summary>
    private const int Most = 500;

    /// <summary>All of them, administrators first; missing for who is no moderator.</summary>
    public async Task<Result<List<TeamMember>>> AllAsync(CancellationToken cancellation)
    {
        if (gate.LookRefusal() is { } closed)
            return closed;
        var anybody = !options.ModeratorsNeedSecondFactor;
        return await db.Members.Where(m => m.Role == Role.Moderator || m.Role == Role.Administrator).OrderByDescending(m => m.Role).ThenBy(m => m.NormalizedUserName)
            .Select(m => new TeamMember(m.Id, m.UserName!, m.Circle, m.Role, anybody || m.TwoFactorEnabled)).Take(Most).ToListAsync(cancellation);
    }
}
