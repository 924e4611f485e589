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
        await Expect(original.Locator("summary")).ToHaveTextAsync("Traducido de: inglés · Ver el original");
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

    [Theory]
    [InlineData("wide")]
    [InlineData("phone")]
    public async Task A_guest_reads_in_Arabic_and_opens_the_English_words(string size)
    {
        var guest = await GuestAsync(Look.Of("ar", "dark", size));
        await guest.GoAsync(size == "wide" ? Post : Other);
        var title = guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(title).ToHaveAttributeAsync("lang", "ar");
        await Expect(guest.Page.Locator(".post")).ToHaveAttributeAsync("dir", "rtl");
        var original = guest.Page.Locator(".post > details.orig");
        await original.Locator("summary").ClickAsync();
        await Expect(original.Locator("> div")).ToHaveAttributeAsync("lang", "en");
        await Expect(original.Locator("> div")).ToHaveAttributeAsync("dir", "ltr");
        await Expect(original.Locator(".orig-title")).ToBeVisibleAsync();
        await guest.BeAccessibleAsync();
        await guest.NotScrollSidewaysAsync();
        await original.Locator("summary").ClickAsync();
        await Expect(original.Locator(".orig-title")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("ms", "id")]
    [InlineData("hi", "ur")]
    public async Task A_guest_reads_what_was_written_in_a_language_near_to_hers(string reads, string written)
    {
        var guest = await GuestAsync(new Look(reads));
        await guest.GoAsync($"/{written}/new");
        // Of all posts, one that was written in the language and stands in the feed as it was written.
        var href = await guest.Page.Locator($"#feed > .row:not(:has([lang])) h2 a").First.GetAttributeAsync("href");
        await guest.GoAsync($"/{reads}/p/x-{Acts.IdOf(Forum.Address + href)}");
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveAttributeAsync("lang", reads);
        await guest.Page.Locator(".post > details.orig > summary").ClickAsync();
        await Expect(guest.Page.Locator(".post > details.orig > div")).ToHaveAttributeAsync("lang", written);
        await guest.BeAccessibleAsync();
    }

    [Fact]
    public async Task What_a_reader_did_while_a_translation_was_under_way_stays()
    {
        var author = await MemberAsync(await Stage.NewMemberAsync(Salam.Forum.Audiences.Circle.Brothers));
        var post = await Acts.PostAsync(author, "Said in anger at the ferry", "You are stupid, I said to him.");
        await Acts.CommentAsync(author, "Never mind what I said that day.");
        ((TranslatingStage)Stage).Hold();
        var handle = await Stage.NewMemberAsync(Salam.Forum.Audiences.Circle.Brothers);
        var reader = await MemberAsync(handle, new Look("ar"));
        await reader.GoAsync("settings/reading");
        await reader.Page.Locator("input[name=Languages][value=ar]").CheckAsync();
        await reader.Page.Locator("input[name=Languages][value=en]").UncheckAsync();
        await SaveAsync(reader);
        await reader.GoAsync($"p/x-{post}");
        var box = reader.Page.Locator(".post-acts .vote");
        await reader.Page.Locator(".post > .fold > summary").ClickAsync();
        await Expect(reader.Page.Locator($"[data-under-way=p{post}]")).ToBeVisibleAsync();
        await box.Locator(".up").ClickAsync();
        await Expect(box.Locator(".up")).ToHaveAttributeAsync("aria-pressed", "true");
        // Where she holds still is no part of the post: what she has in hand is not drawn anew.
        await reader.Page.Locator("body").EvaluateAsync("() => document.activeElement.blur()");
        ((TranslatingStage)Stage).Answering.SetResult();
        await Expect(reader.Page.Locator(".post .post-title")).ToHaveAttributeAsync("lang", "ar");
        await Expect(reader.Page.Locator(".post .post-title")).ToBeVisibleAsync();
        await Expect(box.Locator(".up")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(box.Locator(".score")).ToHaveTextAsync("1");
        // And it still works.
        await box.Locator(".up").ClickAsync();
        await Expect(box.Locator(".score")).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task A_member_betters_a_translation_a_moderator_accepts_it_and_takes_another_away()
    {
        var handle = await Stage.NewMemberAsync(Salam.Forum.Audiences.Circle.Sisters);
        var member = await MemberAsync(handle, new Look("es"));
        await member.GoAsync("settings/reading");
        await member.Page.Locator("input[name=Languages][value=es]").CheckAsync();
        await member.Page.Locator("input[name=Languages][value=en]").UncheckAsync();
        await SaveAsync(member);
        await member.GoAsync("p/x-42");
        await Expect(member.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveAttributeAsync("lang", "es");
        await member.Page.Locator(".post > .orig > summary").ClickAsync();
        await member.Page.Locator(".post > .orig .orig-acts a").First.ClickAsync();
        await member.BeAccessibleAsync();
        await member.NotScrollSidewaysAsync();
        await member.Page.Locator("#Title").FillAsync("Fútbol sala después del fayr");
        // What she has begun is there again when she comes back, over the words that the form comes with.
        await member.GoAsync("best");
        await member.GoAsync("translate/post/42/suggest");
        await Expect(member.Page.Locator("#Title")).ToHaveValueAsync("Fútbol sala después del fayr");
        await member.Page.Locator("form[data-draft] button[type=submit]").ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await member.GoAsync("p/x-40");
        await member.Page.Locator(".post > .orig > summary").ClickAsync();
        await member.Page.Locator(".post > .orig .orig-acts a").Last.ClickAsync();
        await member.Page.Locator("input[name=Fault][value=Sacred]").CheckAsync();
        await member.Page.Locator("#Words").FillAsync("La súplica.");
        await member.BeAccessibleAsync();
        await member.Page.Locator("form:has(#Fault) button[type=submit]").ClickAsync();
        await Expect(member.Page.Locator("main .note--ok")).ToBeVisibleAsync();

        var moderator = await MemberAsync(Sights.Moderator, new Look("es"));
        await moderator.GoAsync("translate/suggestions?all=true");
        await moderator.BeAccessibleAsync();
        await moderator.NotScrollSidewaysAsync();
        await moderator.Page.Locator("li[id^=s]", new() { HasText = "Fútbol sala después" }).GetByRole(AriaRole.Button, new() { Name = "Aceptar" }).ClickAsync();
        await Expect(moderator.Page.Locator("main .note--ok")).ToBeVisibleAsync();
        await moderator.GoAsync("moderation/translation");
        await moderator.BeAccessibleAsync();
        await moderator.NotScrollSidewaysAsync();
        await moderator.Page.Locator("li[id^=t]", new() { HasText = "La súplica." }).GetByRole(AriaRole.Button, new() { Name = "Retirar la traducción" }).ClickAsync();
        await Expect(moderator.Page.Locator("main .note--ok")).ToBeVisibleAsync();

        var guest = await GuestAsync(new Look("es"));
        await guest.GoAsync("p/x-42");
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Fútbol sala después del fayr");
        await Expect(guest.Page.Locator(".post > .orig > summary")).ToContainTextAsync("miembro");
        await guest.GoAsync("p/x-40");
        await Expect(guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveAttributeAsync("lang", "en");
        await Expect(guest.Page.Locator(".post > .orig")).ToContainTextAsync("tal como se escribió");
    }

    private static async Task SaveAsync(Visit member)
    {
        await member.Page.Locator("main form.section button[type=submit]").First.ClickAsync();
        await Expect(member.Page).ToHaveURLAsync(new Regex("saved=1", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }
}
