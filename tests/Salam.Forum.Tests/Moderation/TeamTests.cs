using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

public sealed class TeamTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task An_administrator_gives_and_withdraws_the_role_of_a_moderator_in_the_log_and_with_a_notice()
    {
        var (administrator, member) = (await forum.BrotherAsync(Role.Administrator), await forum.SisterAsync());
        Assert.True((await SetAsync(administrator, member.Handle, Role.Moderator)).Ok);
        Assert.Equal(Role.Moderator, await RoleAsync(member));
        Assert.Equal(1, await LoggedAsync(member, Act.RoleGranted, administrator.MemberId));
        // Giving what she has is doing nothing.
        Assert.True((await SetAsync(administrator, " @" + member.Handle, Role.Moderator)).Ok);
        Assert.Equal(1, await LoggedAsync(member, Act.RoleGranted, administrator.MemberId));
        Assert.Contains(await TeamAsync(member with { Role = Role.Moderator }), m => m.Handle == member.Handle && m.Circle == Circle.Sisters);
        Assert.True((await SetAsync(administrator, member.Handle, Role.Member)).Ok);
        Assert.Equal((Role.Member, 1), (await RoleAsync(member), await LoggedAsync(member, Act.RoleWithdrawn, administrator.MemberId)));
        Assert.Equal(2, await forum.NumberAsync($"SELECT COUNT(*) FROM Notices WHERE MemberId = {member.MemberId}"));
    }

    [Fact]
    public async Task Nobody_changes_her_own_role_or_that_of_who_is_not_there()
    {
        var administrator = await forum.BrotherAsync(Role.Administrator);
        Expect.Refused(RefusalKind.Forbidden, "RoleOwn", await SetAsync(administrator, administrator.Handle, Role.Member));
        Expect.Invalid(await SetAsync(administrator, "nobody-here", Role.Moderator), "Handle:MemberUnknown");
        Expect.Invalid(await SetAsync(administrator, null, Role.Moderator), "Handle:MemberUnknown");
        Expect.Invalid(await SetAsync(administrator, administrator.Handle, default), "Role:Choice");
        Assert.Equal(Role.Administrator, await RoleAsync(administrator));
    }

    [Fact]
    public async Task Only_administrators_with_a_second_factor_change_the_team_and_only_moderators_see_it()
    {
        var (member, moderator, administrator) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.SisterAsync(Role.Administrator));
        Expect.Missing(await SetAsync(member, moderator.Handle, Role.Member));
        Expect.Missing(await SetAsync(moderator, member.Handle, Role.Moderator));
        Expect.Missing(await SetAsync(Viewer.Guest, member.Handle, Role.Moderator));
        Expect.Refused(RefusalKind.Forbidden, "SecondFactorNeeded", await SetAsync(administrator with { HasSecondFactor = false }, member.Handle, Role.Moderator));
        Assert.Equal(Role.Member, await RoleAsync(member));
        Expect.Missing(await forum.AskAsync<TeamQueries, Result<List<TeamMember>>>(member, t => t.AllAsync(default)));
        Assert.NotEmpty(await TeamAsync(moderator));
    }

    [Fact]
    public async Task A_session_that_does_not_know_yet_that_its_role_is_gone_changes_nothing_and_the_last_administrator_stays()
    {
        await using var alone = await ForumFixtureScope.StartAsync();
        var (first, second, member) = (await alone.Forum.BrotherAsync(Role.Administrator), await alone.Forum.SisterAsync(Role.Administrator), await alone.Forum.SisterAsync());
        Assert.True((await SetAsync(first, second.Handle, Role.Member, alone.Forum)).Ok);
        Expect.Missing(await SetAsync(second, first.Handle, Role.Member, alone.Forum));
        Expect.Missing(await SetAsync(second, member.Handle, Role.Moderator, alone.Forum));
        Assert.Equal(1, await alone.Forum.NumberAsync("SELECT COUNT(*) FROM Members WHERE Role = 3"));
    }

    [Fact]
    public async Task Whoever_runs_the_forum_makes_the_first_administrator()
    {
        var member = await forum.SisterAsync();
        Assert.True((await AppointAsync(member.Handle)).Value);
        Assert.False((await AppointAsync(member.Handle)).Value);
        Assert.Equal(Role.Administrator, await RoleAsync(member));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE MemberId = {member.MemberId} AND Act = {(int)Act.RoleGranted} AND ActorId IS NULL"));
        Expect.Invalid(await AppointAsync("nobody-here"), "Handle:MemberUnknown");
    }

    private Task<Result<bool>> AppointAsync(string handle) => forum.AskAsync<TeamService, Result<bool>>(Viewer.Guest, t => t.AppointAsync(handle, default));

    private Task<Result<Done>> SetAsync(Viewer viewer, string? handle, Role role, ForumFixture? where = null) => (where ?? forum).AskAsync<TeamService, Result<Done>>(viewer, t => t.SetRoleAsync(handle, role, default));

    private async Task<List<TeamMember>> TeamAsync(Viewer viewer) => (await forum.AskAsync<TeamQueries, Result<List<TeamMember>>>(viewer, t => t.AllAsync(default))).Value;

    private async Task<Role> RoleAsync(Viewer member) => (Role)await forum.NumberAsync($"SELECT Role FROM Members WHERE Id = {member.MemberId}");

    private Task<long> LoggedAsync(Viewer member, Act act, long by) => forum.NumberAsync($"SELECT COUNT(*) FROM ModerationLog WHERE MemberId = {member.MemberId} AND Act = {(int)act} AND ActorId = {by}");

    private sealed record ForumFixtureScope(ForumFixture Forum) : IAsyncDisposable
    {
        public static async Task<ForumFixtureScope> StartAsync() => new(await ForumFixture.StartAsync());

        public async ValueTask DisposeAsync() => await Forum.DisposeAsync();
    }
}
