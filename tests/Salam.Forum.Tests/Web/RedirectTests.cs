namespace Salam.Forum.Tests.Web;

/// <summary>Where somebody is sent is stored by nobody, and does not tell the words of what she may not see.</summary>
public sealed class RedirectTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Fact]
    public async Task A_redirect_is_stored_nowhere()
    {
        var post = await site.PostAsync(Cast.Brother);
        var comment = await site.CommentAsync(Cast.Brother, post.Id);
        foreach (var (visitor, method, path) in new[]
        {
            (site.Guest(), "GET", $"/en/p/other-{post.Id}"), (site.Guest(), "GET", $"/en/p/other-{post.Id}/c/{comment}"), (site.Guest(), "GET", "/en/submit"), (site.Guest(), "GET", "/en/following"),
            (site.Guest(), "GET", "/en/language?next=/en/best"), (site.Guest(), "POST", $"/en/p/{post.Id}/comment"), (site.Guest(), "GET", "/en/account/two-factor"),
            (await site.SignInAsync(Cast.Brother2), "GET", "/en/account/login"), (await site.SignInAsync(Cast.Brother2), "GET", "/ar/u/yasir/follow"),
            (await site.SignInAsync(Cast.Brother2), "POST", $"/en/vote/post/{post.Id}"), (await site.SignInAsync(Cast.Brother2), "POST", "/en/settings/profile"), (await site.SignInAsync(Cast.Brother2), "GET", $"/ar/p/other-{post.Id}"),
        })
        {
            var answer = method == "GET" ? await visitor.GetAsync(path) : await visitor.PostAsync(path, [("value", "1"), ("About", "Words")]);
            Assert.True(answer.Status is 301 or 302, $"{path}: {answer}");
            Assert.Equal("private, no-store", answer["Cache-Control"]);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(Cast.Brother)]
    public async Task No_redirect_names_the_words_of_a_hidden_post(string handle)
    {
        const string Word = "unspoken";
        var post = await site.PostAsync(Cast.Sister, $"An {Word} title of some words", ownCircleOnly: true);
        var comment = await site.CommentAsync(Cast.Sister, post.Id);
        Assert.Contains(Word, post.Path());
        var visitor = await site.VisitorAsync(handle);
        var redirects = 0;
        foreach (var path in new[]
        {
            $"/en/p/x-{post.Id}", $"/ar/p/-{post.Id}", $"/en/p/x-{post.Id}?sort=new", $"/en/p/x-{post.Id}/c/{comment}", $"/en/p/{post.Id}/comment", $"/en/p/{post.Id}/edit", $"/en/p/{post.Id}/delete",
            $"/en/c/{comment}/reply", $"/en/c/{comment}/edit", $"/en/vote/post/{post.Id}", $"/en/vote/comment/{comment}", $"/en/language?next=/en/p/x-{post.Id}", $"/en/account/login?next=/en/p/x-{post.Id}",
        })
        {
            foreach (var answer in new[] { await visitor.GetAsync(path), await visitor.PostAsync(path, [("value", "1"), ("Body", "Words"), ("SubmitKey", Guid.NewGuid().ToString())], ("Referer", $"{site.Root}/en/p/x-{post.Id}")) })
            {
                Assert.DoesNotContain(Word, answer.Everything);
                redirects += answer.Status is 301 or 302 ? 1 : 0;
            }
        }
        Assert.NotEqual(0, redirects);
    }
}
