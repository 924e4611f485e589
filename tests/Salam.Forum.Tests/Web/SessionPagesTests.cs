using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Members;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Web;

/// <summary>The forum with a clock that the tests hold in hand.</summary>
public sealed class ClockSite : ForumSite
{
    public FakeClock Clock { get; } = new() { Now = DateTime.UtcNow };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Clock));
    }
}

/// <summary>Open sessions: seen by their owner, ended by her one by one, and over within a minute.</summary>
public sealed class SessionPagesTests(ClockSite site) : IClassFixture<ClockSite>
{
    private const string Phone = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
        Tablet = "Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1", Page = "/en/settings/sessions";

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(61);

    [Fact]
    public async Task One_browser_ends_the_session_of_another_which_is_a_guest_at_once_in_the_settings_and_within_a_minute_elsewhere()
    {
        var (here, there, too) = (await LogInAsync(Cast.Sister, Phone), await LogInAsync(Cast.Sister, Tablet), await LogInAsync(Cast.Sister, Tablet));
        var list = await here.GetAsync(Page);
        var names = list.Page.QuerySelectorAll(".people li").ToList();
        Assert.Equal(["Firefox on Android", "Safari on iPad", "Safari on iPad"], names.Select(n => n.QuerySelector("h3")!.TextContent));
        Assert.Equal("This device", Assert.Single(list.Page.QuerySelectorAll(".people .mod")).TextContent);
        Assert.Null(names[0].QuerySelector("form"));
        Assert.Equal("Log out Safari on iPad", names[1].QuerySelector("button")!.GetAttribute("aria-label"));
        Assert.DoesNotContain("Mozilla", list.Body);
        Assert.DoesNotContain("127.0.0.1", list.Body);

        foreach (var form in list.Page.QuerySelectorAll(".people form"))
            Assert.Equal((302, Page + "?ended=1"), await here.PostAsync(form.GetAttribute("action")!) is var ended ? (ended.Status, ended.Location) : default);
        Assert.Equal(302, (await there.GetAsync("/en/settings/profile")).Status);
        Assert.False(await IsMemberAsync(there));
        // Where nothing can be changed, the end comes with the next look: no page pays for one of its own.
        Assert.True(await IsMemberAsync(too));
        site.Clock.Advance(Bound);
        Assert.False(await IsMemberAsync(too));
        Assert.Equal("", too.Cookies["salam"]);
        Assert.True(await IsMemberAsync(here));
        Assert.Single((await here.GetAsync(Page)).Page.QuerySelectorAll(".people li"));
    }

