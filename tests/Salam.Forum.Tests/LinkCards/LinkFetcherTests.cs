using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Salam.Forum.LinkCards;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.LinkCards;

/// <summary>Pages are fetched, and nobody turns that against what lies inside.</summary>
public sealed class LinkFetcherTests
{
    private static readonly Fetch Never = Fetch.Never, Later = Fetch.Later;

    [Fact]
    public async Task A_page_is_asked_for_in_our_name_in_the_language_of_the_post_and_without_anything_else_of_ours()
    {
        await using var stranger = Stranger.Answering(_ => Stranger.Page("<title>Salam</title>"));
        var (answer, _) = await Fetcher([stranger.Place]).GetAsync(stranger.Address("/a?b=c"), Wanted.Page, "ar", default);
        Assert.Equal(("<title>Salam</title>", "utf-8"), (Encoding.UTF8.GetString(answer!.Bytes), answer.Charset));
        var lines = stranger.Asked.Single().Split("\r\n").Order(StringComparer.Ordinal).Where(l => l.Length > 0).Select(l => l.Replace("*;q", "*; q", StringComparison.Ordinal));
        Assert.Equal(
            $"Accept-Encoding: gzip, br|Accept-Language: ar, *; q=0.5|Accept: text/html, application/xhtml+xml|GET /a?b=c HTTP/1.1|Host: {stranger.Place}|User-Agent: Salam.Forum link cards (+https://forum.example)", string.Join('|', lines));
    }

