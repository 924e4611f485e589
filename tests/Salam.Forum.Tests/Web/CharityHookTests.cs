using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Data;
using Salam.Forum.Tests.Charity;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>Foundations that announce over HTTP, and everybody else who tries.</summary>
public sealed class CharityHookTests(CharitySite site) : IClassFixture<CharitySite>
{
    [Fact]
    public async Task A_signed_donation_counts_once_and_every_answer_says_what_came_of_it()
    {
        var charity = await site.CharityAsync();
        var gift = CharitySite.Gift(charity, "d1");
        var answer = await site.SendAsync(charity, gift);
        Assert.Equal((200, "accepted"), (answer.Status, answer.Said));
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal((200, "known"), await SaidAsync(charity, gift));
        Assert.Equal((200, "accepted"), await SaidAsync(charity, CharitySite.Gift(charity, "d7", "1")));
        Assert.Equal((409, "conflict"), await CodeAsync(charity, CharitySite.Gift(charity, "d7", "2")));
        Assert.Equal((202, "unknown-currency"), await CodeAsync(charity, gift.Replace("EUR", "QQQ").Replace("d1", "d2")));
        Assert.Equal((202, "refund-without-donation"), await CodeAsync(charity, CharitySite.Gift(charity, "r9", "-5", ",\"refund_of\":\"d9\"")));
        Assert.Equal((409, "refund-too-large"), await CodeAsync(charity, CharitySite.Gift(charity, "r1", "-2501", ",\"refund_of\":\"d1\"")));
        Assert.Equal((200, "accepted"), await SaidAsync(charity, CharitySite.Gift(charity, "r2", "-500", ",\"refund_of\":\"d1\"")));
        Assert.Equal((400, "amount"), await CodeAsync(charity, CharitySite.Gift(charity, "d3", "0")));
        Assert.Equal((400, "json"), await CodeAsync(charity, "salam"));
        Assert.Equal((2_000, 1), await site.SumsAsync(charity.Project));
    }

