namespace Salam.Forum.Tests.Web;

/// <summary>Forms that change, and send twice, what members wrote.</summary>
public sealed class EditingTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Fact]
    public async Task A_form_from_before_the_last_change_comes_back_with_its_words_and_may_then_be_saved()
    {
        var post = await site.PostAsync(Cast.Sister);
        var comment = await site.CommentAsync(Cast.Sister, post.Id);
        var visitor = await site.SignInAsync(Cast.Sister);
        foreach (var (path, words) in new[] { ($"/en/p/{post.Id}/edit", "Title"), ($"/en/c/{comment}/edit", "Body") })
        {
            var version = VersionIn(await visitor.GetAsync(path));
            Assert.Equal(302, (await SaveAsync("The words of the first tab", version)).Status);
            var told = await SaveAsync("The words of the second tab", version);
            Assert.Equal(409, told.Status);
            Assert.Contains("changed meanwhile", told.Body);
            Assert.Contains("The words of the second tab", told.Page.QuerySelector("main form")!.InnerHtml);
            Assert.Contains("The words of the first tab", (await visitor.GetAsync(path)).Body);
            Assert.Equal(302, (await SaveAsync("The words of the second tab", VersionIn(told))).Status);
            Assert.Contains("The words of the second tab", (await visitor.GetAsync(path)).Body);

            Task<Answer> SaveAsync(string text, string state) =>
                visitor.PostAsync(path, new[] { ("Title", "A title of some words"), ("Body", "A body."), ("Language", "en"), ("Version", state) }.Select(f => f.Item1 == words ? (words, text) : f));
        }
    }

    [Fact]
    public async Task A_look_at_the_changed_post_keeps_the_state_it_began_from()
    {
        var post = await site.PostAsync(Cast.Sister);
        var visitor = await site.SignInAsync(Cast.Sister);
        var preview = await visitor.PostAsync($"/en/submit/preview?edited={post.Id}", [("Title", "A title of some words"), ("Body", "A body."), ("Version", "42")]);
        Assert.Equal("42", VersionIn(preview));
    }

    [Fact]
    public async Task A_form_whose_first_try_stands_elsewhere_or_is_deleted_comes_back_and_may_be_sent_again()
    {
        var (here, there) = (await site.PostAsync(Cast.Sister), await site.PostAsync(Cast.Sister));
        var above = await site.CommentAsync(Cast.Sister, here.Id);
        var visitor = await site.SignInAsync(Cast.Sister);
        var key = Guid.NewGuid().ToString("n");
        Assert.Equal(302, (await SendAsync($"/en/p/{there.Id}/comment", key)).Status);
        await AgainAsync($"/en/p/{here.Id}/comment", key);
        await AgainAsync($"/en/c/{above}/reply", key);

        Assert.Equal(302, (await SendAsync("/en/submit", key)).Status);
        var posted = (await visitor.GetAsync($"/en/u/{Cast.Sister}")).Page.QuerySelector("#feed article")!.Id![1..];
        Assert.Equal(302, (await visitor.PostAsync($"/en/p/{posted}/delete")).Status);
        await AgainAsync("/en/submit", key);

        async Task AgainAsync(string path, string usedKey)
        {
            var told = await SendAsync(path, usedKey);
            Assert.Equal(409, told.Status);
            var form = told.Page.QuerySelector("main form")!;
            Assert.Contains("Words that are not to be lost", form.InnerHtml);
            Assert.Equal(302, (await SendAsync(path, form.QuerySelector("input[name=SubmitKey]")!.GetAttribute("value")!)).Status);
        }

        Task<Answer> SendAsync(string path, string submitKey) =>
            visitor.PostAsync(path, [("Title", "A title of some words"), ("Body", "Words that are not to be lost"), ("Language", "en"), ("SubmitKey", submitKey)]);
    }

    [Fact]
    public async Task Comments_whose_post_is_gone_are_found_from_ones_own_page_and_deleted_there()
    {
        var post = await site.PostAsync(Cast.Sister);
        var comment = await site.CommentAsync(Cast.Sister2, post.Id, "Words that were under it.");
        var (author, other) = (await site.SignInAsync(Cast.Sister), await site.SignInAsync(Cast.Sister2));
        Assert.Equal(302, (await author.PostAsync($"/en/p/{post.Id}/delete")).Status);
        var list = (await other.GetAsync($"/en/u/{Cast.Sister2}?show=comments")).Page.QuerySelector("#feed .hint a")!.GetAttribute("href")!;
        var delete = (await other.GetAsync(list)).Page.QuerySelector($"li.said a[href$='/{comment}/delete']")!.GetAttribute("href")!;
        var asked = await other.GetAsync(delete);
        Assert.Contains("Words that were under it.", asked.Body);
        Assert.Equal(list, asked.Page.QuerySelector(".confirm a")!.GetAttribute("href"));
        var done = await other.PostAsync(delete);
        Assert.Equal((302, list), (done.Status, done.Location));
        Assert.Empty((await other.GetAsync(list)).Page.QuerySelectorAll("li.said"));
        Assert.Equal(404, (await other.GetAsync(delete)).Status);
    }

    private static string VersionIn(Answer answer) => answer.Page.QuerySelector("main input[name=Version]")!.GetAttribute("value")!;
}
