using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class ModerationJourneys(Stage stage) : Journey(stage)
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Three_members_report_a_post_it_is_held_and_a_moderator_clears_it_by_keyboard_alone(string lang)
    {
        var author = await Stage.NewMemberAsync(Circle.Sisters);
        var writer = (await MemberAsync(author)).Allow(404);
        var id = await Acts.PostAsync(writer, $"A post that three members report ({lang})", "Nothing is wrong with it.");
        foreach (var reporter in new[] { await Acts.OldMemberAsync(Stage, Circle.Sisters), await Acts.OldMemberAsync(Stage, Circle.Brothers), await Acts.OldMemberAsync(Stage, Circle.Brothers) })
        {
            var member = await MemberAsync(reporter, new Look(lang, Phone: true));
            await member.GoAsync($"p/x-{id}");
            await member.Page.Locator($".post-acts a[href$='/report/post/{id}']").ClickAsync();
            await member.UnrollAsync();
            await member.BeAccessibleAsync();
            await member.RollAsync();
            await member.Page.Locator("input[name=Rule][value=Backbiting]").CheckAsync();
            await member.Page.Locator("form:has(#Rule) button[type=submit]").ClickAsync();
            await Expect(member.Page.Locator("main .message h1")).ToBeVisibleAsync();
            await member.BeAccessibleAsync();
        }
        var guest = (await GuestAsync()).Allow(404);
        Assert.Equal(404, (await guest.GoAsync($"p/x-{id}"))!.Status);

        var moderator = await MemberAsync("khadija", new Look(lang));
        await moderator.GoAsync("moderation?rule=Backbiting");
        await moderator.BeAccessibleAsync();
        var keyboard = moderator.Page.Keyboard;
        await Acts.WalkToCaseAsync(moderator, moderator.Page.Locator(".case-thing", new() { HasText = $"three members report ({lang})" }));
        await Expect(moderator.Page.Locator(".case-thing .tag")).ToBeVisibleAsync();
        await moderator.BeAccessibleAsync();

        await keyboard.PressAsync("r");
        await Expect(moderator.Page.Locator("#Removed-Rule")).ToBeFocusedAsync();
        // In a field letters are letters, and Escape leads out again.
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync("a just word");
        await Expect(moderator.Page.Locator("#Removed-Words")).ToHaveValueAsync("a just word");
        await moderator.BeAccessibleAsync();
        await keyboard.PressAsync("Escape");

        // What tells the author is sent from a form, never by one letter.
        await keyboard.PressAsync("l");
        await Expect(moderator.Page.Locator("#CommentsLocked-Words")).ToBeFocusedAsync();
        await Expect(moderator.Page.Locator("#did")).ToHaveCountAsync(0);
        await keyboard.PressAsync("Escape");

        await keyboard.PressAsync("Shift+?");
        await Expect(moderator.Page.Locator("#keys-help")).ToBeVisibleAsync();
        await Expect(moderator.Page.Locator("#keys-close")).ToBeFocusedAsync();
        await moderator.BeAccessibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(moderator.Page.Locator("#keys-help")).ToBeHiddenAsync();

        await keyboard.PressAsync("a");
        await Expect(moderator.Page.Locator("#did")).ToBeVisibleAsync();
        await Expect(moderator.Page.Locator("#said")).Not.ToBeEmptyAsync();
        Assert.True(await moderator.Page.EvaluateAsync<bool>("() => document.querySelector('.did').getBoundingClientRect().top >= document.querySelector('.top').getBoundingClientRect().bottom"));
        await moderator.BeAccessibleAsync();
        Assert.Equal(200, (await guest.GoAsync($"p/x-{id}"))!.Status);

        await keyboard.PressAsync("u");
        await Expect(moderator.Page.Locator(".case-thing", new() { HasText = $"three members report ({lang})" })).ToBeVisibleAsync();
        Assert.Equal(404, (await guest.GoAsync($"p/x-{id}"))!.Status);
        await keyboard.PressAsync("a");
        await Expect(moderator.Page.Locator(".case-thing", new() { HasText = $"three members report ({lang})" })).ToHaveCountAsync(0);
        Assert.Equal(200, (await guest.GoAsync($"p/x-{id}"))!.Status);
    }

    [Fact]
    public async Task A_decision_in_a_form_goes_without_reload_says_what_is_wrong_and_asks_before_what_weighs_heavily()
    {
        var spammer = await Stage.NewMemberAsync(Circle.Sisters);
        var id = await Acts.PostAsync(await MemberAsync(spammer), "Buy my course, all of you sisters", "Buy, buy, buy.");
        await Acts.ReportAsync(await MemberAsync("maryam"), $"post/{id}", "Spam");
        var moderator = (await MemberAsync("khadija")).Allow(400);
        await moderator.GoAsync("moderation");
        await moderator.Page.EvaluateAsync("() => { window.stayed = true; }");
        await moderator.Page.Locator(".q", new() { HasText = "Buy my course" }).ClickAsync();
        await Expect(moderator.Page.Locator(".case-thing")).ToContainTextAsync("Buy, buy, buy.");
        await moderator.Page.Keyboard.PressAsync("w");
        await moderator.Page.Locator("details.act[open] button").ClickAsync();
        await Expect(moderator.Page.Locator("#errors")).ToBeFocusedAsync();
        await Expect(moderator.Page.Locator("#Warned-Words-e")).ToBeVisibleAsync();
        await moderator.BeAccessibleAsync();
        var everything = moderator.Page.Locator("details.act:has(#EverythingRemoved-Rule)");
        await everything.Locator("summary").ClickAsync();
        await everything.Locator("button").ClickAsync();
        await Expect(moderator.Page.Locator(".case-ask")).ToContainTextAsync(spammer);
        await Expect(moderator.Page.Locator(".case-ask")).ToBeFocusedAsync();
        await moderator.BeAccessibleAsync();
        await moderator.Page.Locator(".case-ask .btn--bad").ClickAsync();
        await Expect(moderator.Page.Locator("#did")).ToHaveTextAsync("Everything removed.");
        await moderator.Page.Locator(".did button").ClickAsync();
        await Expect(moderator.Page.Locator(".case-thing")).ToContainTextAsync("Buy, buy, buy.");
        Assert.True(await moderator.Page.EvaluateAsync<bool>("() => window.stayed === true"));
    }

    [Fact]
    public async Task Without_script_a_moderator_narrows_the_queue_decides_and_undoes()
    {
        var author = await Stage.NewMemberAsync(Circle.Sisters);
        var id = await Acts.PostAsync(await MemberAsync(author), "A post to be taken away without script", "Words.");
        await Acts.ReportAsync(await MemberAsync("maryam"), $"post/{id}", "FabricatedHadith");
        var moderator = await MemberAsync("khadija", new Look(Phone: true, Script: false));
        await moderator.GoAsync("moderation");
        await moderator.Page.Locator(".desk-filter summary").ClickAsync();
        await moderator.Page.Locator("#f-rule").SelectOptionAsync("FabricatedHadith");
        await moderator.Page.Locator(".desk-filter button").ClickAsync();
        await moderator.Page.Locator(".q", new() { HasText = "taken away without script" }).ClickAsync();
        await moderator.Page.Locator("summary[data-key=r]").ClickAsync();
        await Expect(moderator.Page.Locator("#Removed-Rule")).ToHaveValueAsync("FabricatedHadith");
        await moderator.Page.Locator("details.act[open] button").ClickAsync();
        await Expect(moderator.Page.Locator("#did")).ToHaveTextAsync("Removed.");
        await moderator.Page.Locator(".did button").ClickAsync();
        await Expect(moderator.Page.Locator(".case-thing")).ToBeVisibleAsync();
    }
}
