using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class SettingsJourneys(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task The_chosen_theme_colours_every_page_whatever_the_device_asks_for()
    {
        var member = await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters));
        await member.GoAsync("settings/appearance");
        foreach (var (theme, paper) in (IEnumerable<(string, string)>)[("Dark", "rgb(14, 23, 20)"), ("Light", "rgb(251, 249, 244)")])
        {
            await member.Page.EmulateMediaAsync(new() { ColorScheme = theme == "Dark" ? ColorScheme.Light : ColorScheme.Dark });
            await member.Page.Locator($"input[name=Theme][value={theme}]").CheckAsync();
            await member.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
            await Expect(member.Page.Locator("main .note--ok")).ToHaveTextAsync("Saved.");
            await Expect(member.Page.Locator("html")).ToHaveCSSAsync("background-color", paper);
            await member.BeAccessibleAsync();
            await member.GoAsync("best");
            await Expect(member.Page.Locator("html")).ToHaveCSSAsync("background-color", paper);
            await member.GoAsync("settings/appearance");
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task On_a_phone_the_present_page_of_the_settings_is_in_sight(string lang)
    {
        var member = await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters), new Look(lang, Phone: true));
        await member.GoAsync("settings/two-factor");
        await Expect(member.Page.Locator(".settings-list [aria-current]")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Fact]
    public async Task The_home_opens_with_the_chosen_circle()
    {
        var member = await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters));
        await member.GoAsync("/en/");
        await Expect(member.Page.Locator(".seg [aria-current]")).ToHaveTextAsync("Sisters");
        await member.GoAsync("settings/reading");
        await member.Page.Locator("input[name=OpeningCircle][value='']").CheckAsync();
        await member.Page.Locator("input[name=Languages][value=tr]").CheckAsync();
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await Expect(member.Page.Locator("input[name=Languages][value=tr]")).ToBeCheckedAsync();
        await member.GoAsync("/en/");
        await Expect(member.Page.Locator(".seg [aria-current]")).ToHaveTextAsync("All");
    }

    [Fact]
    public async Task What_a_member_says_about_herself_is_on_her_page()
    {
        var handle = await Stage.NewMemberAsync(Circle.Sisters);
        var member = await MemberAsync(handle);
        await member.GoAsync("settings/profile");
        await member.Page.Locator("#About").FillAsync("I bind books, slowly.");
        await Expect(member.Page.Locator("#About-c")).ToContainTextAsync("21 / ");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "See your page" }).ClickAsync();
        await Expect(member.Page.Locator(".profile .prose")).ToHaveTextAsync("I bind books, slowly.");
    }

    [Fact]
    public async Task The_language_of_the_forum_changes_and_keeps_the_page()
    {
        var member = await MemberAsync("yusuf");
        await member.GoAsync("settings/reading");
        await member.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "العربية" }).ClickAsync();
        await Expect(member.Page).ToHaveURLAsync(Forum.Address + "/ar/settings/reading");
        await Expect(member.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
    }

    [Fact]
    public async Task A_member_follows_another_reads_the_following_feed_and_unfollows()
    {
        var member = await MemberAsync(await Stage.NewMemberAsync(Circle.Brothers));
        await member.GoAsync("following");
        await Expect(member.Page.GetByRole(AriaRole.Heading, new() { Name = "You follow no one yet" })).ToBeVisibleAsync();
        await member.GoAsync("u/idris");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Follow" }).ClickAsync();
        await Expect(member.Page.GetByRole(AriaRole.Button, new() { Name = "Unfollow" })).ToBeVisibleAsync();
        await member.Page.Locator(".side").GetByRole(AriaRole.Link, new() { Name = "Following" }).ClickAsync();
        await Expect(member.Page.Locator("#feed > .row")).ToHaveCountAsync(2);
        Assert.All(await member.Page.Locator("#feed .meta bdi").AllInnerTextsAsync(), author => Assert.Equal("idris", author));
        await member.GoAsync("settings/following");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Unfollow idris" }).ClickAsync();
        await Expect(member.Page.Locator(".people")).ToHaveCountAsync(0);
        await member.GoAsync("following");
        await Expect(member.Page.Locator("#feed > .row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_new_password_works_from_then_on_and_the_wrong_one_is_said()
    {
        var handle = await Stage.NewMemberAsync(Circle.Brothers);
        var member = (await MemberAsync(handle)).Allow(400);
        await member.GoAsync("settings/password");
        await member.Page.Locator("#Current").FillAsync("not the password");
        await member.Page.Locator("#Password").FillAsync("quite another sentence");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(member.Page.Locator("#Current-e")).ToBeVisibleAsync();
        await member.Page.Locator("#Current").FillAsync(Acts.Password);
        await member.Page.Locator("#Password").FillAsync("quite another sentence");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await Acts.LogOutAsync(member);
        await Acts.LogInAsync(member, handle, "quite another sentence");
    }

    [Fact]
    public async Task With_two_step_log_in_a_code_or_a_recovery_code_is_needed_each_recovery_code_once()
    {
        var handle = await Stage.NewMemberAsync(Circle.Sisters);
        var member = (await MemberAsync(handle)).Allow(400);
        await member.GoAsync("settings/two-factor");
        await member.BeAccessibleAsync();
        var secret = await member.Page.Locator(".secret").InnerTextAsync();
        await member.Page.Locator("#Code").FillAsync("000000");
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(member.Page.Locator("#Code-e")).ToBeVisibleAsync();
        await member.Page.Locator("#Code").FillAsync(Totp.Now(secret));
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(member.Page.Locator(".codes li")).ToHaveCountAsync(10);
        await member.BeAccessibleAsync();
        var codes = await member.Page.Locator(".codes li").AllInnerTextsAsync();

        await Acts.LogOutAsync(member);
        await member.GoAsync("account/login");
        await Acts.GiveLogInAsync(member, handle);
        await Expect(member.Page.Locator("body")).Not.ToHaveAttributeAsync("data-member", "1");
        await member.BeAccessibleAsync();
        await member.Page.Locator("#Code").FillAsync(Totp.Now(secret));
        await member.Page.Locator("main button[type=submit]").ClickAsync();
        await Expect(member.Page.Locator("body")).ToHaveAttributeAsync("data-member", "1");

        foreach (var works in (bool[])[true, false])
        {
            await Acts.LogOutAsync(member);
            await member.GoAsync("account/login");
            await Acts.GiveLogInAsync(member, handle);
            await member.Page.GetByRole(AriaRole.Link, new() { Name = "Use a recovery code" }).ClickAsync();
            await member.Page.Locator("#Code").FillAsync(codes[0].ToLowerInvariant());
            await member.Page.Locator("main button[type=submit]").ClickAsync();
            await Expect(works ? member.Page.Locator("body[data-member='1']") : member.Page.Locator("#Code-e")).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task After_logging_out_the_members_pages_ask_to_log_in_and_lead_back()
    {
        var handle = await Stage.NewMemberAsync(Circle.Sisters);
        var member = await MemberAsync(handle);
        await Acts.LogOutAsync(member);
        await member.GoAsync("settings/appearance");
        await Expect(member.Page.Locator("#Login")).ToBeVisibleAsync();
        await Acts.GiveLogInAsync(member, handle);
        await Expect(member.Page).ToHaveURLAsync(Forum.Address + "/en/settings/appearance");
    }
}
