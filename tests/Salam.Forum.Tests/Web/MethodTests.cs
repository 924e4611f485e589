using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>Methods that no page takes, heads without bodies, and bodies that never said how long they are.</summary>
public sealed class MethodTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task A_method_that_no_page_takes_is_answered_with_those_that_it_does(string method)
    {
        var post = await site.PostAsync(Cast.Sister, ownCircleOnly: true);
        foreach (var (path, allowed) in new[]
        {
            ("/en/best", "GET, HEAD"), (post.Path("ar"), "GET, HEAD"), ("/en/p/nothing-999999", "GET, HEAD"), ("/en/u/yasir", "GET, HEAD"), ("/ar/submit", "GET, HEAD, POST"),
            ($"/en/vote/post/{post.Id}", "POST"), ("/en/account/login", "GET, HEAD, POST"), ("/en/settings/profile", "GET, HEAD, POST"), ("/", "GET, HEAD"),
        })
        {
            foreach (var visitor in new[] { site.Guest(), await site.SignInAsync(Cast.Brother) })
            {
                var answer = await visitor.SendAsync(method, path, null, ("Accept-Language", "ar"));
                Assert.True(answer.Status == 405, $"{method} {path}: {answer}");
                Assert.Equal(allowed, answer["Allow"]);
                Assert.Equal(path.StartsWith("/en/", StringComparison.Ordinal) ? "en" : "ar", answer.Page.DocumentElement.GetAttribute("lang"));
                Assert.Equal("private, no-store", answer["Cache-Control"]);
                HeadersTests.AssertSafe(answer);
            }
        }
    }

    [Fact]
    public async Task A_page_that_takes_only_acts_says_so_to_visits_and_the_other_way_round()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        Assert.Equal("POST", (await member.GetAsync($"/en/vote/post/{post.Id}"))["Allow"]);
        Assert.Equal("GET, HEAD", (await member.PostAsync(post.Path()))["Allow"]);
    }

    [Theory]
    [InlineData("/en/")]
    [InlineData("/ar/new?circle=sisters")]
    [InlineData("{post}")]
    [InlineData("/en/u/yasir")]
    [InlineData("/en/account/login")]
    [InlineData("/en/submit")]
    [InlineData("/en/nothing")]
    [InlineData("/")]
    [InlineData("/robots.txt")]
    [InlineData("/sitemap.xml")]
    [InlineData("/sitemap/0.xml")]
    [InlineData("/en/best.atom")]
    public async Task A_head_is_the_page_without_its_body(string path)
    {
        path = path.Replace("{post}", (await site.PostAsync(Cast.Brother)).Path());
        foreach (var handle in new[] { "", Cast.Brother })
        {
            await site.Services.GetRequiredService<PageKeeper>().ChangedAsync(Audience.Everyone, default);
            // Head first: what it leaves behind in the cache must not be given out as the page.
            var head = await AskAsync("HEAD");
            var page = await AskAsync("GET");
            Assert.Empty(head.Bytes);
            Assert.True(page.Status >= 300 || page.Bytes.Length > 0, path);
            Assert.Equal(page.Status, head.Status);
            Assert.Equal(HeadersOf(page), HeadersOf(head));
            Assert.Equal((await AskAsync("GET"))["Age"] is null, (await AskAsync("HEAD"))["Age"] is null);

            async Task<Answer> AskAsync(string method) => await (await site.VisitorAsync(handle)).SendAsync(method, path, null);
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "Body=")]
    [InlineData("multipart/form-data; boundary=abc", "--abc\r\nContent-Disposition: form-data; name=\"Body\"\r\n\r\n")]
    public async Task A_form_in_pieces_that_grows_too_large_is_told_so(string type, string start)
    {
        var member = await site.SignInAsync(Cast.Brother);
        var before = await site.TotalsAsync();
        foreach (var (visitor, lang) in new[] { (member, "ar"), (site.Guest(), "en") })
        {
            var answer = await SendInPiecesAsync($"/{lang}/submit", type, visitor, start, (1 << 20) + 50_000);
            Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
            Assert.Contains($"<html lang=\"{lang}\"", answer);
            Assert.Contains("<p class=\"message-code\">413</p>", answer);
            Assert.Contains("Content-Security-Policy: ", answer);
        }
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Fact]
    public async Task A_form_in_pieces_that_is_not_too_large_is_a_form()
    {
        var member = await site.SignInAsync(Cast.Brother);
        var fields = new List<(string, string)> { ("Kind", "Text"), ("Title", "A title of some words"), ("Body", new string('x', 30_000)), ("Language", "en"), ("OwnCircleOnly", "false"), ("SubmitKey", Guid.NewGuid().ToString("n")) };
        var form = Visitor.Form([.. fields, ("token", await member.TokenAsync())]);
        Assert.StartsWith("HTTP/1.1 302 ", await SendInPiecesAsync("/en/submit", "application/x-www-form-urlencoded", member, await form.ReadAsStringAsync(), 0), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", await SendInPiecesAsync("/en/submit", "multipart/form-data; boundary=abc", member, "--abc\r\nbroken", 0), StringComparison.Ordinal);
    }

    private static IEnumerable<string> HeadersOf(Answer answer) => answer.Headers.Where(h => h.Key is not ("Date" or "Age" or "Content-Length" or "Transfer-Encoding" or "Set-Cookie"))
        .Select(h => $"{h.Key}: {h.Value}").Order(StringComparer.Ordinal);

    /// <summary>A body as a program sends it that does not know its length beforehand; what came back, as text.</summary>
    private async Task<string> SendInPiecesAsync(string path, string type, Visitor visitor, string start, int filling)
    {
        var root = new Uri(site.Root);
        using var client = new TcpClient();
        await client.ConnectAsync(root.Host, root.Port);
        var stream = client.GetStream();
        var answer = new StreamReader(stream, Encoding.UTF8).ReadToEndAsync();
        try
        {
            var cookies = string.Join("; ", visitor.Cookies.Select(c => $"{c.Key}={c.Value}"));
            await SendAsync($"POST {path} HTTP/1.1\r\nHost: {root.Authority}\r\nConnection: close\r\nCookie: {cookies}\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n");
            await SendAsync($"{start.Length:x}\r\n{start}\r\n");
            for (var left = filling; left > 0; left -= 16_384)
                await SendAsync($"4000\r\n{new string('x', 16_384)}\r\n");
            await SendAsync("0\r\n\r\n");
        }
        catch (IOException)
        {
            // The server may answer and close before it was told everything.
        }
        return await answer;

        Task SendAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
    }
}
