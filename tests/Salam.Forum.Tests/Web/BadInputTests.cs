using System.Net.Http.Headers;
using System.Text;

namespace Salam.Forum.Tests.Web;

/// <summary>What people mistype and programs try: refused in words, in the reader's language, with nothing lost and nothing half-done.</summary>
public sealed class BadInputTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string GoodTitle = "A title of some words", GoodBody = "A body of some words.";

    private static readonly string[] Languages = ["en", "ar"];

    public static TheoryData<string, string, string> BadPosts() => new()
    {
        { "a body too long", "Body", new string('x', 41_000) },
        { "a body too long in letters of four bytes", "Body", string.Concat(Enumerable.Repeat("𐍈", 40_001)) },
        { "no body", "Body", "" },
        { "a body of blanks", "Body", " \n\t \u00a0\u3000" },
        { "a body nobody sees", "Body", "\u200b\u200c\u200d\u2060\ufeff" },
        { "a control character", "Body", "Some \u0001 words" },
        { "a NUL", "Body", "Some \0 words" },
        { "an escape", "Title", "A title \u001b[31m of words" },
        { "a noncharacter", "Body", "Some \uffff words" },
        { "no title", "Title", "" },
        { "a title nobody sees", "Title", "\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b" },
        { "a short title", "Title", "Short" },
        { "a title too long", "Title", new string('t', 151) },
        { "a title far too long", "Title", new string('t', 41_000) },
        { "a language that is none", "Language", "xx" },
        { "no language", "Language", "" },
        { "a kind that is none", "Kind", "Poem" },
        { "a kind by a number that is none", "Kind", "99" },
        { "a kind nought", "Kind", "0" },
        { "an audience that is none", "OwnCircleOnly", "maybe" },
        { "an audience by number", "OwnCircleOnly", "3" },
        { "no key", "SubmitKey", "" },
        { "a key nought", "SubmitKey", "00000000000000000000000000000000" },
        { "a key that is none", "SubmitKey", "1234" },
    };

    [Theory]
    [MemberData(nameof(BadPosts))]
    public async Task A_bad_post_comes_back_with_the_reason_and_what_was_written(string what, string field, string value)
    {
        var member = await site.SignInAsync(Cast.Brother);
        var before = await site.TotalsAsync();
        foreach (var lang in Languages)
        {
            var answer = await member.PostAsync($"/{lang}/submit", Post((field, value)));
            AssertRefused(answer, 400, lang, what);
            // A NUL makes the whole form unreadable to the server; everything else comes back.
            Assert.Equal(!value.Contains('\0'), answer.Page.QuerySelector("[role=alert]") is not null);
            if (!value.Any(char.IsControl) && !value.Contains('\uffff'))
            {
                Assert.Equal(field == "Title" ? value : GoodTitle, answer.Page.QuerySelector("#Title")!.GetAttribute("value") ?? "");
                Assert.Equal(field == "Body" ? value : GoodBody, answer.Page.QuerySelector("#Body")!.TextContent);
            }
        }
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hello")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("http://localhost/")]
    [InlineData("//example.com/")]
    [InlineData("example.com")]
    [InlineData("https://")]
    [InlineData("https://exa mple.com/")]
    [InlineData("")]
    [InlineData("long")]
    public async Task A_bad_link_comes_back(string link)
    {
        var member = await site.SignInAsync(Cast.Brother);
        var before = await site.TotalsAsync();
        link = link == "long" ? "https://example.com/" + new string('a', 2_000) : link;
        var answer = await member.PostAsync("/en/submit", Post(("Kind", "Link"), ("Link", link)));
        AssertRefused(answer, 400, "en", link);
        Assert.Equal(link, answer.Page.QuerySelector("#Link")!.GetAttribute("value") ?? "");
        Assert.True(answer.Page.QuerySelector("input[name=Kind][value=Link]")!.HasAttribute("checked"));
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Theory]
    [InlineData("https://аpple.com/login?to=там#x", "https://xn--pple-43d.com/login?to=%D1%82%D0%B0%D0%BC#x")]
    [InlineData("http://аpple.com:8080/", "http://xn--pple-43d.com:8080/")]
    [InlineData("https://example.com/a?b=c", "https://example.com/a?b=c")]
    public async Task A_look_alike_host_is_shown_in_ascii_wherever_a_link_post_and_its_case_name_it(string link, string shown)
    {
        var member = await site.SignInAsync(Cast.Brother);
        var sent = await member.PostAsync("/en/submit", Post(("Kind", "Link"), ("Link", link)));
        Assert.Equal(302, sent.Status);
        var card = (await site.Guest().GetAsync(sent.Location!)).Page.QuerySelector(".link-card")!;
        Assert.Equal((new Uri(shown).Host, shown), (card.QuerySelector("b")!.TextContent, card.QuerySelector("span > span")!.TextContent));
        var moderator = await site.SignInAsync(Cast.SisterModerator);
        var opened = await moderator.PostAsync($"/en/moderation/open/post/{sent.Location!.Split('?', '#')[0].Split('-')[^1]}", []);
        Assert.Equal(shown, (await moderator.GetAsync(opened.Location!)).Page.QuerySelector(".case-link")!.TextContent);
    }

    [Theory]
    [InlineData("long", 400)]
    [InlineData("", 400)]
    [InlineData("\u200b\u200d", 400)]
    [InlineData("a \u0007 bell", 400)]
    public async Task A_bad_comment_comes_back(string body, int status)
    {
        var post = await site.PostAsync(Cast.Brother);
        var comment = await site.CommentAsync(Cast.Brother, post.Id);
        var member = await site.SignInAsync(Cast.Brother);
        var before = await site.TotalsAsync();
        body = body == "long" ? new string('c', 10_001) : body;
        foreach (var lang in Languages)
        {
            foreach (var path in new[] { $"p/{post.Id}/comment", $"c/{comment}/reply", $"c/{comment}/edit" })
            {
                var answer = await member.PostAsync($"/{lang}/{path}", [("Body", body), ("SubmitKey", Guid.NewGuid().ToString())]);
                AssertRefused(answer, status, lang, path);
                if (!body.Any(char.IsControl))
                    Assert.Equal(body, answer.Page.QuerySelector("form.reply textarea")!.TextContent);
            }
        }
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_break_nothing()
    {
        var member = await site.SignInAsync(Cast.Brother);
        var token = await member.TokenAsync();
        foreach (var bytes in new[] { "%ED%A0%80", "%ED%B0%80", "%FF%FE", "%C0%AF", "%F8%88%80%80%80", "%", "%ZZ", "%u0041", "%00", "%E2%80" })
        {
            var body = $"Title=A+title+of+words&Body=Some+{bytes}+words&Language=en&SubmitKey={Guid.NewGuid():n}&token={token}";
            var answer = await member.SendAsync("POST", "/en/submit", new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded"));
            Assert.True(answer.Status is 302 or 400, $"{bytes}: {answer}");
            Assert.InRange((await member.GetAsync($"/en/u/{bytes}")).Status, 400, 404);
            Assert.InRange((await member.GetAsync($"/en/p/{bytes}-999999")).Status, 400, 404);
            Assert.InRange((await member.GetAsync($"/en/best?circle={bytes}&after={bytes}")).Status, 200, 404);
        }
    }

    public static TheoryData<string> Ids() => ["0", "-987654321", "-9223372036854775808", "9223372036854775807", "9223372036854775808", "99999999999999999999999999", "1e3", "0x1", "١٢", "1.0", "null", "1%00", "1'--", "1;2", "NaN", ""];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Numbers_of_nothing_are_missing(string id)
    {
        foreach (var visitor in new[] { site.Guest(), await site.SignInAsync(Cast.Brother) })
        {
            foreach (var path in new[] { "/en/p/x-{id}", "/ar/p/x-{id}/c/1", "/en/p/x-1/c/{id}", "/en/p/{id}/edit", "/en/p/{id}/delete", "/ar/p/{id}/comment", "/en/c/{id}/reply", "/en/c/{id}/edit", "/ar/c/{id}/delete" })
            {
                var answer = await visitor.GetAsync(path.Replace("{id}", id));
                Assert.True(answer.Status is 400 or 404 || (visitor.IsGuest && answer.Status == 302), $"{path} {id}: {answer}");
                if (answer.Status == 404)
                    Assert.Equal(path[1..3], answer.Page.DocumentElement.GetAttribute("lang"));
            }
            foreach (var path in new[] { "/en/vote/post/{id}", "/en/vote/comment/{id}", "/ar/p/{id}/comment", "/en/c/{id}/reply", "/en/c/{id}/edit", "/en/p/{id}/delete" })
            {
                var answer = await visitor.PostAsync(path.Replace("{id}", id), [("value", "1"), ("Body", "x")]);
                Assert.True(answer.Status is 400 or 404 or 405 || (visitor.IsGuest && answer.Status == 302), $"{path} {id}: {answer}");
            }
        }
    }

    public static TheoryData<string> Cursors() =>
    [
        "x", "-", "--", "1", "1-", "-1", "1-0", "1--1", "0-0", "g-1", "1-g", "1-1-1", "1%20-1", "1-%201", "%201-1", "+1-1", "0x1-1", "1-0x1", "ffffffffffffffff-1", "7ff0000000000000-1", "fff0000000000000-1", "7ff8000000000000-1",
        "11111111111111111-1", "1-11111111111111111", "1-ffffffffffffffff", "1-8000000000000000", "١-١", "%00-1", "1-1%0a", "1.5-1", "1-1'", "NaN-1", "null", "1,1", "1_1", "1–1",
    ];

    [Theory]
    [MemberData(nameof(Cursors))]
    public async Task A_cursor_that_no_page_wrote_is_refused(string cursor)
    {
        var post = await site.PostAsync(Cast.Brother);
        foreach (var visitor in new[] { site.Guest(), await site.SignInAsync(Cast.Brother) })
        {
            foreach (var path in new[] { "/en/best", "/ar/new", "/en/top", "/en/u/yasir", "/ar/u/yasir?show=comments", post.Path() })
                AssertRefused(await visitor.GetAsync($"{path}{(path.Contains('?') ? '&' : '?')}after={cursor}"), 400, path[1..3], cursor);
        }
    }

    [Theory]
    [InlineData("0-1")]
    [InlineData("7fefffffffffffff-7fffffffffffffff")]
    [InlineData("ffefffffffffffff-1")]
    [InlineData("8000000000000000-1")]
    [InlineData("1-1")]
    public async Task A_cursor_beyond_either_end_shows_a_page(string cursor)
    {
        var post = await site.PostAsync(Cast.Brother);
        foreach (var path in new[] { "/en/best?", "/ar/new?", "/en/top?period=all&", "/en/u/yasir?", "/ar/u/yasir?show=comments&", post.Path() + "?sort=new&", post.Path() + "?" })
            Assert.Equal(200, (await site.Guest().GetAsync($"{path}after={cursor}")).Status);
    }

    [Theory]
    [InlineData("circle=others&period=decade&sort=worst&show=everything")]
    [InlineData("circle=brothers&circle=sisters")]
    [InlineData("circle[]=brothers&circle[0]=x")]
    [InlineData("CIRCLE=Brothers&Period=WEEK")]
    [InlineData("&&&===&&")]
    [InlineData("feed=new&lang=xx&id=7&handle=x&slug=y&page=%2FPosts%2FEdit&handler=Delete")]
    [InlineData("circle=%00%0d%0a%3Cscript%3E")]
    public async Task Unknown_words_in_an_address_are_passed_over(string query)
    {
        var post = await site.PostAsync(Cast.Brother);
        foreach (var path in new[] { "/en/", "/ar/best", "/en/top", "/en/u/yasir", post.Path() })
        {
            var answer = await site.Guest().GetAsync($"{path}?{query}");
            Assert.Equal(200, answer.Status);
            Assert.DoesNotContain("<script>", answer.Body.Replace("<script type=\"application/ld+json\">", ""));
        }
    }

    [Fact]
    public async Task Words_of_every_form_are_kept_and_secrets_of_none()
    {
        var post = await site.PostAsync(Cast.Sister);
        var member = await site.SignInAsync(Cast.Brother);
        foreach (var (path, field) in new[] { ($"/en/report/post/{post.Id}", "Words"), ("/en/settings/notices/1/appeal", "Words"), ("/en/moderation/case/1/decide", "Words"), ("/en/moderation/circle", "Words"), ("/en/moderation/appeals", "Answer") })
        {
            var answer = await member.PostRawAsync(path, (field, GoodBody), ("token", "rubbish"));
            AssertRefused(answer, 400, "en", path);
            Assert.Equal(GoodBody, answer.Kept);
            Assert.Equal(path, answer.Page.QuerySelector("form.kept")!.GetAttribute("action"));
        }

        var guest = await site.Guest().PostRawAsync("/ar/account/signup", ("Handle", "newcomer"), ("Email", "new@example.com"), ("Password", "a secret of mine"), ("token", "rubbish"));
        AssertRefused(guest, 400, "ar", "sign-up");
        Assert.Equal("newcomer\nnew@example.com", guest.Kept);
        Assert.DoesNotContain("a secret of mine", guest.Body, StringComparison.Ordinal);
        Assert.Null(guest.Page.QuerySelector("form.kept"));

        var proof = await site.Guest().PostRawAsync("/en/account/passkey", ("Proof", "what a passkey signed"), ("token", "rubbish"));
        AssertRefused(proof, 400, "en", "passkey");
        Assert.DoesNotContain("what a passkey signed", proof.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_a_good_token_is_refused_and_what_was_written_is_kept()
    {
        var (member, other) = (await site.SignInAsync(Cast.Brother), await site.SignInAsync(Cast.Sister));
        var mine = await member.TokenAsync();
        var hers = await other.TokenAsync();
        var before = await site.TotalsAsync();
        foreach (var token in new[] { null, "", "rubbish", mine[..^3] + "abc", hers, new string('x', 5_000) })
        {
            foreach (var lang in Languages)
            {
                var fields = token is null ? Post() : [.. Post(), ("token", token)];
                var answer = await member.SendAsync("POST", $"/{lang}/submit", Visitor.Form(fields));
                AssertRefused(answer, 400, lang, token ?? "no token");
                Assert.Contains(GoodBody, answer.Kept);
            }
        }
        // One press sends it again, with a token that is good.
        var again = await member.SendAsync("POST", "/en/submit", Visitor.Form([.. Post(("Title", "A title that came in the end")), ("token", "rubbish")]));
        Assert.Equal(before, await site.TotalsAsync());
        var sent = await member.SendAgainAsync(again);
        Assert.Equal(302, sent.Status);
        Assert.Equal("A title that came in the end", (await member.GetAsync(sent.Location!)).Page.QuerySelector("h1")!.TextContent.Trim());
        before = await site.TotalsAsync();
        // The cookie that belongs to the token is gone.
        member.Cookies.Remove("salam-form");
        AssertRefused(await member.SendAsync("POST", "/en/submit", Visitor.Form([.. Post(), ("token", mine)])), 400, "en", "no cookie");
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Fact]
    public async Task A_token_is_good_for_more_than_one_form()
    {
        var member = await site.SignInAsync(Cast.Brother);
        Assert.Equal(302, (await member.PostAsync("/en/submit", Post())).Status);
        Assert.Equal(302, (await member.PostAsync("/en/submit", Post())).Status);
    }

    [Fact]
    public async Task A_form_sent_many_times_at_once_is_one_post_and_one_comment()
    {
        var member = await site.SignInAsync(Cast.Brother);
        await member.TokenAsync();
        var before = await site.TotalsAsync();
        var post = Post();
        var posted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => member.PostAsync("/en/submit", post)));
        Assert.All(posted, a => Assert.Equal(302, a.Status));
        Assert.Single(posted.Select(a => a.Location).Distinct());
        var id = posted[0].Location![(posted[0].Location!.LastIndexOf('-') + 1)..];
        (string, string)[] comment = [("Body", "Some words"), ("SubmitKey", Guid.NewGuid().ToString())];
        var commented = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => member.PostAsync($"/en/p/{id}/comment", comment)));
        Assert.All(commented, a => Assert.Equal(302, a.Status));
        Assert.Single(commented.Select(a => a.Location).Distinct());
        Assert.Equal((before.Posts + 1, before.Comments + 1), (await site.TotalsAsync()) is var after ? (after.Posts, after.Comments) : default);
        Assert.Contains("1 comment", (await member.GetAsync(posted[0].Location!)).Page.QuerySelector(".talk-head h2")!.TextContent);
    }

    [Fact]
    public async Task A_key_of_somebody_else_is_a_clash_and_gives_nothing_away()
    {
        var key = ("SubmitKey", Guid.NewGuid().ToString());
        Assert.Equal(302, (await (await site.SignInAsync(Cast.Sister)).PostAsync("/en/submit", Post(key, ("OwnCircleOnly", "true"), ("Title", "A title for sisters")))).Status);
        var answer = await (await site.SignInAsync(Cast.Brother)).PostAsync("/en/submit", Post(key));
        Assert.Equal(409, answer.Status);
        Assert.DoesNotContain("A title for sisters", answer.Everything);
        Assert.Equal(GoodBody, answer.Page.QuerySelector("#Body")!.TextContent);
    }

    [Fact]
    public async Task A_form_of_ten_megabytes_is_too_large()
    {
        var member = await site.SignInAsync(Cast.Brother);
        var token = await member.TokenAsync();
        var before = await site.TotalsAsync();
        var form = await member.SendAsync("POST", "/ar/submit", Visitor.Form([.. Post(("Body", new string('x', 10_000_000))), ("token", token)]));
        AssertRefused(form, 413, "ar", "form");
        using var parts = new MultipartFormDataContent { { new StringContent(token), "token" }, { new StringContent(new string('x', 10_000_000)), "Body" } };
        AssertRefused(await member.SendAsync("POST", "/en/submit", parts), 413, "en", "multipart");
        var many = await member.SendAsync("POST", "/en/submit", Visitor.Form([.. Enumerable.Range(0, 5_000).Select(i => ("a" + i, "b")), ("token", token)]));
        Assert.InRange(many.Status, 400, 413);
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Theory]
    [InlineData("application/json", "{\"Title\":\"A title of words\",\"Body\":\"Some words\"}")]
    [InlineData("text/plain", "Title=A title of words")]
    [InlineData("application/xml", "<x/>")]
    [InlineData("multipart/form-data", "no boundary")]
    [InlineData("multipart/form-data; boundary=abc", "--ab\r\nbroken")]
    [InlineData("multipart/form-data; boundary=abc", "--abc\r\nContent-Disposition: form-data; name=\"Body\"\r\n\r\nnever ends")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "Title=x")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense", "Title=x")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("", "Title=x")]
    public async Task Other_kinds_of_content_are_refused(string type, string content)
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        var token = await member.TokenAsync();
        var before = await site.TotalsAsync();
        foreach (var path in new[] { "/en/submit", $"/en/p/{post.Id}/comment", $"/en/vote/post/{post.Id}" })
        {
            foreach (var headers in new (string, string)[][] { [], [("RequestVerificationToken", token)] })
            {
                var body = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
                if (type.Length > 0)
                    body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                var answer = await member.SendAsync("POST", path, body, headers);
                Assert.True(answer.Status is >= 400 and < 500, $"{path} {type}: {answer}");
                Assert.True(answer.IsHtml);
            }
        }
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_refused(string method)
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother);
        var token = await member.TokenAsync();
        foreach (var path in new[] { "/en/best", post.Path(), "/en/u/yasir", "/en/submit", $"/en/p/{post.Id}/edit", $"/en/vote/post/{post.Id}", "/en/language", "/", "/robots.txt", "/sitemap.xml", "/en/best.atom", "/ar/submit/preview" })
        {
            foreach (var visitor in new[] { site.Guest(), member })
            {
                var answer = await visitor.SendAsync(method, path, null, ("RequestVerificationToken", token));
                Assert.True(answer.Status is >= 400 and < 500 || (visitor.IsGuest && answer.Status == 302), $"{method} {path}: {answer}");
            }
        }
        Assert.Equal(200, (await member.GetAsync(post.Path())).Status);
    }

    [Fact]
    public async Task A_page_that_only_shows_takes_no_form()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother);
        foreach (var path in new[] { "/en/", "/ar/best", post.Path(), "/en/u/yasir", "/en/language", "/en/status/404", $"{post.Path()}/c/1" })
            AssertRefused(await member.PostAsync(path, Post()), 405, path[1..3], path);
    }

    [Theory]
    [InlineData("/xx/best")]
    [InlineData("/sv/")]
    [InlineData("/EN/submit")]
    [InlineData("/eng/best")]
    [InlineData("/best")]
    [InlineData("/en/best/more")]
    [InlineData("/en/status/404")]
    [InlineData("/en/status/200")]
    [InlineData("/en/status/503")]
    [InlineData("/en/best%0a")]
    [InlineData("/en/best%0a.atom")]
    [InlineData("/en/u/nobody")]
    [InlineData("/en/u/no%0abody")]
    [InlineData("/en/u/%D8%A3%D8%AD%D8%AF")]
    [InlineData("/en/u/%20")]
    [InlineData("/appsettings.json")]
    [InlineData("/Salam.Forum.Web.dll")]
    [InlineData("/forum.db")]
    [InlineData("/.git/config")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/en/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/fonts/..%2f..%2fappsettings.json")]
    [InlineData("/fonts/..%5c..%5cappsettings.json")]
    [InlineData("//evil.example/")]
    [InlineData("/%2f/evil.example")]
    [InlineData("/en//evil.example/p")]
    [InlineData("/en/p/-1")]
    [InlineData("/en/p/")]
    public async Task Addresses_of_nothing_are_missing_in_the_readers_language(string path)
    {
        foreach (var visitor in new[] { site.Guest(), await site.SignInAsync(Cast.Brother) })
        {
            foreach (var lang in Languages)
            {
                var answer = await visitor.GetAsync(path, ("Accept-Language", lang));
                AssertRefused(answer, 404, path.StartsWith("/en/", StringComparison.Ordinal) && !path.Contains("%2e") ? "en" : lang, path);
                Assert.DoesNotContain("root:", answer.Body);
            }
        }
    }

    [Fact]
    public async Task Names_of_feeds_in_capitals_are_the_same_feeds()
    {
        foreach (var path in new[] { "/en/BEST", "/en/New", "/ar/TOP", "/en/NEW.atom" })
            Assert.Equal(200, (await site.Guest().GetAsync(path)).Status);
        await site.PostAsync(Cast.Brother);
        Assert.Contains("<title>Salam.Forum · New</title>", (await site.Guest().GetAsync("/en/NEW.atom")).Body);
    }

    [Fact]
    public async Task Endless_addresses_are_refused()
    {
        foreach (var path in new[] { "/en/p/" + new string('x', 5_000) + "-987654321", "/en/best?after=" + new string('1', 6_000), "/" + new string('/', 5_000), "/en/u/" + new string('a', 6_000) })
            Assert.InRange((await site.Guest().GetAsync(path)).Status, 400, 414);
        Assert.Equal(414, (await site.Guest().GetAsync("/en/" + new string('x', 20_000))).Status);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" //evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/en/\r\nSet-Cookie: a=b")]
    [InlineData("/en/\nX-Bad: 1")]
    [InlineData("/en/\u0000")]
    [InlineData("\u2028//evil.example")]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("long")]
    public async Task A_way_back_that_is_not_ours_leads_home(string next)
    {
        next = next == "long" ? "/en/" + new string('x', 2_000) : next;
        var answer = await site.Guest().GetAsync("/ar/language?next=" + Uri.EscapeDataString(next));
        Assert.Equal((302, "/ar/"), (answer.Status, answer.Location));
        Assert.Null(answer["X-Bad"]);
        Assert.Single(answer.Headers, h => h.Key == "Set-Cookie");
    }

    [Theory]
    [InlineData("/en/p/سلام 5", "/en/p/%D8%B3%D9%84%D8%A7%D9%85%205")]
    [InlineData("/en/best?circle=sisters&after=1-1", "/en/best?circle=sisters&after=1-1")]
    [InlineData("/en/\"<>", "/en/\"<>")]
    public async Task A_way_back_of_ours_is_kept(string next, string expected)
    {
        var answer = await site.Guest().GetAsync("/ar/language?next=" + Uri.EscapeDataString(next));
        Assert.Equal((302, expected), (answer.Status, answer.Location));
    }

    [Fact]
    public async Task A_preview_keeps_nothing_and_everything_written()
    {
        var member = await site.SignInAsync(Cast.Brother);
        var before = await site.TotalsAsync();
        var answer = await member.PostAsync("/en/submit/preview", Post(("Body", "**Strong** <script>alert(1)</script>"), ("OwnCircleOnly", "true")));
        Assert.Equal(200, answer.Status);
        Assert.Equal("Strong", answer.Page.QuerySelector("#preview strong")!.TextContent);
        Assert.Empty(answer.Page.QuerySelectorAll("#preview script"));
        Assert.Equal("**Strong** <script>alert(1)</script>", answer.Page.QuerySelector("#Body")!.TextContent);
        Assert.True(answer.Page.QuerySelector("input[name=OwnCircleOnly][value=true]")!.HasAttribute("checked"));
        AssertRefused(await member.PostAsync("/ar/submit/preview", Post(("Body", new string('x', 41_000)))), 400, "ar", "preview");
        Assert.Equal(before, await site.TotalsAsync());
    }

    private static (string Name, string Value)[] Post(params (string Name, string Value)[] other)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Kind"] = "Text", ["Title"] = GoodTitle, ["Body"] = GoodBody, ["Language"] = "en", ["OwnCircleOnly"] = "false", ["SubmitKey"] = Guid.NewGuid().ToString("n"),
        };
        foreach (var (name, value) in other)
            fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    private static void AssertRefused(Answer answer, int status, string lang, string what)
    {
        if (answer.Status != status)
            Assert.Fail($"{what}: {answer} instead of {status}");
        Assert.True(answer.IsHtml, what);
        Assert.Equal(lang, answer.Page.DocumentElement.GetAttribute("lang"));
        Assert.NotEmpty(answer.Page.QuerySelector("h1")?.TextContent ?? "");
        HeadersTests.AssertSafe(answer);
    }
}
