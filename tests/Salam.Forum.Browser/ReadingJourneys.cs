using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Reading.Name)]
public sealed class ReadingJourneys(Stage stage) : Journey(stage)
{
    private const string LongTalk = "Which one small sunnah quietly changed your day?";

    [Fact]
    public async Task A_guest_reads_the_feed_and_then_a_post_with_its_threads()
    {
        var guest = await GuestAsync();
        await guest.GoAsync("/");
        await Expect(guest.Page).ToHaveURLAsync(Forum.Address + "/en/");
        await Expect(guest.Page.Locator("#feed > .row")).ToHaveCountAsync(25);
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = LongTalk }).First.ClickAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(LongTalk);
        await Expect(guest.Page.Locator("#comments h2")).ToHaveTextAsync("31 comments");
        await Expect(guest.Page.Locator("#thread .thread .comment").First).ToBeVisibleAsync();
        await Expect(guest.Page.GetByText("only sisters may comment here")).ToBeVisibleAsync();
        await Expect(guest.Page.Locator("main textarea")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_thread_folds_and_unfolds()
    {
        var guest = await GuestAsync();
        await OpenLongTalkAsync(guest);
        var comment = guest.Page.Locator("#thread > .comment:has(.thread)").First;
        await comment.Locator("> details > summary").FocusAsync();
        await guest.Page.Keyboard.PressAsync("Enter");
        await Expect(comment.Locator(".c-main").First).ToBeHiddenAsync();
        await Expect(comment.Locator("> details > summary")).ToContainTextAsync("hidden");
        await guest.Page.Keyboard.PressAsync("Enter");
        await Expect(comment.Locator(".c-main").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Comments_change_their_order_and_one_thread_stands_alone()
    {
        var guest = await GuestAsync();
        await OpenLongTalkAsync(guest);
        var best = await guest.Page.Locator("#thread > .comment").First.GetAttributeAsync("id");
        await guest.Page.Locator(".talk-head").GetByRole(AriaRole.Link, new() { Name = "Old" }).ClickAsync();
        await Expect(guest.Page.Locator(".talk-head [aria-current]")).ToHaveTextAsync("Old");
        await Expect(guest.Page.Locator("#thread > .comment").First).Not.ToHaveIdAsync(best!);
        var own = guest.Page.Locator("#thread > .comment").First;
        var id = await own.GetAttributeAsync("id");
        await own.Locator(".c-foot").First.GetByRole(AriaRole.Link, new() { Name = "Link" }).ClickAsync();
        await Expect(guest.Page.Locator("#thread > .comment")).ToHaveCountAsync(1);
        await Expect(guest.Page.Locator(".is-target")).ToHaveIdAsync(id!);
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "See all 31 comments" }).ClickAsync();
        await Expect(guest.Page.Locator("#comments h2")).ToHaveTextAsync("31 comments");
    }

    [Fact]
    public async Task The_circle_of_a_feed_can_be_chosen_and_is_kept_from_feed_to_feed()
    {
        var guest = await GuestAsync();
        await guest.GoAsync("best");
        await guest.Page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = "Sisters" }).ClickAsync();
        await Expect(guest.Page).ToHaveURLAsync(Forum.Address + "/en/best?circle=sisters");
        await Expect(guest.Page.Locator("#feed .badge.bro")).ToHaveCountAsync(0);
        await Expect(guest.Page.Locator("#feed .badge.sis").First).ToBeVisibleAsync();
        await guest.Page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = "New" }).ClickAsync();
        await Expect(guest.Page).ToHaveURLAsync(Forum.Address + "/en/new?circle=sisters");
        await guest.Page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = "All" }).ClickAsync();
        await Expect(guest.Page.Locator("#feed .badge.bro").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Another_language_keeps_the_page_and_is_remembered()
    {
        var guest = await GuestAsync();
        await guest.GoAsync("top?period=year");
        await guest.Page.Locator(".top").GetByRole(AriaRole.Link, new() { Name = "Language of the forum" }).ClickAsync();
        await guest.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "العربية" }).ClickAsync();
        await Expect(guest.Page).ToHaveURLAsync(Forum.Address + "/ar/top?period=year");
        await Expect(guest.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await guest.GoAsync("/");
        await Expect(guest.Page).ToHaveURLAsync(Forum.Address + "/ar/");
    }

    [Fact]
    public async Task A_post_keeps_its_page_in_another_language()
    {
        var guest = await GuestAsync();
        await OpenLongTalkAsync(guest);
        await guest.Page.Locator(".top").GetByRole(AriaRole.Link, new() { Name = "Language of the forum" }).ClickAsync();
        await guest.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "العربية" }).ClickAsync();
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(LongTalk);
        await Expect(guest.Page.Locator("html")).ToHaveAttributeAsync("lang", "ar");
    }

    [Fact]
    public async Task The_end_of_a_feed_brings_more_posts_each_once()
    {
        var guest = await GuestAsync();
        await guest.GoAsync("new");
        await Expect(guest.Page.Locator("#feed > .row")).ToHaveCountAsync(25);
        await guest.Page.Mouse.MoveAsync(600, 500);
        await guest.Page.Mouse.WheelAsync(0, 20_000);
        await Expect(guest.Page.Locator("#feed > .row >> nth=25")).ToBeAttachedAsync();
        await Expect(guest.Page.Locator("#feed .more")).ToHaveCountAsync(0);
        var ids = await guest.Page.Locator("#feed > .row").EvaluateAllAsync<string[]>("rows => rows.map(row => row.id)");
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Without_script_a_link_leads_to_more_posts()
    {
        var guest = await GuestAsync(new Look(Script: false));
        await guest.GoAsync("new");
        var first = await guest.Page.Locator("#feed > .row").First.GetAttributeAsync("id");
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "More posts" }).ClickAsync();
        await Expect(guest.Page.Locator("#feed > .row").First).ToBeVisibleAsync();
        await Expect(guest.Page.Locator("#" + first)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_guest_who_follows_a_link_that_leads_nowhere_is_told_so()
    {
        var guest = (await GuestAsync()).Allow(404);
        foreach (var path in (string[])["p/nothing-999999", "u/nobody", "nowhere", "p/nothing-999999/c/1"])
        {
            await guest.GoAsync(path);
            await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("There is nothing at this address");
        }
    }

    private static async Task OpenLongTalkAsync(Visit visit)
    {
        await visit.GoAsync("top?period=all");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = LongTalk }).First.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(LongTalk);
    }
}
