using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class SearchJourneys(Stage stage) : Journey(stage)
{
    private const string Title = "فَضْلُ صَلَاةِ الضُّحَى لمن نام عنها";

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task An_arabic_word_is_found_without_its_harakat(bool script, bool phone)
    {
        var author = await MemberAsync("maryam");
        await Acts.PostAsync(author, Title, "A body of words.");
        var guest = await GuestAsync(new Look(Lang: "ar", Phone: phone, Script: script));
        await guest.GoAsync("best");
        if (phone)
            await guest.Page.Locator(".tool--find").ClickAsync();
        var field = guest.Page.Locator(phone ? "#q" : "#find");
        await field.FillAsync("صلاة الضحى");
        await field.PressAsync("Enter");
        await Expect(guest.Page.Locator(".row h2").First).ToHaveTextAsync(Title);
        await Expect(guest.Page.Locator(".row h2 mark").First).ToBeVisibleAsync();
        // Axe is a script itself.
        if (script)
            await guest.BeAccessibleAsync();
        await guest.Page.Locator(".row h2 a").First.ClickAsync();
        await Expect(guest.Page.Locator("h1.post-title")).ToHaveTextAsync(Title);
    }

    [Fact]
    public async Task A_stroke_of_the_slash_leads_to_the_field_and_members_are_found_there_too()
    {
        var member = await MemberAsync("yusuf");
        await member.GoAsync("best");
        await member.Page.Keyboard.PressAsync("/");
        await Expect(member.Page.Locator("#find")).ToBeFocusedAsync();
        await member.Page.Keyboard.TypeAsync("khad");
        await member.Page.Keyboard.PressAsync("Enter");
        await member.Page.Locator("main .tabs a").Nth(1).ClickAsync();
        await Expect(member.Page.Locator(".people bdi").First).ToHaveTextAsync("khadija");
        await member.BeAccessibleAsync();
    }
}
