using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class AppealJourneys(Stage stage) : Journey(stage)
{
    [Theory]
    [InlineData("en", "wide")]
    [InlineData("ar", "phone")]
    public async Task Three_report_a_moderator_removes_by_keyboard_the_author_reads_why_and_appeals_and_another_moderator_gives_it_back(string lang, string size)
    {
        var look = Look.Of(lang, "light", size);
        var (handle, second) = (await Stage.NewMemberAsync(Circle.Sisters), await Stage.NewMemberAsync(Circle.Sisters));
        var title = $"A recipe that was misread ({lang})";
        var writer = await MemberAsync(handle);
        var post = await Acts.PostAsync(writer, title, "Stir it for an hour, and be patient.");
        await Stage.Desk.AppointAsync(second);
        var guest = (await GuestAsync(look)).Allow(404);
        foreach (var circle in new[] { Circle.Sisters, Circle.Brothers, Circle.Brothers })
        {
            Assert.Equal(200, (await guest.GoAsync($"p/p-{post}"))!.Status);
            await Acts.ReportAsync(await MemberAsync(await Acts.OldMemberAsync(Stage, circle)), $"post/{post}", "Spam");
        }
        Assert.Equal(404, (await guest.GoAsync($"p/p-{post}"))!.Status);
        await writer.GoAsync($"p/p-{post}");
        await Expect(writer.Page.Locator("main .standing")).ToBeVisibleAsync();
        await RemoveByKeyboardAsync(lang, title, "It reads like an advertisement.");
        Assert.Equal(404, (await guest.GoAsync($"p/p-{post}"))!.Status);

        var author = await GuestAsync(look);
        await Acts.LogInAsync(author, handle);
        await author.GoAsync("best");
        await author.UnrollAsync();
        await author.BeAccessibleAsync();
        await author.RollAsync();
        await author.Page.Locator(".told a").ClickAsync();
        var notice = author.Page.Locator("#list > li").First;
        await Expect(notice).ToContainTextAsync(title);
        await Expect(notice).ToContainTextAsync("It reads like an advertisement.");
        await Expect(author.Page.Locator(".told")).ToHaveCountAsync(0);
        await author.BeAccessibleAsync();
        await author.NotScrollSidewaysAsync();
        await notice.Locator(".btn").ClickAsync();
        await author.Page.Locator("#Words").FillAsync("It is my grandmother's soup, and nobody sells it.");
        await author.UnrollAsync();
        await author.BeAccessibleAsync();
        await author.RollAsync();
        await author.Page.Locator("main .btn--main").ClickAsync();
        await Expect(author.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await Expect(author.Page.Locator("#list > li .btn")).ToHaveCountAsync(0);

        var moderator = await GuestAsync(look);
        await Acts.LogInAsync(moderator, second);
        await moderator.GoAsync("moderation/appeals");
        var appeal = moderator.Page.Locator("#list > li", new() { HasText = "my grandmother's soup" });
        await Expect(appeal).ToContainTextAsync("Stir it for an hour");
        await moderator.BeAccessibleAsync();
        await moderator.NotScrollSidewaysAsync();
        await appeal.Locator("textarea").FillAsync("It is a recipe indeed. Forgive us.");
        await appeal.Locator("button[value=true]").ClickAsync();
        await Expect(moderator.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await Expect(moderator.Page.Locator("#list > li", new() { HasText = "my grandmother's soup" })).ToHaveCountAsync(0);

        Assert.Equal(200, (await guest.GoAsync($"p/p-{post}"))!.Status);
        await Expect(guest.Page.Locator("h1.post-title")).ToHaveTextAsync(title);
        await author.GoAsync("settings/notices");
        await Expect(author.Page.Locator("#list > li").First).ToContainTextAsync("It is a recipe indeed. Forgive us.");
    }

    /// <summary>From the queue to the removed post with no other key than a moderator at her desk presses.</summary>
    private async Task RemoveByKeyboardAsync(string lang, string title, string words)
    {
        var moderator = await MemberAsync(Sights.Moderator, new Look(lang));
        var (keyboard, thing) = (moderator.Page.Keyboard, moderator.Page.Locator(".case-thing", new() { HasText = title }));
        await moderator.GoAsync("moderation?rule=Spam");
        await Acts.WalkToCaseAsync(moderator, thing);
        await keyboard.PressAsync("r");
        // The reason that most reports gave is chosen already.
        await Expect(moderator.Page.Locator("#Removed-Rule")).ToBeFocusedAsync();
        await Expect(moderator.Page.Locator("#Removed-Rule")).ToHaveValueAsync("Spam");
        await keyboard.PressAsync("Tab");
        await keyboard.TypeAsync(words);
        await keyboard.PressAsync("Tab");
        await keyboard.PressAsync("Enter");
        await Expect(moderator.Page.Locator("#did")).ToBeVisibleAsync();
        await Expect(thing).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_member_takes_her_data_and_leaves_with_her_words()
    {
        var handle = await Stage.NewMemberAsync(Circle.Sisters);
        var member = await MemberAsync(handle);
        var post = await Acts.PostAsync(member, "A title that goes with its author", "And its words.");
        await member.GoAsync("settings/data");
        var file = await member.Page.RunAndWaitForDownloadAsync(() => member.Page.Locator("main .btn--main").ClickAsync());
        Assert.Contains("A title that goes with its author", await File.ReadAllTextAsync(await file.PathAsync()), StringComparison.Ordinal);
        await member.Page.Locator("main .section .btn").Last.ClickAsync();
        await member.Page.Locator("input[name=KeepWords][value=false]").CheckAsync();
        await member.Page.Locator("#Password").FillAsync(Acts.Password);
        await member.BeAccessibleAsync();
        await member.Page.Locator("main .btn--bad").ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToContainTextAsync("Fi amanillah");
        await Expect(member.Page.Locator("body")).Not.ToHaveAttributeAsync("data-member", "1");
        member.Allow(404);
        Assert.Equal(404, (await member.GoAsync($"u/{handle}"))!.Status);
        Assert.Equal(404, (await member.GoAsync($"p/p-{post}"))!.Status);
    }
}