    [Fact]
    public async Task A_list_is_answered_line_by_line()
    {
        var charity = await site.CharityAsync();
        var answer = await site.SendAsync(charity, $"[{CharitySite.Gift(charity, "d1")},{CharitySite.Gift(charity, "d1")},{CharitySite.Gift(charity, "d7")},{CharitySite.Gift(charity, "d7", "8")}]");
        Assert.Equal(200, answer.Status);
        var results = JsonDocument.Parse(answer.Body).RootElement.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("donation")} {r.GetProperty("status")} {(r.TryGetProperty("code", out var code) ? code : "")}").ToList();
        Assert.Equal(new List<string> { "d1 accepted ", "d1 known ", "d7 aside conflict", "d7 aside conflict" }, results);
        Assert.Equal((2_500, 1), await site.SumsAsync(charity.Project));
        Assert.Equal(400, (await site.SendAsync(charity, $"[{CharitySite.Gift(charity, "d2")},{CharitySite.Gift(charity, "d3", "1.5")}]")).Status);
        Assert.Equal((2_500, 1), await site.SumsAsync(charity.Project));
    }

    [Fact]
    public async Task Of_a_foundation_that_was_never_vetted_nothing_is_kept()
    {
        var foundation = (await site.ActAsync<FoundationService, Result<long>>(site.Staff, s => s.ApplyAsync(Charities.Draft() with { RegisterNumber = Guid.NewGuid().ToString("n") }, default))).Value;
        var charity = new SiteCharity(foundation, 1, (await site.AddKeyAsync(foundation)).Value, DateTime.UtcNow);
        var answer = await site.SendAsync(charity, CharitySite.Gift(charity, "d1"));
        Assert.Equal((403, "never-vetted"), (answer.Status, answer.Code));
        Assert.Equal((403, "never-vetted"), await CodeAsync(charity, "{}"));
        Assert.Equal(0, await site.DbAsync(db => db.Donations.CountAsync(d => d.FoundationId == foundation)));
        // A key that is none is refused as everywhere.
        Assert.Equal(401, (await site.SendAsync(foundation, "{}", HookSignature.Write(new NewHookKey(HookSecrets.NewName(), HookSecrets.NewSecret()), DateTime.UtcNow, "{}"u8))).Status);
    }

    [Fact]
    public async Task What_no_live_key_of_the_foundation_signed_is_refused_in_one_way()
    {
        var (charity, other) = (await site.CharityAsync(), await site.CharityAsync());
        var body = CharitySite.Gift(charity, "d1");
        var right = HookSignature.Write(charity.Key, DateTime.UtcNow, Encoding.UTF8.GetBytes(body));
        var guess = right[..^1] + (right[^1] == '0' ? '1' : '0');
        var others = HookSignature.Write(other.Key, DateTime.UtcNow, Encoding.UTF8.GetBytes(body));
        var unknown = HookSignature.Write(new NewHookKey(HookSecrets.NewName(), HookSecrets.NewSecret()), DateTime.UtcNow, Encoding.UTF8.GetBytes(body));
        var answers = new List<HookAnswer> { await site.SendAsync(charity.Foundation, body, guess), await site.SendAsync(charity.Foundation, body, others), await site.SendAsync(charity.Foundation, body, unknown), await site.SendAsync(999_999, body, right) };
        answers.Add(await site.SendAsync(charity.Foundation, body + " ", right));
        Assert.All(answers, a => Assert.Equal((401, answers[0].Body), (a.Status, a.Body)));
        Assert.Equal("signature", answers[0].Code);
        Assert.Equal((0, 0), await site.SumsAsync(charity.Project));
        foreach (var header in new[] { null, "", right.ToUpperInvariant(), right.Replace(",", ", "), right + ",v1=00", right.Replace("t=", "t=0"), right.Replace("v1", "v0"), "t=1,k=" + charity.Key.Name + ",v1=", string.Join(',', right.Split(',').Reverse()) })
            Assert.Equal((401, "signature-format"), Of(await site.SendAsync(charity.Foundation, body, header)));
    }

    [Theory]
    [InlineData(-320, 401, "timestamp-old")]
    [InlineData(-280, 200, null)]
    [InlineData(280, 200, null)]
    [InlineData(320, 401, "timestamp-future")]
    public async Task Clocks_may_be_five_minutes_apart(int seconds, int status, string? code)
    {
        var charity = await site.CharityAsync();
        Assert.Equal((status, code), Of(await site.SendAsync(charity, CharitySite.Gift(charity, "d1"), DateTime.UtcNow.AddSeconds(seconds))));
    }

    [Fact]
    public async Task Keys_are_changed_without_a_gap()
    {
        var charity = await site.CharityAsync();
        var second = charity with { Key = (await site.AddKeyAsync(charity.Foundation)).Value };
        Expect.Refused(RefusalKind.Conflict, "HookKeysMany", await site.AddKeyAsync(charity.Foundation));
        Assert.Equal(200, (await site.SendAsync(charity, CharitySite.Gift(charity, "d1"))).Status);
        Assert.Equal(200, (await site.SendAsync(second, CharitySite.Gift(charity, "d2"))).Status);
        _ = (await site.ActAsync<HookKeyService, Result<Done>>(site.Staff, k => k.RetireAsync(charity.Foundation, charity.Key.Name, default))).Value;
        Assert.Equal(401, (await site.SendAsync(charity, CharitySite.Gift(charity, "d3"))).Status);
        Assert.Equal(200, (await site.SendAsync(second, CharitySite.Gift(charity, "d3"))).Status);
        // The secret itself is nowhere in the file.
        Assert.DoesNotContain(second.Key.Secret, await FileAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_megabytes_are_refused_before_they_are_sent()
    {
        var charity = await site.CharityAsync();
        var signature = HookSignature.Write(charity.Key, DateTime.UtcNow, []);
        var answer = await RawAsync($"POST /hooks/charity/{charity.Foundation} HTTP/1.1\r\nHost: {new Uri(site.Root).Authority}\r\nContent-Length: {5 << 20}\r\n{HookSignature.Header}: {signature}\r\n\r\n");
        Assert.True(answer.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal), answer);
        Assert.Contains("\"too-large\"", answer, StringComparison.Ordinal);
        var pieces = new StringBuilder($"POST /hooks/charity/{charity.Foundation} HTTP/1.1\r\nHost: {new Uri(site.Root).Authority}\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n{HookSignature.Header}: {signature}\r\n\r\n");
        for (var i = 0; i < 5; i++)
            pieces.Append("4000\r\n").Append('x', 0x4000).Append("\r\n");
        answer = await RawAsync(pieces.ToString());
        Assert.True(answer.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal), answer);
        Assert.Equal(413, (await site.SendAsync(charity, new string(' ', CharityHooks.BodyMax + 1))).Status);
        Assert.Equal((400, "json"), await CodeAsync(charity, new string(' ', CharityHooks.BodyMax)));
    }

    [Fact]
    public async Task Eight_programs_at_once_lose_nothing_and_count_nothing_twice()
    {
        var (charity, other) = (await site.CharityAsync(), await site.CharityAsync());
        await Parallel.ForEachAsync(Enumerable.Range(0, 8), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (sender, _) =>
        {
            for (var i = 0; i < 50; i++)
            {
                var to = i % 5 == 0 ? other : charity;
                // Each donation is sent by four programs at about the same moment; half of it is given back by all of them.
                Assert.Equal(200, (await site.SendAsync(to, CharitySite.Gift(to, $"d{sender / 4}-{i}", "100"))).Status);
                if (i % 2 == 0)
                    Assert.Equal(200, (await site.SendAsync(to, CharitySite.Gift(to, $"r{sender / 4}-{i}", "-50", $",\"refund_of\":\"d{sender / 4}-{i}\""))).Status);
            }
        });
        Assert.Equal((80 * 100 - 40 * 50, 80), await site.SumsAsync(charity.Project));
        Assert.Equal((20 * 100 - 10 * 50, 20), await site.SumsAsync(other.Project));
        var head = await site.ActAsync<LedgerQueries, LedgerHead>(Viewer.Guest, l => l.HeadAsync(default));
        Assert.Equal(head.Number, await site.DbAsync(db => db.Ledger.LongCountAsync()));
        Assert.Empty(await site.ActAsync<Recount, IReadOnlyList<Difference>>(Viewer.Guest, r => r.RunAsync(default)));
    }

    [Fact]
    public async Task Whoever_gave_is_kept_nowhere()
    {
        var charity = await site.CharityAsync();
        var more = ",\"name\":\"zqzq-fulana\",\"donor\":{\"mail\":\"zqzq@post.example\",\"iban\":\"zqzq-de02\"},\"message\":\"zqzq with love\",\"reference\":\"zqzq@post.example\"";
        Assert.Equal(200, (await site.SendAsync(charity, CharitySite.Gift(charity, "d1", more: more))).Status);
        Assert.DoesNotContain("zqzq", await FileAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_samples_of_the_documentation_work_as_they_stand()
    {
        var charity = await site.CharityAsync();
        foreach (var (program, arguments, block) in new[] { ("sh", "-c", CharityDocs.Block("sh", "curl")), ("python3", "-c", CharityDocs.Block("python", "python")) })
        {
            var start = new ProcessStartInfo(program, [arguments, block]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            foreach (var (name, value) in new[] { ("FORUM", site.Root), ("FOUNDATION", $"{charity.Foundation}"), ("PROJECT", $"{charity.Project}"), ("KEY", charity.Key.Name), ("SECRET", charity.Key.Secret) })
                start.Environment[name] = value;
            using var sender = Process.Start(start)!;
            var said = await sender.StandardOutput.ReadToEndAsync();
            Assert.True(said.Contains("accepted", StringComparison.Ordinal), said + await sender.StandardError.ReadToEndAsync());
        }
        Assert.Equal((3_500, 2), await site.SumsAsync(charity.Project));
    }

    [Fact]
    public async Task The_statement_of_a_month_is_signed_like_a_donation()
    {
        var charity = await site.CharityAsync();
        var month = $"{DateTime.UtcNow.AddMonths(-1):yyyy-MM}";
        var body = $$"""{"month":"{{month}}","sums":[{"project":{{charity.Project}},"currency":"EUR","count":1,"amount":500}]}""";
        Assert.Equal(401, (await site.SendAsync(charity.Foundation, body, null, "/statements")).Status);
        Assert.Equal((200, "differs"), Said(await site.SendAsync(charity, body, path: "/statements")));
        Assert.Equal((200, "agrees"), Said(await site.SendAsync(charity, $$"""{"month":"{{month}}","sums":[]}""", path: "/statements")));
        Assert.Equal((400, "month-not-over"), Of(await site.SendAsync(charity, body.Replace(month, $"{DateTime.UtcNow:yyyy-MM}"), path: "/statements")));
    }

    private async Task<(int, string?)> CodeAsync(SiteCharity charity, string body) => Of(await site.SendAsync(charity, body));

    private async Task<(int, string?)> SaidAsync(SiteCharity charity, string body) => Said(await site.SendAsync(charity, body));

    private static (int, string?) Of(HookAnswer answer) => (answer.Status, answer.Code);

    private static (int, string?) Said(HookAnswer answer) => (answer.Status, answer.Said);

    /// <summary>Everything that the database keeps on disk, as text.</summary>
    private async Task<string> FileAsync()
    {
        var text = new StringBuilder();
        foreach (var file in new[] { site.File, site.File + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            text.Append(Encoding.Latin1.GetString(bytes));
        }
        return text.ToString();
    }

    private async Task<string> RawAsync(string request)
    {
        var root = new Uri(site.Root);
        using var client = new TcpClient();
        await client.ConnectAsync(root.Host, root.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        var (bytes, text) = (new byte[4_096], "");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(4));
        while (!text.Contains("\"detail\"", StringComparison.Ordinal) && await client.GetStream().ReadAsync(bytes, patience.Token) is > 0 and var read)
            text += Encoding.UTF8.GetString(bytes, 0, read);
        return text;
    }
}

/// <summary>Whoever guesses is not listened to for long.</summary>
public sealed class CharityHookLimitTests(LimitedCharitySite site) : IClassFixture<LimitedCharitySite>
{
    [Fact]
    public async Task After_many_wrong_signatures_an_address_is_told_to_wait_and_honest_ones_are_not_limited_by_the_acts_of_people()
    {
        var charity = await site.CharityAsync();
        // Far more than a person may do in a minute.
        for (var i = 0; i < 150; i++)
            Assert.Equal(200, (await site.SendAsync(charity, CharitySite.Gift(charity, $"d{i}", "1"))).Status);
        // Sixty at once, and as the minute goes on one more each second, however slow the machine is.
        var wrong = 0;
        while ((await site.SendAsync(charity.Foundation, "{}", null)).Status == 401 && wrong < 120)
            wrong++;
        Assert.InRange(wrong, 60, 119);
        var answer = await site.SendAsync(charity, CharitySite.Gift(charity, "d-last", "1"));
        Assert.Equal((429, "too-many"), (answer.Status, answer.Code));
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    [Fact]
    public async Task Whoever_guesses_slowly_enough_for_a_part_of_a_try_to_grow_back_is_told_to_wait_too()
    {
        var (limits, address) = (site.Services.GetRequiredService<HookLimits>(), IPAddress.Parse("203.0.113.7"));
        var wrong = 0;
        for (; wrong < 120 && limits.Admits(address); wrong++, await Task.Delay(5))
            limits.Refused(address);
        Assert.InRange(wrong, 60, 119);
    }
}
