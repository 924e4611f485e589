using Microsoft.EntityFrameworkCore;
using Salam.Forum.Follows;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Follows;

public sealed class FollowTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Following_and_stopping_are_done_once_however_often_they_are_asked_for()
    {
        var (me, other) = (await forum.SisterAsync(), await forum.BrotherAsync());
        await using var visit = forum.As(me);
        foreach (var follow in new[] { true, true, false, false })
        {
            Assert.True((await visit.Follows.SetAsync(other.Handle.ToUpperInvariant(), follow, default)).Ok);
            Assert.Equal(follow ? 1 : 0, await visit.Db.Follows.CountAsync(f => f.FollowerId == me.MemberId));
            Assert.Equal(follow, (await visit.Members.ProfileAsync(other.Handle, default))!.IsFollowed);
        }
    }

    [Fact]
    public async Task Sixteen_clicks_at_once_are_one_follow()
    {
        var (me, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            await using var visit = forum.As(me);
            Assert.True((await visit.Follows.SetAsync(other.Handle, true, default)).Ok);
        })));
        await using var after = forum.As(me);
        Assert.Equal(other.Handle, Assert.Single(await after.Follows.MineAsync(default)).Handle);
    }

    [Fact]
    public async Task Following_oneself_nobody_or_as_a_guest_is_refused()
    {
        var me = await forum.BrotherAsync();
        await using (var visit = forum.As(me))
        {
            Expect.Refused(RefusalKind.Forbidden, "FollowSelf", await visit.Follows.SetAsync(me.Handle, true, default));
            Expect.Missing(await visit.Follows.SetAsync("nobody-of-that-name", true, default));
        }
        await using var guest = forum.AsGuest();
        Expect.LogIn(await guest.Follows.SetAsync(me.Handle, true, default));
        Assert.Empty(await guest.Follows.MineAsync(default));
    }

    [Fact]
    public async Task Whom_one_follows_is_listed_newest_first_and_is_nobody_elses_list()
    {
        var (me, first, second) = (await forum.BrotherAsync(), await forum.BrotherAsync(), await forum.SisterAsync());
        await using var visit = forum.As(me);
        await visit.Follows.SetAsync(first.Handle, true, default);
        var later = forum.Clock.Advance(TimeSpan.FromHours(1));
        await visit.Follows.SetAsync(second.Handle, true, default);
        var mine = await visit.Follows.MineAsync(default);
        Assert.Equal(new[] { second.Handle, first.Handle }, mine.Select(f => f.Handle).ToArray());
        Assert.Equal(later, mine[0].Since);
        await using var other = forum.As(first);
        Assert.Empty(await other.Follows.MineAsync(default));
        Assert.False((await other.Members.ProfileAsync(second.Handle, default))!.IsFollowed);
    }

    [Fact]
    public async Task There_is_a_limit_to_how_many_one_follows()
    {
        var (me, last) = (await forum.BrotherAsync(), await forum.BrotherAsync());
        await forum.SqlAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {FollowService.Limit})
            INSERT INTO Members (Circle, Role, HandleSkeleton, About, Languages, Theme, JoinedAt, ArchiveId, UserName, NormalizedUserName, EmailConfirmed, PhoneNumberConfirmed, TwoFactorEnabled, LockoutEnabled, AccessFailedCount, JudgedBy)
            SELECT 1, 1, 'many' || i, '', 'en', 1, '2026-01-01 00:00:00', 'many' || i, 'many' || i, 'MANY' || i, 0, 0, 0, 0, 0, '' FROM n
            """);
        await forum.SqlAsync($"INSERT INTO Follows (FollowerId, FolloweeId, CreatedAt) SELECT {me.MemberId}, Id, '2026-01-01 00:00:00' FROM Members WHERE ArchiveId LIKE 'many%'");
        await using var visit = forum.As(me);
        Assert.Equal(FollowService.Limit, (await visit.Follows.MineAsync(default)).Count);
        Expect.Refused(RefusalKind.Forbidden, "FollowLimit", await visit.Follows.SetAsync(last.Handle, true, default));
        Assert.True((await visit.Follows.SetAsync("MANY1", false, default)).Ok);
        Assert.True((await visit.Follows.SetAsync(last.Handle, true, default)).Ok);
    }
}
