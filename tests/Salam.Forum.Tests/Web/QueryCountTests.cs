using Xunit.Abstractions;

namespace Salam.Forum.Tests.Web;

/// <summary>What a page costs the database: cost is known and shown.</summary>
public sealed class QueryCountTests(ForumSite site, ITestOutputHelper output) : IClassFixture<ForumSite>
{
    [Theory]
    [InlineData("/en/best", 3)]
    [InlineData("/en/new?circle=brothers", 3)]
    [InlineData("/en/top?period=week", 3)]
    [InlineData("/en/following", 3)]
    [InlineData("{post}", 4)]
    [InlineData("{post}?sort=new", 4)]
    [InlineData("/en/u/yasir", 3)]
    [InlineData("/en/u/yasir?show=comments", 3)]
    [InlineData("/en/search", 1)]
    [InlineData("/en/search?q=question", 7)]
    [InlineData("/en/search?q=question&sort=new", 5)]
    [InlineData("/en/search?q=yas&what=members", 2)]
    [InlineData("/en/submit", 0)]
    public async Task A_members_page_asks_the_database_seldom(string page, int most)
    {
        var post = await PostWithCommentsAsync();
        var member = await site.SignInAsync(Cast.Brother3);
        // The side column is kept for some seconds, for all members of a circle.
        await member.GetAsync("/en/best");
        var commands = await CountAsync(count => member.GetAsync(page.Replace("{post}", post), count));
        output.WriteLine($"{page}: {commands.Count}");
        Assert.True(commands.Count <= most, string.Join("\n\n", commands));
    }

    [Theory]
    [InlineData("/en/moderation", 4)]
    [InlineData("/en/best", 4)]
    public async Task A_moderators_page_asks_the_database_seldom(string page, int most)
    {
        var moderator = await site.SignInAsync(Cast.BrotherModerator);
        await moderator.GetAsync("/en/best");
        var commands = await CountAsync(count => moderator.GetAsync(page, count));
        output.WriteLine($"{page}: {commands.Count}");
        Assert.InRange(commands.Count, 1, most);
    }

    [Fact]
    public async Task A_kept_page_asks_the_database_nothing()
    {
        var post = await PostWithCommentsAsync();
        await site.Guest().GetAsync(post);
        Assert.Empty(await CountAsync(count => site.Guest().GetAsync(post, count)));
    }

    [Fact]
    public async Task Acts_ask_the_database_a_bounded_number_of_times()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother3);
        await member.TokenAsync();
        foreach (var (what, path, fields, most) in new (string, string, (string, string)[], int)[]
        {
            ("vote", $"/en/vote/post/{post.Id}", [("value", "1")], 6),
            ("vote changed", $"/en/vote/post/{post.Id}", [("value", "-1")], 6),
            ("comment", $"/en/p/{post.Id}/comment", [("Body", "Some words"), ("SubmitKey", Guid.NewGuid().ToString())], 4),
            ("post", "/en/submit", [("Title", "A title of words"), ("Body", "Some words"), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())], 5),
        })
        {
            var commands = await CountAsync(count => member.PostAsync(path, fields, count), 302);
            output.WriteLine($"{what}: {commands.Count}");
            Assert.True(commands.Count <= most, $"{what}:\n{string.Join("\n\n", commands)}");
        }
    }

    private async Task<IReadOnlyList<string>> CountAsync(Func<(string, string), Task<Answer>> ask, int status = 200)
    {
        var count = Guid.NewGuid().ToString();
        Assert.Equal(status, (await ask((DatabaseWatch.Header, count))).Status);
        return site.Watch.Of(count);
    }

    private async Task<string> PostWithCommentsAsync()
    {
        var post = await site.PostAsync(Cast.Brother);
        long? above = null;
        for (var i = 0; i < 20; i++)
            above = await site.CommentAsync(Cast.Brother2, post.Id, parent: i % 4 == 0 ? null : above);
        return post.Path();
    }
}
