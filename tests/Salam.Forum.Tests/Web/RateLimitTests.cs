using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The forum with its limits on, behind proxies in 10.0.0.0/8.</summary>
public sealed class LimitedSite : ForumSite
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Forum:RateLimits", "true");
        builder.UseSetting("Forum:TrustedProxies", "10.0.0.0/8");
    }
}

/// <summary>Too often is too often for whoever it is, and says so in words, with nothing lost.</summary>
public sealed class RateLimitTests(LimitedSite site) : IClassFixture<LimitedSite>
{
    private const int AccountActs = 12, Acts = 120, Searches = 60, BookFiles = 12;
    private const string Json = "application/json";

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%3", "fe80::/64")]
    [InlineData("::1", "::/64")]
    [InlineData(null, "unknown")]
    public void An_address_stands_for_its_household(string? address, string household) =>
        Assert.Equal(household, RateLimits.Household(address is null ? null : IPAddress.Parse(address)));

    [Fact]
    public async Task New_addresses_out_of_the_same_64_bits_are_the_same_visitor()
    {
        for (var i = 1; i <= AccountActs; i++)
            Assert.Equal(400, (await ForgotAsync($"2001:db8:0:7::{i}")).Status);
        await TooOftenAsync(() => ForgotAsync("2001:db8:0:7:ffff::1"));
        Assert.Equal(400, (await ForgotAsync("2001:db8:0:8::1")).Status);
    }

    [Fact]
    public async Task A_visitor_behind_two_trusted_proxies_is_counted_and_no_forged_address_is()
    {
        for (var i = 0; i < AccountActs; i++)
            Assert.Equal(400, (await ForgotAsync("198.51.100.1, 10.0.0.5")).Status);
        // Through another proxy it is the same visitor; beside her there is another one; what she claims to pass on changes nothing.
        await TooOftenAsync(() => ForgotAsync("198.51.100.1, 10.1.2.3"));
        await TooOftenAsync(() => ForgotAsync("203.0.113.99, 198.51.100.1, 10.0.0.5"));
        await TooOftenAsync(() => ForgotAsync("10.0.0.77, 198.51.100.1, 10.0.0.5"));
        Assert.Equal(400, (await ForgotAsync("198.51.100.2, 10.0.0.5")).Status);
        Assert.Equal(400, (await ForgotAsync("198.51.100.1, 203.0.113.98")).Status);
    }

    [Theory]
    [InlineData(Paths.LedgerCsv, "198.51.100.21")]
    [InlineData(Paths.LedgerJsonLines, "198.51.100.22")]
    [InlineData(Paths.TotalsFile, "198.51.100.23")]
    public async Task The_open_books_are_loaded_a_few_times_a_minute(string file, string address)
    {
        for (var i = 0; i < BookFiles; i++)
            Assert.Equal(200, (await LoadAsync(file, address)).Status);
        await TooOftenAsync(() => LoadAsync(file, address));
        Assert.Equal(200, (await LoadAsync(file, "198.51.100.24")).Status);
        // The pages are read as often as one likes.
        Assert.Equal(200, (await LoadAsync("/en/charity/transparency", address)).Status);

        Task<Answer> LoadAsync(string path, string from) => site.Guest().GetAsync(path, ("X-Forwarded-For", from));
    }

    [Fact]
    public async Task Too_often_is_a_page_in_the_readers_language_that_says_how_long_to_wait()
    {
        for (var i = 0; i < AccountActs; i++)
            await ForgotAsync("192.0.2.1");
        foreach (var lang in new[] { "en", "ar" })
        {
            var answer = await TooOftenAsync(() => ForgotAsync("192.0.2.1", lang));
            Assert.Equal(lang, answer.Page.DocumentElement.GetAttribute("lang"));
            Assert.Equal("429", answer.Page.QuerySelector(".message-code")!.TextContent);
            Assert.InRange(int.Parse(answer["Retry-After"]!), 1, 60);
            Assert.Equal("private, no-store", answer["Cache-Control"]);
            HeadersTests.AssertSafe(answer);
        }
        Assert.Equal(200, (await site.Guest().GetAsync("/en/account/forgot", ("X-Forwarded-For", "192.0.2.1"))).Status);
    }

    [Fact]
    public async Task Who_searches_too_often_waits_and_others_go_on()
    {
        for (var i = 0; i < Searches; i++)
            Assert.Equal(200, (await SearchAsync("192.0.2.9")).Status);
        await TooOftenAsync(() => SearchAsync("192.0.2.9"));
        Assert.Equal(200, (await SearchAsync("192.0.2.10")).Status);
        Assert.Equal(200, (await site.Guest().GetAsync("/en/best", ("X-Forwarded-For", "192.0.2.9"))).Status);

        Task<Answer> SearchAsync(string from) => site.Guest().GetAsync("/en/search/?q=prayer", ("X-Forwarded-For", from));
    }

    [Fact]
    public async Task What_a_member_wrote_comes_back_and_programs_get_one_sentence()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        await member.TokenAsync();
        for (var i = 0; i < Acts; i++)
            await VoteAsync();

        var page = await TooOftenAsync(() => member.PostAsync($"/ar/p/{post.Id}/comment", [("Body", "Words that must not be lost"), ("SubmitKey", Guid.NewGuid().ToString())]));
        Assert.Equal("ar", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Words that must not be lost", page.Kept);
        var profile = await TooOftenAsync(() => member.PostAsync("/en/settings/profile", [("About", "About me")]));
        Assert.Contains("About me", profile.Kept);

        var vote = await TooOftenAsync(VoteAsync);
        Assert.StartsWith(Json, vote["Content-Type"], StringComparison.Ordinal);
        using (var json = JsonDocument.Parse(vote.Body))
            Assert.NotEmpty(json.RootElement.GetProperty("error").GetString()!);
        var fragment = await TooOftenAsync(() => member.PostAsync($"/en/p/{post.Id}/comment", [("Body", "")], ("HX-Request", "true")));
        Assert.Equal("none", fragment["HX-Reswap"]);
        Assert.DoesNotContain("<", fragment.Body);
        Assert.All(new[] { vote, fragment }, a => Assert.InRange(int.Parse(a["Retry-After"]!), 1, 60));

        // Another member at the same address goes on.
        Assert.Equal(302, (await (await site.SignInAsync(Cast.Brother3)).PostAsync($"/en/vote/post/{post.Id}", [("value", "1")])).Status);

        Task<Answer> VoteAsync() => member.PostAsync($"/en/vote/post/{post.Id}", [("value", "1")], ("Accept", Json));
    }

    /// <summary>The refusal of an act that was done often enough: what is left of the limit fills up again while the test goes on.</summary>
    private static async Task<Answer> TooOftenAsync(Func<Task<Answer>> act)
    {
        var answer = await act();
        for (var i = 0; i < 8 && answer.Status != 429; i++)
            answer = await act();
        Assert.Equal(429, answer.Status);
        return answer;
    }

    private async Task<Answer> ForgotAsync(string forwarded, string lang = "en")
    {
        var guest = site.Guest();
        var token = Visitor.TokenIn(await guest.GetAsync("/en/account/forgot"))!;
        return await guest.SendAsync("POST", $"/{lang}/account/forgot", Visitor.Form([("Email", "no address"), ("token", token)]), ("X-Forwarded-For", forwarded));
    }
}
