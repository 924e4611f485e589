using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Posts;

public sealed class PostSubmitTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_post_is_kept_as_written_and_rendered()
    {
        var author = await forum.SisterAsync();
        var draft = ForumFixture.Draft("  Where does one\r\npray in Lisbon?  ") with { Body = "Near *Baixa*.\r\n", Language = "ar" };
        var post = await forum.PostRowAsync(await forum.PostAsync(author, draft));
        Assert.Equal("Where does one pray in Lisbon?", post.Title);
        Assert.Equal("where-does-one-pray-in-lisbon", post.Slug);
        Assert.Equal("Near *Baixa*.", post.Body);
        Assert.Contains("<em>Baixa</em>", post.BodyHtml, StringComparison.Ordinal);
        Assert.Equal(("ar", PostKind.Text, Status.Published), (post.Language, post.Kind, post.Status));
        Assert.Equal((author.MemberId, Circle.Sisters, forum.Clock.Now), (post.AuthorId, post.Circle, post.CreatedAt));
        Assert.Equal((0, 0, Tally.Rank(0, forum.Clock.Now)), (post.Score, post.CommentCount, post.Rank));
        Assert.Null(post.EditedAt);
    }

    [Fact]
    public async Task A_link_post_keeps_the_address_and_shows_its_host_in_ascii()
    {
        var id = await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft() with { Kind = PostKind.Link, Link = " https://www.Example.com/a?b=c#d ", Body = null });
        var post = await forum.PostRowAsync(id);
        Assert.Equal(("https://www.example.com/a?b=c#d", "example.com", ""), (post.LinkUrl, post.LinkHost, post.Body));
        id = await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft() with { Kind = PostKind.Link, Link = "http://аррӏе.com/" });
        Assert.StartsWith("xn--", (await forum.PostRowAsync(id)).LinkHost, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_post_drops_an_address_that_was_left_in_the_form()
    {
        var post = await forum.PostRowAsync(await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft() with { Link = "https://example.com" }));
        Assert.Null(post.LinkUrl);
        Assert.Null(post.LinkHost);
    }

    [Fact]
    public async Task A_guest_is_asked_to_log_in()
    {
        await using var visit = forum.AsGuest();
        Expect.LogIn(await visit.Posts.SubmitAsync(ForumFixture.Draft(), default));
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_post()
    {
        var author = await forum.BrotherAsync();
        var draft = ForumFixture.Draft();
        await using var visit = forum.As(author);
        var first = await visit.Posts.SubmitAsync(draft, default);
        var second = await visit.Posts.SubmitAsync(draft with { Title = "Changed before the second click" }, default);
        Assert.Equal(first.Value, second.Value);
        Assert.Equal(1, await visit.Db.Posts.CountAsync(p => p.AuthorId == author.MemberId));
    }

    [Fact]
    public async Task A_key_is_its_authors_own()
    {
        var draft = ForumFixture.Draft();
        await forum.PostAsync(await forum.BrotherAsync(), draft);
        await using var other = forum.As(await forum.BrotherAsync());
        Expect.Refused(RefusalKind.Conflict, "Clash", await other.Posts.SubmitAsync(draft, default));
    }

    [Fact]
    public async Task A_form_sent_sixteen_times_at_once_is_one_post()
    {
        var author = await forum.BrotherAsync();
        var draft = ForumFixture.Draft();
        var sent = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => forum.PostAsync(author, draft))));
        Assert.Single(sent.Distinct());
        await using var visit = forum.As(author);
        Assert.Equal(1, await visit.Db.Posts.CountAsync(p => p.AuthorId == author.MemberId));
    }

    [Fact]
    public async Task Somebody_elses_form_key_is_a_conflict_and_tells_nothing_of_her_post()
    {
        var draft = ForumFixture.Draft(ownCircleOnly: true);
        await forum.PostAsync(await forum.SisterAsync(), draft);
        await using var visit = forum.As(await forum.BrotherAsync());
        Expect.Refused(RefusalKind.Conflict, "Clash", await visit.Posts.SubmitAsync(draft, default));
    }

    public static TheoryData<string, PostDraft, string[]> BrokenDrafts
    {
        get
        {
            var good = ForumFixture.Draft();
            return new()
            {
                { "short title", good with { Title = "1234567" }, ["Title:TitleShort"] },
                { "title made longer by what nobody sees", good with { Title = "a" + string.Concat(Enumerable.Repeat("\u200B\U000E0041", 8)) + "b" }, ["Title:TitleShort"] },
                { "title made longer by blanks", good with { Title = "a        \u200B  b" }, ["Title:TitleShort"] },
                { "long title", good with { Title = new string('x', 151) }, ["Title:TitleLong"] },
                { "long title of pairs", good with { Title = string.Concat(Enumerable.Repeat("🕌", 151)) }, ["Title:TitleLong"] },
                { "no title", good with { Title = null }, ["Title:TitleEmpty"] },
                { "blank title", good with { Title = " \r\n\t " }, ["Title:TitleEmpty"] },
                { "title of zero width", good with { Title = new string('\u200B', 20) }, ["Title:TitleEmpty"] },
                { "title of marks on nothing", good with { Title = new string('\u0301', 20) }, ["Title:TitleEmpty"] },
                { "control character in the title", good with { Title = "A title with \u0007 a bell" }, ["Title:ControlCharacters"] },
                { "null in the title", good with { Title = "A title with \0 a null" }, ["Title:ControlCharacters"] },
                { "half a pair in the title", good with { Title = "A title with \uD83D half" }, ["Title:ControlCharacters"] },
                { "override in the title", good with { Title = "A title \u202Ethat runs backwards" }, ["Title:DirectionCharacters"] },
                { "isolate in the title", good with { Title = "A title \u2067left open" }, ["Title:DirectionCharacters"] },
                { "control character in the body", good with { Body = "a\u001Bb" }, ["Body:ControlCharacters"] },
                { "no body", good with { Body = null }, ["Body:BodyEmpty"] },
                { "blank body", good with { Body = "\n\u200B\u2060\n" }, ["Body:BodyEmpty"] },
                { "long body", good with { Body = new string('x', 40_001) }, ["Body:BodyLong"] },
                { "no language", good with { Language = null }, ["Language:LanguageUnknown"] },
                { "unknown language", good with { Language = "xx" }, ["Language:LanguageUnknown"] },
                { "language in capitals", good with { Language = "EN" }, ["Language:LanguageUnknown"] },
                { "no key", good with { SubmitKey = Guid.Empty }, [":FormIncomplete"] },
                { "no kind", good with { Kind = default }, ["Kind:Kind"] },
                { "unknown kind", good with { Kind = (PostKind)9 }, ["Kind:Kind"] },
                { "link without address", good with { Kind = PostKind.Link }, ["Link:LinkAddress"] },
                { "everything", new PostDraft(), ["Title:TitleEmpty", "Body:BodyEmpty", "Language:LanguageUnknown", ":FormIncomplete"] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BrokenDrafts), DisableDiscoveryEnumeration = true)]
    public async Task A_draft_that_breaks_a_rule_is_refused_with_the_field(string what, PostDraft draft, string[] expected)
    {
        Assert.NotEmpty(what);
        var author = await forum.BrotherAsync();
        await using var visit = forum.As(author);
        Expect.Invalid(await visit.Posts.SubmitAsync(draft, default), expected);
        Assert.False(await visit.Db.Posts.AnyAsync(p => p.AuthorId == author.MemberId));
    }

    [Fact]
    public async Task Texts_at_the_very_limit_are_taken()
    {
        var author = await forum.BrotherAsync();
        await forum.PostAsync(author, ForumFixture.Draft("12345678"));
        await forum.PostAsync(author, ForumFixture.Draft(new string('x', 150)));
        await forum.PostAsync(author, ForumFixture.Draft(string.Concat(Enumerable.Repeat("🕌", 150))));
        await forum.PostAsync(author, ForumFixture.Draft(string.Concat(Enumerable.Repeat("ﷺ", 150))));
        await forum.PostAsync(author, ForumFixture.Draft() with { Body = new string('x', 40_000) });
        await forum.PostAsync(author, ForumFixture.Draft() with { Body = string.Concat(Enumerable.Repeat("🕌", 40_000)) });
    }

    [Theory]
    [InlineData("http://a.example")]
    [InlineData("https://a.example:8443/x?y=z#f")]
    [InlineData("HTTPS://A.EXAMPLE/")]
    [InlineData("https://münchen.example/straße")]
    [InlineData("https://example.com/مسجد")]
    [InlineData("http://203.0.113.9/")]
    public void An_address_on_the_web_is_taken(string text) => Assert.NotNull(PostLink.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("example.com")]
    [InlineData("www.example.com/x")]
    [InlineData("/path")]
    [InlineData("//example.com/x")]
    [InlineData("#fragment")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)//https://a.example")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://a.example/x")]
    [InlineData("mailto:a@a.example")]
    [InlineData("tel:+123")]
    [InlineData("blob:https://a.example/1")]
    [InlineData("view-source:https://a.example")]
    [InlineData("https://")]
    [InlineData("https:///x")]
    [InlineData("http://localhost/x")]
    [InlineData("http://intranet")]
    [InlineData("http://[::1]/")]
    [InlineData("https://user@a.example/")]
    [InlineData("https://user:secret@a.example/")]
    [InlineData("https://bank.example@evil.example/")]
    [InlineData("https://a.example:99999/")]
    [InlineData("https://a.example:port/")]
    [InlineData("https://a b.example/")]
    [InlineData("https://a.exa<mple/")]
    [InlineData("https://./")]
    [InlineData("https://../")]
    [InlineData("https://a..example/")]
    [InlineData("https://.example/")]
    [InlineData("https://%61.example%2f@evil/")]
    public void What_is_no_address_on_the_web_is_not(string text) => Assert.Null(PostLink.Parse(text));

    [Fact]
    public void An_address_is_at_most_2000_characters_long_also_once_it_is_encoded()
    {
        const string start = "https://a.example/";
        Assert.NotNull(PostLink.Parse(start + new string('x', Post.LinkMax - start.Length)));
        Assert.Null(PostLink.Parse(start + new string('x', Post.LinkMax - start.Length + 1)));
        Assert.Null(PostLink.Parse(start + new string('م', 400)));
    }
}
