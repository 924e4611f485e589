using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;

namespace Salam.Forum.Members;

/// <summary>An open session as its owner sees it.</summary>
/// <param name="IsThis">Whether it is the one that asks.</param>
/// <param name="UsedAt">UTC, exact to <see cref="SessionService.Coarse"/>.</param>
public sealed record SessionRow(long Id, Browser Browser, Device Device, DateTime BegunAt, DateTime UsedAt, bool IsThis);

/// <summary>Reads the viewer's open sessions.</summary>
public sealed class SessionQueries(ForumDb db, CurrentViewer viewer, TimeProvider time)
{
    /// <summary>The most that are shown: nobody uses more, and a program that logs in all day shall not make the page endless.</summary>
    public const int Most = 50;

    /// <summary>The viewer's sessions: the one with that key first, then those used last.</summary>
    public async Task<IReadOnlyList<SessionRow>> MineAsync(string? key, CancellationToken cancellation)
    {
        var (me, mine, since) = (viewer.Value.MemberId, key is null ? [] : SessionService.Hash(key), time.GetUtcNow().UtcDateTime - SessionService.Lasts);
        return await (
            from s in db.Sessions.AsNoTracking()
            join m in db.Members on s.MemberId equals m.Id
            where s.MemberId == me && s.Stamp == m.SecurityStamp && s.UsedAt > since
            orderby s.KeyHash == mine descending, s.UsedAt descending, s.Id descending
            select new SessionRow(s.Id, s.Browser, s.Device, s.BegunAt, s.UsedAt, s.KeyHash == mine)).Take(Most).ToListAsync(cancellation);
    }
}
