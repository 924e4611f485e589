using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class KeyboardJourneys(Stage stage) : Journey(stage)
{
    /// <summary>What has the focus: its words, whether it shows it, and whether it can be seen.</summary>
    private const string Focus = """
        () => {
          const here = document.activeElement;
          const ring = (e, part) => { const s = getComputedStyle(e, part); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
          const shown = [here, here.closest('label')].some((e) => e && (ring(e) || ring(e, '::after')));
          const box = (here.closest('.kinds label, .pick') || here).getBoundingClientRect();
          const [x, y] = [box.left + Math.min(box.width / 2, 200), box.top + Math.min(box.height / 2, 20)];
          const top = document.elementFromPoint(x, y);
          const seen = !!top && (here.contains(top) || top.contains(here) && !top.closest('.top, .bottom') || here.tagName === 'SUMMARY');
          return JSON.stringify({ name: (here.getAttribute('aria-label') || here.innerText || here.name || here.tagName).trim().slice(0, 60), shown, seen, inMain: !!here.closest('main'), body: here === document.body });
        }
        """;

    private sealed record Focused(string Name, bool Shown, bool Seen, bool InMain, bool Body);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_the_keyboard_alone_a_guest_skips_to_the_feed_and_opens_a_post(bool phone)
    {
        var guest = await GuestAsync(new Look(Phone: phone));
        await guest.GoAsync("best");
        Assert.Equal("Skip to content", (await TabAsync(guest)).Name);
        await guest.Page.Keyboard.PressAsync("Enter");
        await Expect(guest.Page).ToHaveURLAsync(Forum.Address + "/en/best#main");
        var title = await guest.Page.Locator(".row>h2 a").First.InnerTextAsync();
        for (var step = 0; (await TabAsync(guest)) is var here && !title.StartsWith(here.Name, StringComparison.Ordinal); step++)
        {
            Assert.True(here.InMain, $"The skip link led to {here.Name}");
            Assert.True(step < 5, "The first post is not among the first steps.");
        }
        await guest.Page.Keyboard.PressAsync("Enter");
        await Expect(guest.Page.Locator("h1.post-title")).ToHaveTextAsync(title);
    }

    [Theory]
    [InlineData("best", 60)]
    [InlineData("p/x-36", 80)]
    [InlineData("submit", 60)]
    [InlineData("settings/reading", 70)]
    public async Task Wherever_the_focus_goes_it_can_be_seen(string path, int steps)
    {
        var member = await MemberAsync("maryam");
        await member.GoAsync(path);
        for (var step = 0; step < steps; step++)
        {
            if ((await TabAsync(member)).Body)
                break;
        }
    }

    [Fact]
    public async Task With_the_keyboard_alone_a_member_writes_a_post()
    {
        var member = await MemberAsync("yusuf");
        await member.GoAsync("best");
        await member.Page.Keyboard.PressAsync("n");
        await Expect(member.Page).ToHaveURLAsync(Forum.Address + "/en/submit");
        await TabToAsync(member, "Title");
        await member.Page.Keyboard.TypeAsync("Typed without a mouse");
        await TabToAsync(member, "Body");
        await member.Page.Keyboard.TypeAsync("From key to key: n, j and k are only letters here.");
        await TabToAsync(member, "Publish");
        await member.Page.Keyboard.PressAsync("Enter");
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("Typed without a mouse");
    }

    [Fact]
    public async Task J_and_k_walk_through_the_feed_a_and_z_vote_o_opens_and_r_answers()
    {
        var author = await MemberAsync("maryam");
        var ids = new List<long>();
        foreach (var title in (string[])["Walked to by keys, below", "Walked to by keys, above"])
            ids.Insert(0, await Acts.PostAsync(author, title, "Keys."));
        await Acts.CommentAsync(author, "A comment to be answered by key");

        var member = await MemberAsync("khadija");
        await member.GoAsync("new?circle=all");
        var above = await member.Page.Locator("#feed > .row").First.GetAttributeAsync("id");
        await member.Page.Keyboard.PressAsync("j");
        await Expect(member.Page.Locator("#" + above)).ToBeFocusedAsync();
        for (var step = 0; step < 30 && await member.Page.EvaluateAsync<string>("() => document.activeElement.id") != "p" + ids[0]; step++)
            await member.Page.Keyboard.PressAsync("j");
        await member.Page.Keyboard.PressAsync("j");
        await Expect(member.Page.Locator("#p" + ids[1])).ToBeFocusedAsync();
        await member.Page.Keyboard.PressAsync("k");
        await Expect(member.Page.Locator("#p" + ids[0])).ToBeFocusedAsync();
        await member.Page.Keyboard.PressAsync("a");
        await Expect(member.Page.Locator($"#p{ids[0]} .up")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(member.Page.Locator($"#p{ids[0]} .vote[data-busy]")).ToHaveCountAsync(0);
        await member.Page.Keyboard.PressAsync("z");
        await Expect(member.Page.Locator($"#p{ids[0]} .down")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(member.Page.Locator($"#p{ids[0]} .score")).ToHaveTextAsync("\u22121");
        await member.Page.Keyboard.PressAsync("o");
        await Expect(member.Page.Locator("h1.post-title")).ToHaveTextAsync("Walked to by keys, above");
        await member.Page.Keyboard.PressAsync("j");
        await member.Page.Keyboard.PressAsync("r");
        await Expect(member.Page.Locator("#thread form.reply textarea")).ToBeFocusedAsync();
        await member.Page.Keyboard.TypeAsync("jazak Allahu khayran, answered by key");
        await Expect(member.Page.Locator("#thread form.reply textarea")).ToHaveValueAsync("jazak Allahu khayran, answered by key");
    }

    [Fact]
    public async Task Keys_that_are_turned_off_are_only_letters()
    {
        var member = await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters));
        await member.GoAsync("settings/appearance");
        await member.Page.Locator("input[name=Keys][value=false]").CheckAsync();
        await member.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToHaveTextAsync("Saved.");
        await member.BeAccessibleAsync();
        await member.GoAsync("best");
        foreach (var key in (string[])["j", "a", "o", "n"])
            await member.Page.Keyboard.PressAsync(key);
        await Expect(member.Page).ToHaveURLAsync(Forum.Address + "/en/best");
        await Expect(member.Page.Locator("body")).ToBeFocusedAsync();
        await Expect(member.Page.Locator("#feed [aria-pressed=true]")).ToHaveCountAsync(0);
    }

    private static async Task TabToAsync(Visit visit, string name)
    {
        for (var step = 0; step < 40; step++)
        {
            if ((await TabAsync(visit)).Name == name)
                return;
        }
        Assert.Fail($"The focus never came to {name}.");
    }

    /// <summary>One step on; what has the focus must show it, and must not be hidden under a bar.</summary>
    private static async Task<Focused> TabAsync(Visit visit)
    {
        await visit.Page.Keyboard.PressAsync("Tab");
        var here = System.Text.Json.JsonSerializer.Deserialize<Focused>(await visit.Page.EvaluateAsync<string>(Focus), System.Text.Json.JsonSerializerOptions.Web)!;
        if (!here.Body && !here.Shown)
            visit.Note($"the focus is on “{here.Name}” and does not show");
        if (!here.Body && !here.Seen)
            visit.Note($"the focus is on “{here.Name}”, out of sight");
        return here;
    }
}
