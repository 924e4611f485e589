using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class PostJourneys(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task A_draft_comes_back_after_a_reload_and_is_gone_once_it_was_published()
    {
        var member = await MemberAsync("yusuf");
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("A draft that came back");
        await member.Page.Locator("#Body").FillAsync("Half a thought.");
        await member.Page.ReloadAsync();
        await Expect(member.Page.Locator("#Title")).ToHaveValueAsync("A draft that came back");
        await Expect(member.Page.Locator("#Body")).ToHaveValueAsync("Half a thought.");
        await Expect(member.Page.Locator("#said")).ToHaveTextAsync("Your draft is back.");
        await Expect(member.Page.Locator("#Title-c")).ToHaveTextAsync("22 / 150");
        await Acts.PublishAsync(member);
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("A draft that came back");
        await member.GoAsync("submit");
        await Expect(member.Page.Locator("#Title")).ToHaveValueAsync("");
        await Expect(member.Page.Locator("#Body")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_was_written_survives_a_session_that_ended_meanwhile()
    {
        var member = await GuestAsync();
        await Acts.LogInAsync(member, "yusuf");
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("Written while the session ended");
        await member.Page.Locator("#Body").FillAsync("It took me an hour.");
        await member.Context.ClearCookiesAsync(new() { Name = "salam" });
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Expect(member.Page).ToHaveURLAsync($"{Forum.Address}/en/account/login?next=%2Fen%2Fsubmit");
        await Acts.GiveLogInAsync(member, "yusuf");
        await Expect(member.Page).ToHaveURLAsync($"{Forum.Address}/en/submit");
        await Expect(member.Page.Locator("#Title")).ToHaveValueAsync("Written while the session ended");
        await Expect(member.Page.Locator("#Body")).ToHaveValueAsync("It took me an hour.");
    }

    [Fact]
    public async Task The_preview_shows_the_post_as_it_will_look_and_publishes_nothing()
    {
        var member = await MemberAsync("yusuf");
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("A title only previewed");
        await member.Page.Locator("#Body").FillAsync("Some **strong** words\n\n- one\n- two\n\n<script>alert(1)</script>");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(member.Page.Locator("#preview h2")).ToHaveTextAsync("A title only previewed");
        await Expect(member.Page.Locator("#preview strong")).ToHaveTextAsync("strong");
        await Expect(member.Page.Locator("#preview li")).ToHaveCountAsync(2);
        await Expect(member.Page.Locator("#Body")).ToHaveValueAsync("Some **strong** words\n\n- one\n- two\n\n<script>alert(1)</script>");
        await member.BeAccessibleAsync();
        await member.GoAsync("new?circle=all");
        await Expect(member.Page.GetByText("A title only previewed")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_counter_of_a_title_counts_and_warns_and_what_is_wrong_is_said_with_the_words_kept()
    {
        var member = (await MemberAsync("yusuf")).Allow(400);
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("short");
        await Expect(member.Page.Locator("#Title-c")).ToHaveTextAsync("5 / 150");
        await Acts.PublishAsync(member);
        await Expect(member.Page.Locator("#errors")).ToBeFocusedAsync();
        await Expect(member.Page.Locator("#Title-e")).ToBeVisibleAsync();
        await Expect(member.Page.Locator("#Title")).ToHaveValueAsync("short");
        await member.BeAccessibleAsync();
        await member.Page.Locator("#Title").FillAsync(new string('a', 151));
        await Expect(member.Page.Locator("#Title-c")).ToHaveTextAsync("151 / 150");
        await Expect(member.Page.Locator("#Title-c")).ToHaveClassAsync("counter is-over");
    }

    [Fact]
    public async Task A_double_click_on_publish_makes_one_post()
    {
        var handle = await Stage.NewMemberAsync(Circle.Brothers);
        var member = await MemberAsync(handle);
        await member.GoAsync("submit");
        await member.Page.Locator("#Title").FillAsync("Posted by an impatient finger");
        await member.Page.Locator("#Body").FillAsync("Once is enough.");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).DblClickAsync();
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("Posted by an impatient finger");
        await member.GoAsync("u/" + handle);
        await Expect(member.Page.Locator("#feed > .row")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_address_is_asked_of_links_only_and_a_link_leads_out()
    {
        var member = await MemberAsync("yusuf");
        await member.GoAsync("submit");
        await Expect(member.Page.Locator("#Link")).ToBeHiddenAsync();
        await member.Page.Locator(".kinds label").Nth(1).ClickAsync();
        await Expect(member.Page.Locator("#Link")).ToBeVisibleAsync();
        await member.Page.Locator("#Title").FillAsync("A page worth reading slowly");
        await member.Page.Locator("#Link").FillAsync("https://read.example/a/page?with=query");
        await Acts.PublishAsync(member);
        await Expect(member.Page.Locator(".link-card b")).ToHaveTextAsync("read.example");
        await Expect(member.Page.Locator(".link-card")).ToHaveAttributeAsync("href", "https://read.example/a/page?with=query");
        await member.BeAccessibleAsync();
    }

    [Fact]
    public async Task An_author_changes_a_post_and_deletes_it_after_being_asked()
    {
        var member = (await MemberAsync("yusuf")).Allow(404);
        var id = await Acts.PostAsync(member, "A post that will be changed", "First words.");
        await member.Page.Locator(".post-acts").GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await member.Page.Locator("#Title").FillAsync("A post that was changed");
        await Acts.PublishAsync(member);
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("A post that was changed");
        await Expect(member.Page.Locator(".post > .meta .edited")).ToBeVisibleAsync();
        await member.Page.Locator(".post-acts").GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Keep it" }).ClickAsync();
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("A post that was changed");
        await member.Page.Locator(".post-acts").GetByRole(AriaRole.Link, new() { Name = "Delete" }).ClickAsync();
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(member.Page.Locator("#feed")).ToBeVisibleAsync();
        Assert.Equal(404, (await member.GoAsync($"p/x-{id}"))!.Status);
    }

    [Fact]
    public async Task Endless_words_code_and_tables_stay_within_the_narrowest_window()
    {
        var member = await MemberAsync("yusuf", new Look(Phone: true));
        var word = string.Concat(Enumerable.Repeat("Donaudampfschiff", 9));
        await Acts.PostAsync(member, word, $"{word}{word}\n\n```\n{word} {word}\n```\n\n| a | b | c |\n|---|---|---|\n| {word} | {word} | {word} |\n\nhttps://long.example/{word}/{word}");
        await Acts.CommentAsync(member, word + word);
        foreach (var width in (int[])[390, 360, 320])
        {
            await member.Page.SetViewportSizeAsync(width, 640);
            await member.NotScrollSidewaysAsync();
        }
        await member.BeAccessibleAsync();
        await member.GoAsync("new?circle=all");
        await member.NotScrollSidewaysAsync();
    }
}
