using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class WithoutScriptJourneys(Stage stage) : Journey(stage)
{
    private static readonly Look NoScript = new(Script: false);

    [Fact]
    public async Task Without_script_a_member_logs_in_posts_comments_votes_and_deletes()
    {
        var sister = await GuestAsync(NoScript);
        sister.Allow(404);
        await Acts.LogInAsync(sister, "maryam");
        var id = await Acts.PostAsync(sister, "Written without any script", "Plain as **bread**.");
        await Expect(sister.Page.Locator(".post .prose strong")).ToHaveTextAsync("bread");
        var comment = await Acts.CommentAsync(sister, "And commented without it");

        await sister.Page.Locator($"#c{comment}").GetByRole(AriaRole.Link, new() { Name = "Reply" }).ClickAsync();
        await sister.Page.Locator("main textarea").FillAsync("Answered without it");
        await sister.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
        await Expect(sister.Page.Locator($"#c{comment} .thread .comment")).ToContainTextAsync("Answered without it");

        var brother = await GuestAsync(NoScript);
        await Acts.LogInAsync(brother, "yusuf");
        await brother.GoAsync($"p/x-{id}");
        var box = brother.Page.Locator(".post .vote");
        await box.Locator(".up").ClickAsync();
        await Expect(box.Locator(".score")).ToHaveTextAsync("1");
        await Expect(box.Locator(".up")).ToHaveAttributeAsync("aria-pressed", "true");
        await box.Locator(".up").ClickAsync();
        await Expect(box.Locator(".score")).ToHaveTextAsync("0");
        await brother.GoAsync("new?circle=sisters");
        await brother.Page.Locator($"#p{id} .up").ClickAsync();
        await Expect(brother.Page.Locator($"#p{id} .score")).ToHaveTextAsync("1");
        await Expect(brother.Page).ToHaveURLAsync($"{Forum.Address}/en/new?circle=sisters#p{id}");

        await sister.GoAsync($"p/{id}/delete");
        await sister.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        Assert.Equal(404, (await sister.GoAsync($"p/x-{id}"))!.Status);
    }

    [Fact]
    public async Task Without_script_the_preview_shows_the_post_and_keeps_the_words()
    {
        var member = await MemberAsync("yusuf", NoScript);
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("Previewed without script");
        await member.Page.Locator("#Body").FillAsync("Some **strong** words");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(member.Page.Locator("#preview strong")).ToHaveTextAsync("strong");
        await Acts.PublishAsync(member);
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("Previewed without script");
    }

    [Fact]
    public async Task Without_script_the_preview_of_a_changed_post_changes_that_post()
    {
        var member = await MemberAsync("yusuf", NoScript);
        var id = await Acts.PostAsync(member, "To be changed without script", "Before.");
        await member.GoAsync($"p/{id}/edit");
        await member.Page.Locator("#Body").FillAsync("Afterwards.");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(member.Page.Locator("#preview .prose")).ToHaveTextAsync("Afterwards.");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(member.Page.Locator(".post .prose")).ToHaveTextAsync("Afterwards.");
        Assert.Equal(id, Acts.IdOf(member.Page.Url));
    }

    [Fact]
    public async Task Without_script_a_newcomer_signs_up_and_a_guest_reads()
    {
        var newcomer = await GuestAsync(NoScript);
        await Acts.SignUpAsync(newcomer, "without_script", Circle.Brothers);
        await Acts.ConfirmAsync(newcomer, Forum.LinkIn(await Forum.MailAsync(Acts.Email("without_script"))));
        await Acts.GiveLogInAsync(newcomer, "without_script");
        await Expect(newcomer.Page.Locator("body")).ToHaveAttributeAsync("data-member", "1");
        await newcomer.GoAsync("p/x-32");
        await Expect(newcomer.Page.Locator("#thread .comment").First).ToBeVisibleAsync();
    }
}
