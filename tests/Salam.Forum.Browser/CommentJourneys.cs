using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class CommentJourneys(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task A_brother_reads_the_rule_under_a_sisters_post_and_finds_no_form()
    {
        var brother = (await MemberAsync("yusuf")).Allow(403);
        await brother.GoAsync("p/x-40");
        await Expect(brother.Page.Locator(".rule")).ToContainTextAsync("only sisters may comment here");
        await Expect(brother.Page.Locator("main textarea")).ToHaveCountAsync(0);
        await Expect(brother.Page.Locator("#thread a[href$='/reply']")).ToHaveCountAsync(0);
        await brother.GoAsync("p/40/comment");
        await Expect(brother.Page.Locator(".rule")).ToBeVisibleAsync();
        await Expect(brother.Page.Locator("main textarea")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_was_begun_is_put_away_again(bool script)
    {
        var sister = await MemberAsync("maryam", new Look(Script: script));
        await sister.GoAsync("p/x-40");
        var comment = sister.Page.Locator("#thread > .comment").First;
        await comment.GetByRole(AriaRole.Link, new() { Name = "Reply" }).First.ClickAsync();
        await Expect(sister.Page.Locator("textarea[id^=body-]:not(#body-0)")).ToBeVisibleAsync();
        await sister.Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        await Expect(sister.Page.Locator("textarea[id^=body-]:not(#body-0)")).ToHaveCountAsync(0);
        await Expect(comment).ToBeVisibleAsync();
        if (script)
            await Expect(comment.GetByRole(AriaRole.Link, new() { Name = "Reply" }).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_sister_comments_answers_changes_and_deletes_and_a_placeholder_keeps_the_answers()
    {
        var author = await MemberAsync("maryam");
        var id = await Acts.PostAsync(author, "A post to be talked about by sisters", "Say something.");
        var sister = await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters));
        await sister.GoAsync($"p/x-{id}");
        var comment = await Acts.CommentAsync(sister, "My first comment");
        await Expect(sister.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"#c{comment}$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

        await author.GoAsync($"p/x-{id}");
        await author.Page.Locator($"#c{comment} > details").GetByRole(AriaRole.Link, new() { Name = "Reply" }).ClickAsync();
        var answer = author.Page.Locator($"#c{comment} .re").First.Locator("textarea");
        await Expect(answer).ToBeFocusedAsync();
        await answer.FillAsync("An answer by the author");
        await author.Page.Locator($"#c{comment} .re").First.Locator("button[type=submit]").ClickAsync();
        await Expect(author.Page.Locator($"#c{comment} .thread .comment")).ToContainTextAsync("An answer by the author");
        await Expect(author.Page.Locator($"#c{comment} .thread .comment .mod")).ToHaveTextAsync("Author");

        await sister.GoAsync($"c/{comment}/edit");
        await sister.Page.Locator("main textarea").FillAsync("My first comment, mended");
        await sister.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(sister.Page.Locator($"#c{comment} > details > .c-main > .c-words > .prose")).ToHaveTextAsync("My first comment, mended");
        await Expect(sister.Page.Locator($"#c{comment} > .c-head .edited")).ToBeVisibleAsync();

        await sister.Page.Locator($"#c{comment} > details > .c-main").GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await sister.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await sister.GoAsync($"p/x-{id}");
        await Expect(sister.Page.Locator($"#c{comment} > .c-head")).ToHaveTextAsync("Deleted by its author");
        await Expect(sister.Page.GetByText("My first comment")).ToHaveCountAsync(0);
        await Expect(sister.Page.GetByText("An answer by the author")).ToBeVisibleAsync();
        await sister.BeAccessibleAsync();
    }

    [Fact]
    public async Task A_double_click_on_send_makes_one_comment_and_its_draft_is_gone()
    {
        var member = await MemberAsync("yusuf");
        var id = await Acts.PostAsync(member, "A post for a single comment", "One only.");
        await member.Page.Locator("#body-0").FillAsync("Said once");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).DblClickAsync();
        await Expect(member.Page.Locator("#comments h2")).ToHaveTextAsync("1 comment");
        await Expect(member.Page.Locator("#body-0")).ToHaveValueAsync("");
        await member.GoAsync($"p/x-{id}");
        await Expect(member.Page.Locator("#thread .comment")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task More_comments_than_a_page_shows_come_by_their_link()
    {
        var member = await MemberAsync("yusuf");
        var id = await Acts.PostAsync(member, "A post with a great many comments", "Many.");
        var key = await member.Page.Locator("form.reply input[name=token], form.reply input[name=__RequestVerificationToken]").First.InputValueAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 203), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, _) =>
        {
            var form = member.Context.APIRequest.CreateFormData();
            form.Set("token", key).Set("Body", $"Comment number {n}").Set("SubmitKey", Guid.NewGuid().ToString("n"));
            var answer = await member.Context.APIRequest.PostAsync($"{Forum.Address}/en/p/{id}/comment", new() { Form = form, MaxRedirects = 0 });
            Assert.Equal(302, answer.Status);
        });
        await member.GoAsync($"p/x-{id}");
        await Expect(member.Page.Locator("#thread > .comment")).ToHaveCountAsync(100);
        foreach (var shown in new[] { 200, 203 })
        {
            await member.Page.GetByRole(AriaRole.Link, new() { Name = "More comments" }).ClickAsync();
            await Expect(member.Page.Locator("#thread > .comment")).ToHaveCountAsync(shown);
        }
        await Expect(member.Page.Locator("#thread > .more")).ToHaveCountAsync(0);
    }
}
