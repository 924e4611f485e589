using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Members;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Web;

/// <summary>Wrong guesses close an account to strangers, and to a known device its own: neither closes the other.</summary>
public sealed class LockOutTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string Device = "salam-device", Wrong = "not-the-password-7";
    private const int Guesses = 8;

    [Fact]
    public async Task Strangers_who_guess_do_not_lock_the_owner_out_of_her_own_browser()
    {
        var owner = site.Guest();
        Assert.Equal(302, (await LogInAsync(owner, Cast.Sister)).Status);
        owner.Cookies.Remove("salam");
        await GuessAsync(site.Guest(), Cast.Sister);
        Assert.Equal(400, (await LogInAsync(site.Guest(), Cast.Sister)).Status);
        Assert.Equal(302, (await LogInAsync(owner, Cast.Sister)).Status);
        // That she came in does not open the account to them.
        Assert.Equal(400, (await LogInAsync(site.Guest(), Cast.Sister)).Status);
        // Nor do they keep her from what asks for her password once more.
        Assert.Equal(302, (await owner.PostAsync("/en/settings/email", [("Email", "new@post.example"), ("Password", ForumSite.Password)])).Status);
    }

    [Fact]
    public async Task A_known_device_that_guesses_closes_itself_and_nobody_else()
    {
        var thief = site.Guest();
        Assert.Equal(302, (await LogInAsync(thief, Cast.Brother)).Status);
        thief.Cookies.Remove("salam");
        await GuessAsync(thief, Cast.Brother);
        Assert.Equal(400, (await LogInAsync(thief, Cast.Brother)).Status);
        Assert.Equal(302, (await LogInAsync(site.Guest(), Cast.Brother)).Status);
        // A log-in elsewhere does not open it again.
        Assert.Equal(400, (await LogInAsync(thief, Cast.Brother)).Status);
    }

    [Fact]
    public async Task Guesses_sent_all_at_once_are_counted_too()
    {
        var device = site.Guest();
        Assert.Equal(302, (await LogInAsync(device, Cast.Brother2)).Status);
        device.Cookies.Remove("salam");
        var token = await TokenAsync(device);
        await Task.WhenAll(Enumerable.Range(0, 2 * Guesses).Select(_ => device.PostRawAsync("/en/account/login", ("Login", Cast.Brother2), ("Password", Wrong), ("token", token))));
        Assert.Equal(2 * Guesses, await site.DbAsync(db => db.Guesses.Where(g => g.Key.StartsWith("device ")).MaxAsync(g => g.Count)));
        Assert.Equal(400, (await LogInAsync(device, Cast.Brother2)).Status);
    }

    [Fact]
    public async Task A_device_is_known_for_the_member_who_logged_in_there_until_her_stamp_changes()
    {
        var (hers, his) = (site.Guest(), site.Guest());
        Assert.Equal(302, (await LogInAsync(hers, Cast.Sister2)).Status);
        Assert.Equal(302, (await LogInAsync(his, Cast.Brother3)).Status);
        await GuessAsync(site.Guest(), Cast.Sister2);
        foreach (var cookie in new[] { his.Cookies[Device], "rubbish", hers.Cookies[Device][..^4] + "AAAA", "" })
        {
            var stranger = site.Guest();
            stranger.Cookies[Device] = cookie;
            Assert.Equal(400, (await LogInAsync(stranger, Cast.Sister2)).Status);
        }
        // A computer of two: the second log-in does not make it forget the first member.
        hers.Cookies.Remove("salam");
        Assert.Equal(302, (await LogInAsync(hers, Cast.Brother3)).Status);
        hers.Cookies.Remove("salam");
        Assert.Equal(302, (await LogInAsync(hers, Cast.Sister2)).Status);
        await site.AsAsync("", async services =>
        {
            var users = services.GetRequiredService<UserManager<Member>>();
            return await users.UpdateSecurityStampAsync((await users.FindByNameAsync(Cast.Sister2))!);
        });
        hers.Cookies.Remove("salam");
        Assert.Equal(400, (await LogInAsync(hers, Cast.Sister2)).Status);
    }

    [Fact]
    public async Task The_second_step_of_a_log_in_is_open_to_a_known_device_too_and_counts_its_guesses()
    {
        var key = await site.AsAsync(Cast.Sister3, async services => (await services.GetRequiredService<TwoFactorService>().StateAsync(default)).Value.Key);
        await site.AsAsync(Cast.Sister3, services => services.GetRequiredService<TwoFactorService>().EnableAsync(Totp.Code(key, DateTimeOffset.UtcNow), default));
        var owner = site.Guest();
        Assert.Equal("/en/account/two-factor", (await LogInAsync(owner, Cast.Sister3)).Location);
        Assert.DoesNotContain(Device, owner.Cookies.Keys);
        Assert.Equal(302, (await CodeAsync(owner, Totp.Code(key, DateTimeOffset.UtcNow))).Status);
        Assert.Contains(Device, owner.Cookies.Keys);

        await GuessAsync(site.Guest(), Cast.Sister3);
        owner.Cookies.Remove("salam");
        Assert.Equal(302, (await LogInAsync(owner, Cast.Sister3)).Status);
        Assert.Equal(400, (await CodeAsync(owner, "000000")).Status);
        Assert.Equal((302, "/en/"), (await CodeAsync(owner, Totp.Code(key, DateTimeOffset.UtcNow))) is var done ? (done.Status, done.Location) : default);

        owner.Cookies.Remove("salam");
        Assert.Equal(302, (await LogInAsync(owner, Cast.Sister3)).Status);
        for (var i = 1; i < Guesses; i++)
            await CodeAsync(owner, "000000");
        Assert.Equal(400, (await CodeAsync(owner, Totp.Code(key, DateTimeOffset.UtcNow))).Status);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites_and_says_nothing_in_clear()
    {
        var owner = site.Guest();
        var answer = await LogInAsync(owner, Cast.Brother3);
        var cookie = answer.Headers.Single(h => h.Key == "Set-Cookie" && h.Value.StartsWith(Device, StringComparison.Ordinal)).Value.ToLowerInvariant();
        Assert.All(new[] { "httponly", "samesite=lax", "max-age=31536000", "path=/" }, part => Assert.Contains(part, cookie));
        Assert.StartsWith("CfDJ8", owner.Cookies[Device], StringComparison.Ordinal);
        // Whoever logs out stays known, and is a guest all the same.
        owner.Cookies.Remove("salam");
        Assert.Equal("public, no-cache", (await owner.GetAsync("/en/best"))["Cache-Control"]);
        Assert.DoesNotContain(Device, (await RefusedAsync("nobody-of-that-name")).Headers.Where(h => h.Key == "Set-Cookie").Select(h => h.Value.Split('=')[0]));
    }

    [Fact]
    public async Task An_unknown_name_is_answered_as_a_locked_one_from_a_known_device_and_from_none()
    {
        var device = site.Guest();
        Assert.Equal(302, (await LogInAsync(device, Cast.BrotherModerator)).Status);
        device.Cookies.Remove("salam");
        var (unknown, wrong) = (await LogInAsync(device, "nobody-of-that-name", Wrong), await LogInAsync(device, Cast.BrotherModerator, Wrong));
        Assert.Equal(unknown.Status, wrong.Status);
        Assert.Equal(Plain(unknown, "nobody-of-that-name"), Plain(wrong, Cast.BrotherModerator));
    }

    [Fact]
    public async Task No_log_in_tells_whether_the_address_of_a_sign_up_had_an_account()
    {
        const string Chosen = "a-phrase-of-my-own";
        var answers = new List<(Answer ByAddress, Answer ByHandle)>();
        foreach (var (handle, address) in new[] { ("probing_one", Cast.Sister + "@members.example"), ("probing_two", "nobody77@members.example") })
        {
            await site.AsAsync("", async services => (await services.GetRequiredService<SignUpService>().SignUpAsync(new SignUpForm(handle, address, Chosen, Circle.Sisters, ["en"], Consent: true, "en"), default)).Value);
            answers.Add((await LogInAsync(site.Guest(), address, Chosen), await LogInAsync(site.Guest(), handle, Chosen)));
        }
        Assert.Equal(Plain(answers[0].ByAddress, Cast.Sister + "@members.example"), Plain(answers[1].ByAddress, "nobody77@members.example"));
        Assert.Equal(Plain(answers[0].ByHandle, "probing_one"), Plain(answers[1].ByHandle, "probing_two"));
        Assert.Equal((400, 400), (answers[1].ByAddress.Status, answers[1].ByHandle.Status));
    }

    private static string Plain(Answer answer, string handle) =>
        string.Join('\n', answer.Headers.Where(h => h.Key is not ("Date" or "Content-Length")).Select(h => $"{h.Key}: {h.Value}")) + answer.Page.QuerySelector("main")!.TextContent.Replace(handle, "");

    private static async Task<string> TokenAsync(Visitor visitor) => Visitor.TokenIn(await visitor.GetAsync("/en/account/login"))!;

    private static async Task<Answer> LogInAsync(Visitor visitor, string handle, string password = ForumSite.Password) =>
        await visitor.PostRawAsync("/en/account/login", ("Login", handle), ("Password", password), ("token", await TokenAsync(visitor)));

    private static async Task<Answer> CodeAsync(Visitor visitor, string code) =>
        await visitor.PostRawAsync("/en/account/two-factor", ("Code", code), ("Stay", "false"), ("token", Visitor.TokenIn(await visitor.GetAsync("/en/account/two-factor"))!));

    private static async Task GuessAsync(Visitor visitor, string handle)
    {
        for (var i = 0; i < Guesses; i++)
            Assert.Equal(400, (await LogInAsync(visitor, handle, Wrong + i)).Status);
    }

    private Task<Answer> RefusedAsync(string handle) => LogInAsync(site.Guest(), handle, Wrong);
}
