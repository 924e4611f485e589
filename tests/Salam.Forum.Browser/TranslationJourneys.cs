using System.Text.RegularExpressions;
using Salam.Forum.Browser.Hosting;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Browser;

/// <summary>Words in the reader's own language, by a real engine: English in Spanish.</summary>
public sealed class TranslationJourneys(TranslatingStage stage) : Journey(stage), IClassFixture<TranslatingStage>
{
    private const string Post = "p/x-32", Other = "p/x-36";

    [Theory]
    [InlineData("wide")]
    [InlineData("phone")]
    public async Task A_guest_sees_a_translation_arrive_and_opens_the_words_as_written(string size)
    {
        var guest = await GuestAsync(Look.Of("es", "light", size));
        await guest.GoAsync(size == "wide" ? Post : Other);
        var title = guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        // It comes while the page is open.
        await Expect(title).ToHaveAttributeAsync("lang", "es");
        var original = guest.Page.Locator(".post > details.orig");
        await Expect(original.Locator("summary")).ToHaveTextAsync("Traducido de: English · Ver el original");
        await Expect(original.Locator(".orig-title")).ToBeHiddenAsync();
        await guest.BeAccessibleAsync();
        await original.Locator("summary").ClickAsync();
        await Expect(original.Locator(".orig-title")).ToBeVisibleAsync();
        await Expect(original.Locator("> div")).ToHaveAttributeAsync("lang", "en");
        await guest.BeAccessibleAsync();
        await guest.NotScrollSidewaysAsync();
        await original.Locator("summary").ClickAsync();
        await Expect(original.Locator(".orig-title")).ToBeHiddenAsync();
        Assert.False(string.Equals(await title.TextContentAsync(), await original.Locator(".orig-title").TextContentAsync(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_the_translation_is_there_when_the_page_is_opened_again()
    {
        var guest = await GuestAsync(new Look("es", Script: false));
        var title = guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        for (var turn = 0; turn < 60; turn++)
        {
            // Pages are kept for guests for some seconds; another order is another page.
            await guest.GoAsync("p/x-27?sort=" + (turn % 3) switch { 0 => "best", 1 => "new", _ => "old" });
            if (await title.GetAttributeAsync("lang") == "es")
                break;
            await Expect(guest.Page.Locator(".post > .orig")).ToHaveTextAsync("Traducción en curso …");
            await Task.Delay(1_000);
        }
        await Expect(title).ToHaveAttributeAsync("lang", "es");
        await guest.Page.Locator(".post > details.orig > summary").ClickAsync();
        await Expect(guest.Page.Locator(".post > details.orig .orig-title")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_member_who_wants_a_language_never_translated_reads_it_as_it_was_written()
    {
        var member = await MemberAsync(await Stage.NewMemberAsync(Salam.Forum.Audiences.Circle.Sisters), new Look("es"));
        await member.GoAsync("settings/reading");
        await member.Page.Locator("input[name=Languages][value=es]").CheckAsync();
        await member.Page.Locator("input[name=Languages][value=en]").UncheckAsync();
        await SaveAsync(member);
        await member.GoAsync(Post);
        await Expect(member.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveAttributeAsync("lang", "es");
        await member.GoAsync("settings/reading");
        await member.Page.Locator("select[name='Wishes[en]']").SelectOptionAsync("Never");
        await member.BeAccessibleAsync();
        await SaveAsync(member);
        await member.GoAsync(Post);
        await Expect(member.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveAttributeAsync("lang", "en");
        await Expect(member.Page.Locator(".orig")).ToHaveCountAsync(0);
    }

    private static async Task SaveAsync(Visit member)
    {
        await member.Page.Locator("main form.section button[type=submit]").First.ClickAsync();
        await Expect(member.Page).ToHaveURLAsync(new Regex("saved=1", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }
}
