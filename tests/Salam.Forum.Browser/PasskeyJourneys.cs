using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class PasskeyJourneys(Stage stage) : Journey(stage)
{
    /// <summary>Passkeys belong to a name, and an address of numbers has none.</summary>
    private string Named => Forum.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    [Theory]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    public async Task A_passkey_is_added_and_logs_in_without_password_and_code(string lang, bool phone)
    {
        var handle = $"sister_key_{lang}";
        await Stage.Desk.JoinAsync(handle, Circle.Sisters);
        var visit = (await GuestAtAsync(Named, new Look(lang, Phone: phone))).Allow(400);
        var (cdp, device) = await PlugInAsync(visit);
        await Acts.LogInAsync(visit, handle);
        await visit.GoAsync("settings/passkeys");
        await Expect(visit.Page.Locator("[data-without]")).ToBeHiddenAsync();
        await visit.BeAccessibleAsync();
        await visit.NotScrollSidewaysAsync();

        var add = visit.Page.Locator("main form[data-passkey] button[type=submit]");
        await visit.Page.Locator("#Password").FillAsync("not the password");
        await add.ClickAsync();
        await Expect(visit.Page.Locator("[data-trouble]")).ToBeVisibleAsync();
        await visit.BeAccessibleAsync();
        await visit.Page.Locator("#Name").FillAsync("My telephone");
        await visit.Page.Locator("#Password").FillAsync(Acts.Password);
        await add.ClickAsync();
        await Expect(visit.Page.Locator(".people h3")).ToHaveTextAsync("My telephone");
        await Expect(visit.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await visit.BeAccessibleAsync();
        await visit.NotScrollSidewaysAsync();

        await Acts.LogOutAsync(visit);
        await visit.GoAsync("account/login?next=%2F" + lang + "%2Fsettings%2Fsessions");
        await visit.BeAccessibleAsync();
        await visit.Page.Locator("[data-ask]").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync($"{Named}/{lang}/settings/sessions");
        await Expect(visit.Page.Locator(".people .mod")).ToHaveCountAsync(1);
        await visit.BeAccessibleAsync();
        await visit.NotScrollSidewaysAsync();

        // The phone is lost: what it would answer with is gone from here.
        await visit.GoAsync("settings/passkeys");
        await visit.Page.Locator(".people a[href$=remove]").ClickAsync();
        await visit.BeAccessibleAsync();
        await visit.Page.Locator("#Password").FillAsync(Acts.Password);
        await visit.Page.Locator("main .btn--bad").ClickAsync();
        await Expect(visit.Page.Locator(".people")).ToHaveCountAsync(0);
        await Acts.LogOutAsync(visit);
        await visit.GoAsync("account/login");
        await visit.Page.Locator("[data-ask]").ClickAsync();
        await Expect(visit.Page.Locator("[data-trouble]")).ToBeVisibleAsync();
        await cdp.SendAsync("WebAuthn.removeVirtualAuthenticator", new(StringComparer.Ordinal) { ["authenticatorId"] = device });
    }

    [Fact]
    public async Task Without_script_no_passkey_is_offered_and_the_settings_say_why()
    {
        var guest = await GuestAsync(new Look(Script: false));
        await guest.GoAsync("account/login");
        await Expect(guest.Page.Locator("[data-ask]")).ToBeHiddenAsync();
        var member = await MemberAsync(await Stage.NewMemberAsync(Circle.Brothers), new Look(Script: false));
        await member.GoAsync("settings/passkeys");
        await Expect(member.Page.Locator("[data-without]")).ToBeVisibleAsync();
        await Expect(member.Page.Locator("#Password")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_member_ends_her_session_in_another_browser()
    {
        var handle = await Stage.NewMemberAsync(Circle.Sisters);
        var (here, there) = (await GuestAsync(), await GuestAsync());
        await Acts.LogInAsync(here, handle);
        await Acts.LogInAsync(there, handle);
        await here.GoAsync("settings/sessions");
        await here.BeAccessibleAsync();
        var others = here.Page.Locator(".people form button");
        while (await others.CountAsync() is > 0 and var left)
        {
            await others.First.ClickAsync();
            await Expect(here.Page.Locator("main .note--ok")).ToBeVisibleAsync();
            await Expect(others).ToHaveCountAsync(left - 1);
        }
        await there.GoAsync("settings/profile");
        await Expect(there.Page.Locator("#Login")).ToBeVisibleAsync();
        await here.GoAsync("settings/profile");
        await Expect(here.Page.Locator("body")).ToHaveAttributeAsync("data-member", "1");
    }

    /// <summary>An authenticator of the browser's own, which verifies its user without asking.</summary>
    private static async Task<(ICDPSession Cdp, string Id)> PlugInAsync(Visit visit)
    {
        var cdp = await visit.Context.NewCDPSessionAsync(visit.Page);
        await cdp.SendAsync("WebAuthn.enable");
        var added = await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return (cdp, added!.Value.GetProperty("authenticatorId").GetString()!);
    }
}