    [Theory]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://017700000001/")]
    [InlineData("http://127.1/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://127。0。0。1/")]
    [InlineData("http://①②⑦.0.0.1/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://[::ffff:7f00:1]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    [InlineData("http://[2002:7f00:1::]/")]
    [InlineData("http://[fe80::1%25lo]/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://0/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://2852039166/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://localhost/")]
    [InlineData("http://localhost./")]
    [InlineData("http://LOCALHOST。/")]
    [InlineData("http://inside.example/")]
    public async Task Addresses_inside_are_never_asked_however_they_are_written(string address)
    {
        // Names are looked up here as machines do: whatever is spelled out leads to this machine.
        var fetcher = Fetcher(lookup: (_, _) => Task.FromResult(new[] { IPAddress.Loopback }));
        Assert.Equal(Never, await fetcher.GetAsync(new Uri(address), Wanted.Page, "en", default));
    }

    [Theory]
    [InlineData("ftp://files.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://name:password@page.example/")]
    [InlineData("http://page.example:22/")]
    [InlineData("https://page.example:8443/")]
    [InlineData("http://bad.example/")]
    [InlineData("http://www.BAD.example./")]
    public async Task Only_the_web_at_its_own_ports_is_asked_without_passwords_and_no_blocked_host(string address)
    {
        var fetcher = Fetcher(lookup: (_, _) => throw new InvalidOperationException("It was looked up."), blocked: "bad.example");
        Assert.Equal(Never, await fetcher.GetAsync(new Uri(address), Wanted.Page, "en", default));
    }

    [Fact]
    public async Task One_address_inside_among_those_of_a_host_is_one_too_many()
    {
        await using var stranger = Stranger.Answering(_ => Stranger.Page("inside"));
        var fetcher = Fetcher(lookup: (_, _) => Task.FromResult(new[] { IPAddress.Parse("9.9.9.9"), IPAddress.Loopback }));
        Assert.Equal(Never, await fetcher.GetAsync(new Uri("http://mixed.example/"), Wanted.Page, "en", default));
        Assert.Equal(Never, await Fetcher(lookup: (_, _) => Task.FromResult(Array.Empty<IPAddress>())).GetAsync(new Uri("http://none.example/"), Wanted.Page, "en", default));
    }

    [Fact]
    public async Task A_name_that_leads_inside_when_it_is_looked_up_for_the_second_time_is_looked_up_once_for_a_connection_and_judged_each_time()
    {
        await using var stranger = Stranger.Answering(path => path == "/" ? Stranger.Redirect("http://rebinding.example/again") : Stranger.Page("inside"));
        var looked = 0;
        var fetcher = Fetcher([$"first.example:{stranger.Port}"], (_, _) =>
        {
            looked++;
            return Task.FromResult(new[] { IPAddress.Loopback });
        });
        Assert.Equal(Never, await fetcher.GetAsync(new Uri($"http://first.example:{stranger.Port}/"), Wanted.Page, "en", default));
        Assert.Equal((2, 1), (looked, stranger.Asked.Count));
    }

    [Fact]
    public async Task What_is_connected_to_is_the_address_that_was_judged()
    {
        await using var stranger = Stranger.Answering(_ => Stranger.Page("named"));
        var looked = new List<string>();
        var fetcher = Fetcher([$"page.example:{stranger.Port}"], (host, _) =>
        {
            looked.Add(host);
            return Task.FromResult(new[] { IPAddress.Loopback });
        });
        Assert.Equal("named", Encoding.UTF8.GetString((await fetcher.GetAsync(new Uri($"http://page.example:{stranger.Port}/"), Wanted.Page, "en", default)).Answer!.Bytes));
        Assert.Equal("page.example", Assert.Single(looked));
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://localhost:22/")]
    [InlineData("//169.254.169.254/latest")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:6379/")]
    [InlineData("http://me:secret@page.example/")]
    [InlineData("http://bad.example/")]
    [InlineData("http://[not an address")]
    public async Task A_redirection_is_judged_as_the_first_address_was(string to)
    {
        await using var stranger = Stranger.Answering(_ => Stranger.Redirect(to));
        var fetcher = Fetcher([stranger.Place], (_, _) => Task.FromResult(new[] { IPAddress.Loopback }), "bad.example");
        Assert.Equal(Never, await fetcher.GetAsync(stranger.Address(), Wanted.Page, "en", default));
        Assert.Single(stranger.Asked);
    }

    [Fact]
    public async Task Three_redirections_are_followed_and_no_fourth()
    {
        await using var stranger = Stranger.Answering(path => path == "/0" ? Stranger.Page("there") : Stranger.Redirect("/" + (path[1] - '1'), path == "/2" ? "308 Permanent Redirect" : "301 Moved Permanently"));
        var fetcher = Fetcher([stranger.Place]);
        Assert.Equal(stranger.Address("/0"), (await fetcher.GetAsync(stranger.Address("/3"), Wanted.Page, "en", default)).Answer!.Address);
        Assert.Equal(Never, await fetcher.GetAsync(stranger.Address("/4"), Wanted.Page, "en", default));
        await using var loop = Stranger.Answering(_ => Stranger.Redirect("/"));
        Assert.Equal(Never, await Fetcher([loop.Place]).GetAsync(loop.Address(), Wanted.Page, "en", default));
        Assert.Equal(LinkFetcher.RedirectsMax + 1, loop.Asked.Count);
    }

    [Fact]
    public async Task Of_an_endless_page_two_megabytes_are_read_and_an_endless_picture_is_none()
    {
        await using var stranger = Stranger.Answering(async (path, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {(path == "/p" ? "image/png" : "text/html")}\r\n\r\n"), cancellation);
            while (true)
                await stream.WriteAsync(new byte[64 << 10], cancellation);
        });
        var fetcher = Fetcher([stranger.Place]);
        Assert.Equal(2 << 20, (await fetcher.GetAsync(stranger.Address(), Wanted.Page, "en", default)).Answer!.Bytes.Length);
        Assert.Equal(Never, await fetcher.GetAsync(stranger.Address("/p"), Wanted.Picture, "en", default));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_bomb_is_two_megabytes_too_however_small_it_is_packed(string packed)
    {
        var body = new MemoryStream();
        await using (Stream pack = packed == "gzip" ? new GZipStream(body, CompressionLevel.Optimal, leaveOpen: true) : new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 200; i++)
                await pack.WriteAsync(new byte[1 << 20]);
        }
        await using var stranger = Stranger.Answering(path => Stranger.Whole("200 OK", body.ToArray(), $"Content-Type: {(path == "/j" ? "application/json" : "text/html")}\r\nContent-Encoding: {packed}\r\n"));
        var fetcher = Fetcher([stranger.Place]);
        // The least of a few tries: what other tests allot meanwhile is not the fetcher's.
        var least = long.MaxValue;
        for (var turn = 0; turn < 8 && least > 60 << 20; turn++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Assert.Equal(2 << 20, (await fetcher.GetAsync(stranger.Address(), Wanted.Page, "en", default)).Answer!.Bytes.Length);
            Assert.Equal(Never, await fetcher.GetAsync(stranger.Address("/j"), Wanted.OEmbed, "en", default));
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        Assert.InRange(least, 0, 60 << 20);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nX: ")]
    [InlineData("HT")]
    public async Task Whoever_drips_is_left_after_five_seconds(string begin)
    {
        await using var stranger = Stranger.Answering(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(begin), cancellation);
            while (true)
            {
                await stream.WriteAsync("a"u8.ToArray(), cancellation);
                await Task.Delay(200, cancellation);
            }
        });
        var clock = Stopwatch.StartNew();
        Assert.Null((await Fetcher([stranger.Place]).GetAsync(stranger.Address(), Wanted.Page, "en", default)).Answer);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task A_name_that_is_never_found_and_redirections_that_drip_end_after_five_seconds_together()
    {
        var clock = Stopwatch.StartNew();
        var fetcher = Fetcher(lookup: async (_, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, cancellation);
            return [];
        });
        var unfound = fetcher.GetAsync(new Uri("http://slow.example/"), Wanted.Page, "en", default);
        await using var stranger = Stranger.Answering(async (path, stream, cancellation) =>
        {
            await Task.Delay(2_000, cancellation);
            await stream.WriteAsync(Stranger.Redirect(path + "a"), cancellation);
        });
        foreach (var fetch in new[] { unfound, Fetcher([stranger.Place]).GetAsync(stranger.Address(), Wanted.Page, "en", default) })
        {
            Assert.Equal(Later, await fetch);
            Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(7));
        }
    }

    [Theory]
    [InlineData("200 OK", "application/pdf", false)]
    [InlineData("200 OK", "application/octet-stream", false)]
    [InlineData("200 OK", "text/plain", false)]
    [InlineData("200 OK", "image/svg+xml", false)]
    [InlineData("404 Not Found", "text/html", false)]
    [InlineData("403 Forbidden", "text/html", false)]
    [InlineData("204 No Content", "text/html", false)]
    [InlineData("429 Too Many Requests", "text/html", true)]
    [InlineData("500 Internal Server Error", "text/html", true)]
    [InlineData("503 Service Unavailable", "text/html", true)]
    public async Task What_is_no_page_is_not_read_and_what_has_trouble_may_come_later(string status, string type, bool later)
    {
        await using var stranger = Stranger.Answering(_ => Stranger.Whole(status, status.StartsWith("204", StringComparison.Ordinal) ? [] : "x"u8.ToArray(), $"Content-Type: {type}\r\n"));
        Assert.Equal(later ? Later : Never, await Fetcher([stranger.Place]).GetAsync(stranger.Address(), Wanted.Page, "en", default));
    }

    [Fact]
    public async Task Heads_without_end_what_is_no_http_and_what_is_not_there_are_no_answer()
    {
        await using var heads = Stranger.Answering(_ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX: " + new string('a', 100_000) + "\r\n\r\nx"));
        Assert.Equal(Never, await Fetcher([heads.Place]).GetAsync(heads.Address(), Wanted.Page, "en", default));
        await using var ssh = Stranger.Answering(_ => "SSH-2.0-OpenSSH_9.2\r\n"u8.ToArray());
        Assert.Equal(Never, await Fetcher([ssh.Place]).GetAsync(ssh.Address(), Wanted.Page, "en", default));
        await using var cut = Stranger.Answering(_ => Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nx"));
        Assert.Equal(Later, await Fetcher([cut.Place]).GetAsync(cut.Address(), Wanted.Page, "en", default));
        await using var bad = Stranger.Answering(_ => Stranger.Whole("200 OK", "no gzip at all"u8.ToArray(), "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"));
        Assert.Equal(Never, await Fetcher([bad.Place]).GetAsync(bad.Address(), Wanted.Page, "en", default));
        Assert.Equal(Later, await Fetcher(["127.0.0.1:1"]).GetAsync(new Uri("http://127.0.0.1:1/"), Wanted.Page, "en", default));
    }

    [Fact]
    public async Task Cookies_that_a_site_sets_are_not_sent_back_and_no_page_learns_where_one_came_from()
    {
        await using var stranger = Stranger.Answering(path => path == "/" ? Stranger.Whole("302 Found", [], "Location: /b\r\nSet-Cookie: a=b\r\n") : Stranger.Page("there"));
        var fetcher = Fetcher([stranger.Place]);
        Assert.NotNull((await fetcher.GetAsync(stranger.Address(), Wanted.Page, "en", default)).Answer);
        Assert.NotNull((await fetcher.GetAsync(stranger.Address(), Wanted.Page, "en", default)).Answer);
        Assert.All(stranger.Asked, head => Assert.False(head.Contains("Cookie", StringComparison.OrdinalIgnoreCase) || head.Contains("Referer", StringComparison.OrdinalIgnoreCase) || head.Contains("traceparent", StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A fetcher that may ask these places although they are inside; names are looked up as told.</summary>
    private static LinkFetcher Fetcher(IEnumerable<string>? inside = null, HostLookup? lookup = null, string? blocked = null)
    {
        var folder = Directory.CreateTempSubdirectory("links").FullName;
        if (blocked is not null)
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "blocked-hosts")).FullName, "own.txt"), blocked);
        var options = new ForumOptions
        {
            Provider = Provider.Sqlite, ConnectionString = "", DataFolder = folder, Demo = false, PublicUrl = "https://forum.example",
            Links = new LinkOptions { Inside = (inside ?? []).ToHashSet(StringComparer.Ordinal) },
        };
        return new LinkFetcher(options, new BlockedHosts(options, new FakeClock(), NullLogger<BlockedHosts>.Instance), lookup ?? ((_, _) => throw new SocketException((int)SocketError.HostNotFound)));
    }
}
