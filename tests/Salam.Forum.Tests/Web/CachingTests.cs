using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Salam.Forum.Tests.Web;

/// <summary>Guests' pages come from the output cache, members' pages never do, and neither ever gets the other's.</summary>
public sealed class CachingTests(ForumSite site) : IClassFixture<ForumSite>
{
    private static readonly string[] MemberMarks = ["data-member=\"1\"", "name=\"token\"", "/settings/", "id=\"votes\""];

    public static TheoryData<string> CachedPages() => ["/en/", "/en/best", "/ar/best", "/en/new?circle=sisters", "/en/top?period=week", "/en/charity", "{post}", "{post}?sort=new", "{comment}", "/en/u/yasir", "/en/u/yasir?show=comments"];

    public static TheoryData<string> AllPages() =>
        ["/en/best", "/ar/", "{post}", "{comment}", "/en/u/yasir", "/en/u/yasir?show=comments", "/en/following", "/en/submit", "/en/nothing", "/en/p/none-99999", "/en/best?after=broken", "/en/vote/post/1"];

    [Theory]
    [MemberData(nameof(CachedPages))]
    public async Task The_second_guest_gets_the_kept_page(string page)
    {
        var path = await PathAsync(page);
        var guest = site.Guest();
        await ForumSite.QuietAsync();
        await guest.GetAsync(path);
        var second = await site.Guest().GetAsync(path);
        Assert.NotNull(second["Age"]);
        Assert.Equal(200, second.Status);
        Assert.Empty(guest.Cookies);
        AssertIsGuests(second);
        Assert.Equal("public, no-cache", second["Cache-Control"]);
    }

    [Fact]
    public async Task The_age_of_a_guests_page_does_not_tell_when_something_private_was_written()
    {
        var sister = await site.SignInAsync(Cast.Sister);
        var post = await site.PostAsync(Cast.Sister, ownCircleOnly: true);
        await site.Guest().GetAsync("/en/best");
        foreach (var open in new[] { false, true })
        {
            var under = open ? await site.PostAsync(Cast.Sister) : post;
            var written = await sister.PostAsync($"/en/p/{under.Id}/comment", [("Body", "Some words."), ("SubmitKey", Guid.NewGuid().ToString())]);
            Assert.Equal(302, written.Status);
            Assert.Equal(open, (await site.Guest().GetAsync("/en/best"))["Age"] is null);
        }
    }