    [Fact]
    public async Task A_session_that_was_ended_does_not_renew_itself_and_writes_nothing()
    {
        var (here, there) = (await LogInAsync(Cast.Sister2, Phone), await LogInAsync(Cast.Sister2, Tablet));
        await there.TokenAsync();
        await EndOthersAsync(here);
        Assert.Equal(302, (await there.PostAsync("/en/settings/appearance", [("Theme", "Dark"), ("Keys", "true")])).Status);
        Assert.NotEqual(Theme.Dark, await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Sister2).Select(m => m.Theme).FirstAsync()));
        site.Clock.Advance(Bound);
        Assert.False(await IsMemberAsync(there));
    }

    [Fact]
    public async Task After_a_change_of_password_no_open_session_saves_itself_by_a_setting()
    {
        var (here, there) = (await LogInAsync(Cast.Brother2, Phone), await LogInAsync(Cast.Brother2, Tablet));
        await there.TokenAsync();
        Assert.Equal(302, (await here.PostAsync("/en/settings/password", [("Current", ForumSite.Password), ("Password", "quite another sentence")])).Status);
        Assert.Equal("/en/account/login?next=%2Fen%2Fsettings%2Fappearance", (await there.PostAsync("/en/settings/appearance", [("Theme", "Dark"), ("Keys", "true")])).Location);
        Assert.False(await IsMemberAsync(there));
        site.Clock.Advance(Bound);
        Assert.True(await IsMemberAsync(here));
        Assert.Equal("This device", Assert.Single((await here.GetAsync(Page)).Page.QuerySelectorAll(".people li")).QuerySelector(".mod")!.TextContent);
    }

    [Fact]
    public async Task Sessions_of_others_and_none_at_all_are_missing_and_forms_without_a_token_refused()
    {
        var (hers, his) = (await LogInAsync(Cast.Sister3, Phone), await LogInAsync(Cast.Brother, Phone));
        var id = await site.DbAsync(db => db.Sessions.Where(s => db.Members.Any(m => m.Id == s.MemberId && m.UserName == Cast.Sister3)).Select(s => s.Id).SingleAsync());
        foreach (var path in new[] { $"{Page}/{id}/end", $"{Page}/999999999/end", $"{Page}/x/end", $"{Page}/99999999999999999999/end" })
            Assert.Equal(404, (await his.PostAsync(path)).Status);
        Assert.Equal(400, (await hers.PostRawAsync($"{Page}/{id}/end", ("token", "forged"))).Status);
        Assert.Equal(400, (await hers.PostRawAsync($"{Page}/{id}/end", ("token", await his.TokenAsync()))).Status);
        Assert.Equal(405, (await hers.GetAsync($"{Page}/{id}/end")).Status);
        Assert.Equal(302, (await site.Guest().GetAsync(Page)).Status);
        site.Clock.Advance(Bound);
        Assert.True(await IsMemberAsync(hers));
    }

    [Fact]
    public async Task No_page_asks_for_sessions_between_two_looks_and_one_look_is_one_query()
    {
        var member = await LogInAsync(Cast.Brother3, Phone);
        await member.GetAsync("/en/best");
        Assert.Empty(await SessionCommandsAsync(member));
        site.Clock.Advance(Bound);
        Assert.StartsWith("SELECT", Assert.Single(await SessionCommandsAsync(member)), StringComparison.Ordinal);
        Assert.Empty(await SessionCommandsAsync(member));
        var used = await UsedAsync(Cast.Brother3);
        site.Clock.Advance(SessionService.Coarse);
        Assert.Equal(["SELECT", "UPDATE"], (await SessionCommandsAsync(member)).Select(c => c[..6]));
        Assert.Equal(site.Clock.Now, await UsedAsync(Cast.Brother3));
        Assert.True(await UsedAsync(Cast.Brother3) > used);
    }

    [Fact]
    public async Task Logging_out_takes_the_session_off_the_list_and_a_copied_cookie_is_worth_nothing()
    {
        var member = await LogInAsync(Cast.Brother, Phone);
        var copy = site.Guest();
        copy.Cookies["salam"] = member.Cookies["salam"];
        var before = await CountAsync();
        await member.PostAsync("/en/account/logout");
        Assert.Equal(before - 1, await CountAsync());
        site.Clock.Advance(Bound);
        Assert.False(await IsMemberAsync(copy));
    }

    [Fact]
    public async Task A_session_of_before_there_was_a_list_goes_on_and_is_listed_from_its_next_look()
    {
        var member = await site.SignInAsync(Cast.SisterModerator);
        site.Clock.Advance(Bound);
        Assert.True(await IsMemberAsync(member));
        Assert.Single((await member.GetAsync(Page)).Page.QuerySelectorAll(".people li"));
        Assert.Equal("This device", (await member.GetAsync(Page)).Page.QuerySelector(".people .mod")!.TextContent);
    }

    private static async Task EndOthersAsync(Visitor here)
    {
        foreach (var form in (await here.GetAsync(Page)).Page.QuerySelectorAll(".people form"))
            Assert.Equal(302, (await here.PostAsync(form.GetAttribute("action")!)).Status);
    }

    private async Task<IReadOnlyList<string>> SessionCommandsAsync(Visitor member)
    {
        var count = Guid.NewGuid().ToString();
        Assert.Equal(200, (await member.GetAsync("/en/best", (DatabaseWatch.Header, count))).Status);
        return [.. site.Watch.Of(count).Where(c => c.Contains("\"Sessions\"", StringComparison.Ordinal))];
    }

    private Task<int> CountAsync() => site.DbAsync(db => db.Sessions.CountAsync());

    private Task<DateTime> UsedAsync(string handle) => site.DbAsync(db => db.Sessions.Where(s => db.Members.Any(m => m.Id == s.MemberId && m.UserName == handle)).Select(s => s.UsedAt).SingleAsync());

    private static async Task<bool> IsMemberAsync(Visitor visitor) => (await visitor.GetAsync("/en/best")).Body.Contains("data-member=\"1\"", StringComparison.Ordinal);

    private async Task<Visitor> LogInAsync(string handle, string browser)
    {
        var visitor = new Visitor(site.Root) { Handle = handle };
        var token = Visitor.TokenIn(await visitor.GetAsync("/en/account/login"))!;
        var answer = await visitor.SendAsync("POST", "/en/account/login", Visitor.Form([("Login", handle), ("Password", ForumSite.Password), ("token", token)]), ("User-Agent", browser));
        Assert.Equal(302, answer.Status);
        return visitor;
    }
}
