using System.Net;
using System.Text.Json;

namespace Salam.Forum.Tests.Web;

/// <summary>Votes, the way back, addresses that moved, and the rule who may comment as pages say it.</summary>
public sealed class VotingTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Theory]
    [InlineData("{post}?sort=new", "#p{id}")]
    [InlineData("/en/best?circle=sisters", "#p{id}")]
    [InlineData("/en/u/ruqayya", "#p{id}")]
    public async Task A_vote_by_form_leads_back_to_the_thing_it_was_on(string page, string anchor)
    {
        var post = await site.PostAsync(Cast.Sister, "سؤال عن صلاة الليل");
        var brother = await site.SignInAsync(Cast.Brother);
        page = page.Replace("{post}", post.Path());
        var button = (await brother.GetAsync(page)).Page.QuerySelector($"button.up[formaction='/en/vote/post/{post.Id}']")!;
        var answer = await brother.PostAsync(button.GetAttribute("formaction")!, [(button.GetAttribute("name")!, button.GetAttribute("value")!)], ("Referer", site.Root + page));
        Assert.Equal((302, page + anchor.Replace("{id}", post.Id.ToString())), (answer.Status, answer.Location));
        var after = (await brother.GetAsync(page)).Page.QuerySelector($"button.up[formaction='/en/vote/post/{post.Id}']")!;
        Assert.Equal(("true", "0"), (after.GetAttribute("aria-pressed"), after.GetAttribute("value")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://evil.example/en/best")]
    [InlineData("{root}//evil.example/path")]
    [InlineData("{root}/\\evil.example/path")]
    [InlineData("not an address")]
    [InlineData("javascript:alert(1)")]
    public async Task Without_a_page_of_ours_the_way_back_is_home(string from)
    {
        var post = await site.PostAsync(Cast.Sister);
        var answer = await (await site.SignInAsync(Cast.Brother)).PostAsync($"/ar/vote/post/{post.Id}", [("value", "1")], ("Referer", from.Replace("{root}", site.Root)));
        Assert.Equal(302, answer.Status);
        Assert.StartsWith("/ar/", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_vote_by_script_gets_the_score_and_the_vote_that_stands()
    {
        var post = await site.PostAsync(Cast.Sister);
        var comment = await site.CommentAsync(Cast.Sister, post.Id);
        var brother = await site.SignInAsync(Cast.Brother);
        foreach (var thing in new[] { $"post/{post.Id}", $"comment/{comment}" })
        {
            foreach (var (value, score, mine) in new[] { ("1", "1", 1), ("1", "1", 1), ("-1", "−1", -1), ("0", "0", 0), ("0", "0", 0) })
            {
                var answer = await brother.PostAsync($"/en/vote/{thing}", [("value", value)], ("Accept", "application/json"));
                using var json = JsonDocument.Parse(answer.Body);
                Assert.Equal((200, score, mine), (answer.Status, json.RootElement.GetProperty("score").GetString(), json.RootElement.GetProperty("mine").GetInt32()));
            }
        }
    }

    [Theory]
    [InlineData("2")]
    [InlineData("-2")]
    [InlineData("")]
    [InlineData("up")]
    [InlineData("1.0")]
    [InlineData("99999999999")]
    [InlineData("-2147483648")]
    public async Task Other_values_are_refused_and_count_nothing(string value)
    {
        var post = await site.PostAsync(Cast.Sister);
        var before = await site.TotalsAsync();
        var answer = await (await site.SignInAsync(Cast.Brother)).PostAsync($"/en/vote/post/{post.Id}", [("value", value)]);
        Assert.Equal(400, answer.Status);
        Assert.Contains("A vote is up, down or none.", answer.Body);
        Assert.Equal(before, await site.TotalsAsync());
    }

    [Fact]
    public async Task Nobody_votes_on_her_own_words()
    {
        var post = await site.PostAsync(Cast.Sister);
        var comment = await site.CommentAsync(Cast.Sister, post.Id);
        var sister = await site.SignInAsync(Cast.Sister);
        var page = (await sister.GetAsync(post.Path())).Page;
        Assert.All(page.QuerySelectorAll("main button.up, main button.down"), b => Assert.True(b.HasAttribute("disabled")));
        foreach (var thing in new[] { $"post/{post.Id}", $"comment/{comment}" })
        {
            var answer = await sister.PostAsync($"/en/vote/{thing}", [("value", "1")]);
            Assert.Equal(403, answer.Status);
            Assert.Contains("You cannot vote on your own words.", answer.Body);
            var script = await sister.PostAsync($"/en/vote/{thing}", [("value", "1")], ("Accept", "application/json"));
            Assert.Equal(403, script.Status);
            Assert.Contains("You cannot vote on your own words.", script.Body);
        }
    }

    [Fact]
    public async Task A_guest_is_asked_to_log_in()
    {
        var post = await site.PostAsync(Cast.Sister);
        var guest = site.Guest();
        Assert.Equal((302, "/ar/account/login"), (await guest.PostAsync($"/ar/vote/post/{post.Id}", [("value", "1")])) is var answer ? (answer.Status, answer.Location) : default);
        Assert.Equal(401, (await guest.PostAsync($"/en/vote/post/{post.Id}", [("value", "1")], ("Accept", "application/json"))).Status);
        Assert.Equal(401, (await guest.PostAsync($"/en/vote/post/{post.Id}", [("value", "1")], ("HX-Request", "true"))).Status);
        Assert.Equal("/en/account/login?next=%2Fen%2Fsubmit", (await guest.GetAsync("/en/submit")).Location);
        var page = (await guest.GetAsync(post.Path())).Page;
        Assert.Empty(page.QuerySelectorAll("main button, main form"));
        // After the log-in she is back at the post, by its number if not by its whole address.
        var next = WebUtility.UrlDecode(page.QuerySelector("a.up")!.GetAttribute("href")!.Split("next=")[1]);
        Assert.StartsWith("/en/p/", next, StringComparison.Ordinal);
        var back = await guest.GetAsync(next);
        Assert.Equal(post.Path(), back.Status == 301 ? back.Location : next);
    }

    [Fact]
    public async Task Votes_move_posts_in_top_and_best()
    {
        var (low, high) = (await site.PostAsync(Cast.Sister3, "The lower one of two"), await site.PostAsync(Cast.Sister3, "The higher one of two"));
        await site.PostAsync(Cast.Sister3, "One between them that nobody votes on");
        foreach (var voter in new[] { Cast.Brother, Cast.Brother2, Cast.Sister, Cast.Sister2, Cast.Administrator })
        {
            await (await site.SignInAsync(voter)).PostAsync($"/en/vote/post/{high.Id}", [("value", "1")]);
            await (await site.SignInAsync(voter)).PostAsync($"/en/vote/post/{low.Id}", [("value", "-1")]);
        }
        var reader = await site.SignInAsync(Cast.Brother3);
        foreach (var feed in new[] { "/en/top", "/en/best", "/en/top?period=all" })
        {
            var rows = (await reader.GetAsync(feed)).Page.QuerySelectorAll("#feed article").Select(r => r.Id).ToList();
            Assert.Equal(0, rows.IndexOf("p" + high.Id));
            Assert.NotEqual(1, rows.IndexOf("p" + low.Id));
        }
    }

    [Theory]
    [InlineData("A title in English", "en")]
    [InlineData("سؤال عن صلاة الليل", "ar")]
    [InlineData("Вопрос о молитве", "en")]
    [InlineData("کیا یہ درست ہے؟", "ar")]
    [InlineData("🌙🌙🌙🌙🌙🌙🌙🌙", "en")]
    public async Task Another_slug_leads_to_the_right_one(string title, string lang)
    {
        var post = await site.PostAsync(Cast.Sister, title);
        var comment = await site.CommentAsync(Cast.Sister, post.Id);
        foreach (var visitor in new[] { site.Guest(), await site.SignInAsync(Cast.Brother) })
        {
            foreach (var slug in new[] { "x", "wrong-slug", post.Slug + "-x", "-", "خطأ", "%20" })
            {
                foreach (var (rest, query) in new[] { ("", ""), ("", "?sort=new"), ($"/c/{comment}", "") })
                {
                    var moved = await visitor.GetAsync($"/{lang}/p/{slug}-{post.Id}{rest}{query}");
                    Assert.Equal((301, post.Path(lang) + rest + query), (moved.Status, moved.Location));
                }
            }
            Assert.Equal(200, (await visitor.GetAsync(post.Path(lang))).Status);
        }
    }

    [Theory]
    [InlineData("/ar/p/{slug}-{id}")]
    [InlineData("/ar/u/yasir?show=comments")]
    [InlineData("/ar/best?circle=sisters")]
    public async Task Changing_the_language_leads_to_the_same_page(string to)
    {
        var post = await site.PostAsync(Cast.Sister, "سؤال عن صلاة الليل");
        to = to.Replace("{slug}", post.Slug).Replace("{id}", post.Id.ToString());
        var guest = site.Guest();
        var answer = await guest.GetAsync("/ar/language?next=" + Uri.EscapeDataString(to));
        Assert.Equal((302, to), (answer.Status, WebUtility.UrlDecode(answer.Location)));
        Assert.All(answer.Location!, c => Assert.True(char.IsAscii(c)));
        Assert.Equal("ar", guest.Cookies["lang"]);
        Assert.Equal("private, no-store", answer["Cache-Control"]);
        Assert.Equal(200, (await guest.GetAsync(answer.Location!)).Status);
    }

    [Theory]
    [InlineData(Cast.Sister, Cast.Sister2, "only sisters may comment")]
    [InlineData(Cast.Brother, Cast.Brother2, "only brothers may comment")]
    public async Task The_page_says_who_may_comment_and_has_a_form_for_them_alone(string author, string ofCircle, string rule)
    {
        var post = await site.PostAsync(author);
        var comment = await site.CommentAsync(author, post.Id);
        foreach (var handle in Cast.Viewers)
        {
            var visitor = await site.VisitorAsync(handle);
            var may = handle.Length > 0 && site.Viewer(handle).Circle == site.Viewer(ofCircle).Circle;
            foreach (var path in new[] { post.Path(), $"{post.Path()}/c/{comment}" })
            {
                var page = (await visitor.GetAsync(path)).Page;
                Assert.Equal(may, page.QuerySelector(".rule") is null);
                Assert.Equal(may, page.QuerySelector($"a[href='/en/c/{comment}/reply']") is not null);
                if (!may)
                    Assert.Contains(rule, page.QuerySelector(".rule")!.TextContent);
                Assert.Equal(handle.Length == 0, page.QuerySelector(".rule a") is not null);
            }
            Assert.Equal(may, (await visitor.GetAsync(post.Path())).Page.QuerySelector("form.reply textarea") is not null);
            if (handle.Length > 0 && !may)
                await AssertMayNotCommentAsync(visitor, post.Id, comment, rule);
        }
    }

    private async Task AssertMayNotCommentAsync(Visitor visitor, long post, long comment, string rule)
    {
        var before = await site.TotalsAsync();
        foreach (var path in new[] { $"/en/p/{post}/comment", $"/en/c/{comment}/reply" })
        {
            Assert.Null((await visitor.GetAsync(path)).Page.QuerySelector("form.reply"));
            var answer = await visitor.PostAsync(path, [("Body", "Words that were written"), ("SubmitKey", Guid.NewGuid().ToString())]);
            Assert.Equal(403, answer.Status);
            Assert.Contains(rule, answer.Page.QuerySelector(".rule")!.TextContent);
            Assert.Contains("Words that were written", answer.Page.QuerySelector("textarea")!.TextContent);
        }
        Assert.Equal(before, await site.TotalsAsync());
    }
}