    [Theory]
    [MemberData(nameof(CachedPages))]
    public async Task Members_and_guests_get_their_own_whoever_came_first(string page)
    {
        var path = await PathAsync(page);
        var brother = await site.SignInAsync(Cast.Brother);
        foreach (var address in new[] { path, path + (path.Contains('?') ? "&" : "?") + "after=" })
        {
            foreach (var memberFirst in new[] { true, false, true, false })
            {
                var answer = await (memberFirst ? brother : site.Guest()).GetAsync(address);
                if (memberFirst)
                    AssertIsMembers(answer);
                else
                    AssertIsGuests(answer);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task A_members_page_is_stored_nowhere(string page)
    {
        var path = await PathAsync(page);
        var brother = await site.SignInAsync(Cast.Brother);
        for (var i = 0; i < 2; i++)
        {
            var answer = await brother.GetAsync(path);
            Assert.Null(answer["Age"]);
            Assert.Equal("private, no-store", answer["Cache-Control"]);
            Assert.Contains("Cookie", answer["Vary"]!.Split(", "));
        }
    }

    [Theory]
    [MemberData(nameof(AllPages))]
    public async Task Every_page_says_that_it_depends_on_the_cookie(string page)
    {
        var answer = await site.Guest().GetAsync(await PathAsync(page));
        if (answer.IsHtml)
            Assert.Contains("Cookie", answer["Vary"]!.Split(", "));
        Assert.Null(answer["Set-Cookie"]);
    }

    [Fact]
    public async Task A_broken_or_old_session_is_a_guests_and_is_not_kept()
    {
        foreach (var cookie in new[] { "rubbish", "CfDJ8AAAA", (await site.SignInAsync(Cast.Brother, TimeSpan.FromDays(31))).Cookies["salam"] })
        {
            var visitor = site.Guest();
            visitor.Cookies["salam"] = cookie;
            for (var i = 0; i < 2; i++)
            {
                var answer = await visitor.GetAsync("/en/new");
                AssertIsGuests(answer);
                Assert.Null(answer["Age"]);
                Assert.Equal("private, no-store", answer["Cache-Control"]);
            }
        }
    }

    [Fact]
    public async Task A_second_sight_of_a_session_after_a_minute_is_checked_and_renewed()
    {
        var brother = await site.SignInAsync(Cast.Brother, TimeSpan.FromMinutes(5));
        var before = brother.Cookies["salam"];
        AssertIsMembers(await brother.GetAsync("/en/new"));
        Assert.NotEqual(before, brother.Cookies["salam"]);
        AssertIsMembers(await brother.GetAsync("/en/new"));
        // A password changed elsewhere ends it.
        var other = await site.SignInAsync(Cast.Brother3, TimeSpan.FromMinutes(5));
        await site.DbAsync(db => db.Members.Where(m => m.UserName == Cast.Brother3).ExecuteUpdateAsync(set => set.SetProperty(m => m.SecurityStamp, "another")));
        AssertIsGuests(await other.GetAsync("/en/new"));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("")]
    public async Task Each_encoding_is_right_from_the_cache(string encoding)
    {
        var path = await PathAsync("{post}") + "?sort=old";
        foreach (var accepted in new[] { "gzip, deflate, br", "", "gzip", "br", "*", "gzip;q=1, br;q=0", "identity", "deflate", "zbr, x-gzip", "br;q=0", "gzip;q=0" })
            AssertReadable(await site.Guest().GetAsync(path, Accept(accepted)), accepted);
        foreach (var _ in new[] { 1, 2 })
        {
            var answer = await site.Guest().GetAsync(path, Accept(encoding));
            Assert.Equal(encoding.Length == 0 ? null : encoding, answer["Content-Encoding"]);
            AssertReadable(answer, encoding);
        }
    }

    [Theory]
    [InlineData("*", "")]
    [InlineData("br;q=0, gzip", "br")]
    [InlineData("br, gzip;q=0", "gzip")]
    [InlineData("br", "gzip;q=1.0, br;q=0")]
    [InlineData("gzip", "gzip;q=0")]
    [InlineData("br", "br;q=0")]
    public async Task Nobody_gets_an_encoding_that_only_the_one_before_could_read(string first, string second)
    {
        var path = $"/en/top?period=all&sort={Guid.NewGuid():n}";
        AssertReadable(await site.Guest().GetAsync(path, Accept(first)), first);
        AssertReadable(await site.Guest().GetAsync(path, Accept(second)), second);
    }

    [Fact]
    public async Task An_edited_post_is_new_for_guests_at_once()
    {
        var post = await site.PostAsync(Cast.Brother, "The first title of it", "The first words of it.");
        var author = await site.SignInAsync(Cast.Brother);
        var pages = new[] { "/en/", "/en/best", "/ar/new", "/en/u/yasir", post.Path() };
        await VisitAsync(pages);
        var edited = await author.PostAsync($"/en/p/{post.Id}/edit", [("Title", "The second title of it"), ("Body", "The second words of it."), ("Language", "en")]);
        Assert.Equal(302, edited.Status);
        foreach (var page in pages)
        {
            var answer = await site.Guest().GetAsync(page);
            Assert.DoesNotContain("The first", answer.Body);
            Assert.Contains("The second", (answer.Status == 301 ? await site.Guest().GetAsync(answer.Location!) : answer).Body);
        }
    }

    [Fact]
    public async Task A_deleted_post_is_gone_for_everybody_at_once()
    {
        var post = await site.PostAsync(Cast.Brother, "A title that will go", "Words that will go.");
        var (author, sister) = (await site.SignInAsync(Cast.Brother), await site.SignInAsync(Cast.Sister));
        var pages = new[] { "/en/", "/en/best", "/ar/new", "/en/u/yasir", post.Path(), "/en/best?circle=brothers", "/en/u/hamza" };
        await VisitAsync(pages);
        foreach (var page in pages)
            await sister.GetAsync(page);
        Assert.Equal(302, (await author.PostAsync($"/en/p/{post.Id}/delete")).Status);
        foreach (var page in pages)
        {
            Assert.DoesNotContain("that will go", (await site.Guest().GetAsync(page)).Body);
            Assert.DoesNotContain("that will go", (await sister.GetAsync(page)).Body);
        }
        Assert.Equal(404, (await site.Guest().GetAsync(post.Path())).Status);
    }

    [Fact]
    public async Task Comments_come_change_and_go_for_guests_at_once()
    {
        var post = await site.PostAsync(Cast.Brother);
        var brother = await site.SignInAsync(Cast.Brother2);
        var pages = new[] { post.Path(), "/en/u/bilal?show=comments" };
        await VisitAsync(pages);
        var sent = await brother.PostAsync($"/en/p/{post.Id}/comment", [("Body", "My first words"), ("SubmitKey", Guid.NewGuid().ToString())]);
        var id = sent.Location![(sent.Location!.LastIndexOf('c') + 1)..];
        await ExpectAsync(pages, "My first words", true);
        await brother.PostAsync($"/en/c/{id}/edit", [("Body", "My second words")]);
        await ExpectAsync(pages, "My first words", false);
        await ExpectAsync(pages, "My second words", true);
        await brother.PostAsync($"/en/c/{id}/reply", [("Body", "My third words"), ("SubmitKey", Guid.NewGuid().ToString())]);
        await ExpectAsync(pages, "My third words", true);
        await brother.PostAsync($"/en/c/{id}/delete");
        await ExpectAsync(pages, "My second words", false);
    }

    [Fact]
    public async Task A_new_post_is_in_the_feeds_of_guests_at_once()
    {
        await VisitAsync(["/en/new", "/en/u/asiya"]);
        var sister = await site.SignInAsync(Cast.Sister3);
        var sent = await sister.PostAsync("/en/submit", [("Title", "A title just written"), ("Body", "Words"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())]);
        Assert.Equal(302, sent.Status);
        await ExpectAsync(["/en/new", "/en/u/asiya"], "A title just written", true);
    }

    [Fact]
    public async Task A_fragment_for_the_script_is_kept_apart_from_the_page()
    {
        var path = $"/en/top?period=year&after=&show={Guid.NewGuid():n}";
        await site.PostAsync(Cast.Brother);
        var fragment = await site.Guest().GetAsync(path, ("HX-Request", "true"));
        var boosted = await site.Guest().GetAsync(path, ("HX-Request", "true"), ("HX-Boosted", "true"));
        var page = await site.Guest().GetAsync(path);
        Assert.Equal(page.Body, boosted.Body);
        Assert.Contains("class=\"list\"", page.Body);
        Assert.DoesNotContain("class=\"list\"", fragment.Body);
    }

    [Fact]
    public async Task A_question_for_the_head_neither_spoils_nor_gets_the_page()
    {
        var path = $"/en/top?period=month&sort={Guid.NewGuid():n}";
        Assert.Empty((await site.Guest().SendAsync("HEAD", path, null)).Bytes);
        Assert.NotEmpty((await site.Guest().GetAsync(path)).Bytes);
        var head = await site.Guest().SendAsync("HEAD", path, null);
        Assert.Empty(head.Bytes);
        Assert.Equal(200, head.Status);
    }

    [Fact]
    public async Task A_page_is_packed_as_one_text()
    {
        for (var i = 0; i < 26; i++)
            await site.PostAsync(Cast.Brother);
        var path = $"/en/new?sort={Guid.NewGuid():n}";
        var plain = (await site.Guest().GetAsync(path)).Bytes;
        var whole = new byte[plain.Length];
        Assert.True(BrotliEncoder.TryCompress(plain, whole, out var length, 2, 22));

        var packed = await site.Guest().GetAsync(path, Accept("br"));

        Assert.Equal("br", packed["Content-Encoding"]);
        Assert.InRange(packed.Bytes.Length, 1, length * 105 / 100);
    }

    private static (string, string)[] Accept(string encodings) => encodings.Length == 0 ? [] : [("Accept-Encoding", encodings)];

    private static void AssertReadable(Answer answer, string accepted)
    {
        var encoding = answer["Content-Encoding"] ?? "";
        var mayTake = encoding.Length == 0 || accepted.Split(',').Select(a => a.Trim().Split(';')).Any(a => (a[0] == encoding || a[0] == "*") && !(a.Length > 1 && a[1].Trim() == "q=0"));
        Assert.True(mayTake, $"\"{encoding}\" for somebody who takes \"{accepted}\"");
        using var bytes = new MemoryStream(answer.Bytes);
        using Stream plain = encoding switch { "br" => new BrotliStream(bytes, CompressionMode.Decompress), "gzip" => new GZipStream(bytes, CompressionMode.Decompress), _ => bytes };
        using var text = new StreamReader(plain, Encoding.UTF8);
        var body = text.ReadToEnd();
        Assert.StartsWith("<!doctype html>", body.TrimStart());
        Assert.EndsWith("</html>", body.TrimEnd());
    }

    private static void AssertIsGuests(Answer answer)
    {
        Assert.All(MemberMarks, mark => Assert.DoesNotContain(mark, answer.Body));
        Assert.Contains("/account/login", answer.Body);
    }

    private static void AssertIsMembers(Answer answer)
    {
        Assert.Contains("data-member=\"1\"", answer.Body);
        Assert.DoesNotContain("/account/login", answer.Body);
        Assert.Null(answer["Age"]);
    }

    private async Task VisitAsync(IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            await site.Guest().GetAsync(page);
            await site.Guest().GetAsync(page, ("Accept-Encoding", "br"));
        }
    }

    private async Task ExpectAsync(IEnumerable<string> pages, string words, bool there)
    {
        foreach (var page in pages)
            Assert.Equal(there, (await site.Guest().GetAsync(page)).Body.Contains(words));
    }

    private async Task<string> PathAsync(string page)
    {
        if (!page.StartsWith('{'))
            return page;
        var post = await site.PostAsync(Cast.Brother);
        var comment = await site.CommentAsync(Cast.Brother2, post.Id);
        return page.Replace("{post}", post.Path()).Replace("{comment}", $"{post.Path()}/c/{comment}");
    }
}
