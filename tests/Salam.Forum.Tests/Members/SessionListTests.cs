using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Tests.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Members;

public sealed class SessionListTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static readonly (Browser, Device) Phone = (Browser.Firefox, Device.Android), Desk = (Browser.Edge, Device.Windows);

    [Fact]
    public async Task A_member_sees_her_own_sessions_this_one_first_and_nobody_elses()
    {
        var (her, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var here = await BeginAsync(her, Phone);
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        await BeginAsync(her, Desk);
        await BeginAsync(other, Phone);
        var mine = await MineAsync(her, here);
        Assert.Equal([(Browser.Firefox, Device.Android, true), (Browser.Edge, Device.Windows, false)], mine.Select(s => (s.Browser, s.Device, s.IsThis)));
        Assert.Equal(forum.Clock.Now, mine[1].BegunAt);
        Assert.Empty(await MineAsync(Viewer.Guest, here));
    }

    [Fact]
    public async Task The_key_is_random_and_only_its_hash_is_stored()
    {
        var her = await forum.SisterAsync();
        var (first, second) = (await BeginAsync(her, Phone), await BeginAsync(her, Phone));
        Assert.False(first == second);
        Assert.Equal(OpenSession.KeyBits / 8, Convert.FromHexString(first).Length);
        await using var visit = forum.AsGuest();
        var rows = await visit.Db.Sessions.AsNoTracking().Where(s => s.MemberId == her.MemberId).ToListAsync();
        Assert.All(rows, r => Assert.DoesNotContain(r.KeyHash, new[] { Convert.FromHexString(first), Convert.FromHexString(second), System.Text.Encoding.ASCII.GetBytes(first) }));
        Assert.All(rows, r => Assert.Equal(32, r.KeyHash.Length));
    }

    [Fact]
    public async Task A_session_is_open_for_its_member_until_it_is_ended_and_others_cannot_end_it()
    {
        var (her, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var key = await BeginAsync(her, Phone);
        var id = Assert.Single(await MineAsync(her, key)).Id;
        Assert.True(await IsOpenAsync(her, key));
        Assert.False(await IsOpenAsync(other, key));
        Assert.False(await IsOpenAsync(her, "rubbish"));
        Expect.Missing(await EndAsync(other, id));
        Expect.Missing(await EndAsync(Viewer.Guest, id));
        Assert.True(await IsOpenAsync(her, key));
        Assert.True((await EndAsync(her, id)).Ok);
        Assert.False(await IsOpenAsync(her, key));
        Expect.Missing(await EndAsync(her, id));
    }

    [Fact]
    public async Task That_it_is_used_is_written_every_five_minutes_at_most()
    {
        var her = await forum.SisterAsync();
        var key = await BeginAsync(her, Phone);
        var begun = forum.Clock.Now;
        forum.Clock.Advance(SessionService.Coarse - TimeSpan.FromSeconds(1));
        Assert.True(await IsOpenAsync(her, key));
        Assert.Equal(begun, Assert.Single(await MineAsync(her, key)).UsedAt);
        forum.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await IsOpenAsync(her, key));
        Assert.Equal(forum.Clock.Now, Assert.Single(await MineAsync(her, key)).UsedAt);
        Assert.Equal(begun, Assert.Single(await MineAsync(her, key)).BegunAt);
    }

    [Fact]
    public async Task When_the_stamp_changes_the_others_are_over_and_the_one_that_goes_on_is_listed()
    {
        var her = await forum.SisterAsync();
        var (here, there) = (await BeginAsync(her, Phone), await BeginAsync(her, Desk));
        Assert.True((await forum.AskAsync<AccountService, Result<Done>>(her, a => a.EndSessionsAsync(ForumFixture.Password, default))).Ok);
        Assert.Empty(await MineAsync(her, here));
        await using (var visit = forum.AsGuest())
            await visit.Get<SessionService>().GoOnAsync(await RowAsync(visit, her), here, default);
        Assert.True(Assert.Single(await MineAsync(her, here)).IsThis);
        Assert.False(await IsOpenAsync(her, there));
    }

    [Fact]
    public async Task What_is_over_is_swept_at_the_next_log_in()
    {
        var own = await ForumFixture.StartAsync();
        try
        {
            var (her, him) = (await own.SisterAsync(), await own.BrotherAsync());
            var key = await BeginAsync(her, Phone, own);
            await BeginAsync(him, Phone, own);
            // In the same browser: instead of the one before.
            await BeginAsync(her, Phone, own, key);
            Assert.Equal(2, await own.NumberAsync("SELECT COUNT(*) FROM Sessions"));
            Assert.True((await own.AskAsync<AccountService, Result<Done>>(her, a => a.EndSessionsAsync(ForumFixture.Password, default))).Ok);
            await BeginAsync(her, Phone, own);
            Assert.Equal(2, await own.NumberAsync("SELECT COUNT(*) FROM Sessions"));
            own.Clock.Advance(SessionService.Lasts + TimeSpan.FromDays(2));
            await BeginAsync(her, Phone, own);
            Assert.Equal(1, await own.NumberAsync("SELECT COUNT(*) FROM Sessions"));
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    private async Task<string> BeginAsync(Viewer member, (Browser, Device) seen, ForumFixture? where = null, string? insteadOf = null)
    {
        await using var visit = (where ?? forum).AsGuest();
        return await visit.Get<SessionService>().BeginAsync(await RowAsync(visit, member), seen, insteadOf, default);
    }

    private static Task<Member> RowAsync(Visit visit, Viewer member) => visit.Db.Members.AsNoTracking().FirstAsync(m => m.Id == member.MemberId);

    private Task<IReadOnlyList<SessionRow>> MineAsync(Viewer member, string key) => forum.AskAsync<SessionQueries, IReadOnlyList<SessionRow>>(member, s => s.MineAsync(key, default));

    private Task<bool> IsOpenAsync(Viewer member, string key) => forum.AskAsync<SessionService, bool>(Viewer.Guest, s => s.IsOpenAsync(member.MemberId, key, default));

    private Task<Result<Done>> EndAsync(Viewer member, long id) => forum.AskAsync<SessionService, Result<Done>>(member, s => s.EndAsync(id, default));
}
