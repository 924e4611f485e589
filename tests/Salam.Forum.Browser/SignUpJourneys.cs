using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class SignUpJourneys(Stage stage) : Journey(stage)
{
    [Theory]
    [InlineData("en", "sumayya_en")]
    [InlineData("ar", "سمية")]
    public async Task A_newcomer_signs_up_confirms_her_address_logs_in_and_writes_her_first_post(string lang, string handle)
    {
        var newcomer = await GuestAsync(new Look(lang));
        await newcomer.GoAsync("best");
        await newcomer.Page.Locator(".top .top-join").ClickAsync();
        await newcomer.Page.Locator("#Handle").FillAsync(handle);
        await newcomer.Page.Locator("#Email").FillAsync($"first-{lang}@tests.example");
        await newcomer.Page.Locator("#Password").FillAsync(Acts.Password);
        await newcomer.Page.Locator("input[name=Circle][value=Sisters]").CheckAsync();
        await newcomer.Page.Locator("#Consent").CheckAsync();
        await newcomer.BeAccessibleAsync();
        await newcomer.Page.Locator("main .btn--main[type=submit]").ClickAsync();
        await Expect(newcomer.Page).ToHaveURLAsync($"{Forum.Address}/{lang}/account/signed-up");
        await newcomer.BeAccessibleAsync();

        var mail = await Forum.MailAsync($"first-{lang}@tests.example");
        Assert.Contains($"Language: {lang}\n", mail, StringComparison.Ordinal);
        await newcomer.Page.GotoAsync(Forum.LinkIn(mail));
        await newcomer.BeAccessibleAsync();
        await newcomer.Page.Locator("main .btn--main[type=submit]").ClickAsync();
        await Expect(newcomer.Page.Locator("main .note--ok")).ToBeVisibleAsync();

        await Acts.GiveLogInAsync(newcomer, handle);
        await Expect(newcomer.Page.Locator("body")).ToHaveAttributeAsync("data-member", "1");
        await newcomer.Page.Locator(".side .btn--main").Or(newcomer.Page.Locator(".bottom-write")).First.ClickAsync();
        await newcomer.Page.Locator("#Title").FillAsync($"My very first words here, {lang}");
        await newcomer.Page.Locator("#Body").FillAsync("As-salamu alaykum, everybody.");
        await Acts.PublishAsync(newcomer);
        await Expect(newcomer.Page.Locator("h1.post-title")).ToHaveTextAsync($"My very first words here, {lang}");
        await Expect(newcomer.Page.Locator(".post > .meta bdi")).ToHaveTextAsync(handle);
    }

    [Fact]
    public async Task What_is_wrong_with_a_sign_up_is_said_above_the_form_and_beside_each_field()
    {
        var newcomer = (await GuestAsync()).Allow(400);
        await newcomer.GoAsync("account/signup");
        await newcomer.Page.Locator("#Handle").FillAsync("a");
        await newcomer.Page.Locator("main .btn--main[type=submit]").ClickAsync();
        await Expect(newcomer.Page.Locator("#errors")).ToBeFocusedAsync();
        await Expect(newcomer.Page.Locator("#Handle-e")).ToBeVisibleAsync();
        await Expect(newcomer.Page.Locator("#Handle")).ToHaveValueAsync("a");
        await newcomer.BeAccessibleAsync();
        await newcomer.Page.Locator("#errors a").First.ClickAsync();
        await Expect(newcomer.Page.Locator("#Handle")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_unconfirmed_address_gets_another_mail_at_log_in_and_nothing_else()
    {
        var newcomer = (await GuestAsync()).Allow(400);
        await Acts.SignUpAsync(newcomer, "unconfirmed_one", Circle.Brothers);
        await Forum.MailAsync(Acts.Email("unconfirmed_one"));
        await newcomer.GoAsync("account/login");
        await Acts.GiveLogInAsync(newcomer, "unconfirmed_one");
        await Expect(newcomer.Page.Locator("#Login-e")).ToBeVisibleAsync();
        await Expect(newcomer.Page.Locator("body")).Not.ToHaveAttributeAsync("data-member", "1");
        await Acts.ConfirmAsync(newcomer, Forum.LinkIn(await Forum.MailAsync(Acts.Email("unconfirmed_one"), after: 1)));
    }

    [Fact]
    public async Task An_address_that_has_an_account_is_told_by_mail_and_never_on_the_page()
    {
        var handle = await Stage.NewMemberAsync(Circle.Sisters);
        var before = Forum.Mails(Acts.Email(handle)).Count;
        var other = await GuestAsync();
        await other.GoAsync("account/signup");
        await other.Page.Locator("#Handle").FillAsync("somebody_else");
        await other.Page.Locator("#Email").FillAsync(Acts.Email(handle));
        await other.Page.Locator("#Password").FillAsync(Acts.Password);
        await other.Page.Locator("input[name=Circle][value=Sisters]").CheckAsync();
        await other.Page.Locator("#Consent").CheckAsync();
        await other.Page.Locator("main .btn--main[type=submit]").ClickAsync();
        await Expect(other.Page).ToHaveURLAsync(Forum.Address + "/en/account/signed-up");
        Assert.Contains("You have an account", await Forum.MailAsync(Acts.Email(handle), before), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_the_link_in_a_mail()
    {
        var handle = await Stage.NewMemberAsync(Circle.Brothers);
        var known = Forum.Mails(Acts.Email(handle)).Count;
        var member = (await GuestAsync()).Allow(400);
        await member.GoAsync("account/login");
        await member.Page.GetByRole(AriaRole.Link, new() { Name = "Forgotten?" }).ClickAsync();
        await member.Page.Locator("#Email").FillAsync(Acts.Email(handle));
        await member.Page.Locator("main .btn--main").ClickAsync();
        await Expect(member.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Check your mail");
        await member.Page.GotoAsync(Forum.LinkIn(await Forum.MailAsync(Acts.Email(handle), known)));
        await member.BeAccessibleAsync();
        await member.Page.Locator("#Password").FillAsync("another sentence for the tests");
        await member.Page.Locator("main .btn--main").ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await Acts.GiveLogInAsync(member, handle);
        await Expect(member.Page.Locator("#Login-e")).ToBeVisibleAsync();
        await Acts.LogInAsync(member, handle, "another sentence for the tests");
    }
}
