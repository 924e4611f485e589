using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Web;

/// <summary>A forum with an engine that is the operator's own.</summary>
public class TranslatingSite : ForumSite
{
    public FakeEngine Engine { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ITranslationEngine>(Engine));
    }
}

/// <summary>Likewise, where the operator lets search engines list Spanish translations.</summary>
public sealed class IndexedSite : TranslatingSite
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Forum:Translation:Index", "es");
    }
}

/// <summary>What search engines are told of translations.</summary>
public sealed class TranslationIndexTests(IndexedSite site) : IClassFixture<IndexedSite>
{
    [Fact]
    public async Task A_language_that_the_operator_allows_stands_for_itself_and_others_do_not()
    {
        var post = await site.PostAsync(Cast.Sister, "Where does one pray in Lisbon?", "There is one near the station.");
        foreach (var lang in new[] { "es", "fr" })
            await site.Guest().GetAsync(post.Path(lang) + "?sort=new");
        for (var i = 0; i < 200 && await site.DbAsync(db => db.TranslatedTexts.IgnoreQueryFilters().CountAsync(t => t.State == TranslationState.Ready)) < 2; i++)
            await Task.Delay(50);
        Assert.Equal(("https://forum.example" + post.Path("es"), null), await SaidAsync(post.Path("es")));
        Assert.Equal(("https://forum.example" + post.Path(), "noindex"), await SaidAsync(post.Path("fr")));
        Assert.Equal(("https://forum.example" + post.Path(), null), await SaidAsync(post.Path()));
    }

    private async Task<(string? Canonical, string? Robots)> SaidAsync(string path)
    {
        var page = (await site.Guest().GetAsync(path)).Page;
        return (page.QuerySelector("link[rel=canonical]")?.GetAttribute("href"), page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
    }
}

/// <summary>Words in the reader's own language, as pages show them.</summary>
public sealed class TranslationPagesTests(TranslatingSite site) : IClassFixture<TranslatingSite>
{
    private const string Body = "There is **one** near the [station](https://example.org).";

    [Fact]
    public async Task A_guest_sees_the_translation_come_and_the_words_as_written_behind_it()
    {
        var post = await site.PostAsync(Cast.Sister, "Where does one pray in Lisbon?", Body);
        var comment = await site.CommentAsync(Cast.Sister2, post.Id, "Near the river.");
        var first = (await site.Guest().GetAsync(post.Path("es") + "?sort=new")).Page;
        Assert.Equal("Where does one pray in Lisbon?", first.QuerySelector("h1")!.TextContent);
        Assert.Equal("Traducción en curso …", first.QuerySelector($"[data-under-way=p{post.Id}]")!.TextContent);
        await ComeAsync(post.Id);
        await ComeAsync(comment, Salam.Forum.Moderation.ThingKind.Comment);
        var page = (await site.Guest().GetAsync(post.Path("es"))).Page;
        var title = page.QuerySelector("h1")!;
        Assert.Equal((FakeEngine.Translated("Where does one pray in Lisbon?"), "es"), (title.TextContent, title.GetAttribute("lang")));
        var body = page.QuerySelector(".post > .prose")!;
        Assert.Equal(("es", "oneo", "https://example.org"), (body.GetAttribute("lang"), body.QuerySelector("strong")!.TextContent, body.QuerySelector("a")!.GetAttribute("href")));
        var original = page.QuerySelector(".post > details.orig")!;
        Assert.Equal("Traducido de: inglés · Ver el original", original.QuerySelector("summary")!.TextContent);
        Assert.Equal(("en", "Where does one pray in Lisbon?"), (original.QuerySelector("div")!.GetAttribute("lang"), original.QuerySelector(".orig-title")!.TextContent));
        Assert.Equal("one", original.QuerySelector("strong")!.TextContent);
        Assert.Equal(FakeEngine.Translated("Near the river."), page.QuerySelector(".c-words > .prose")!.TextContent.Trim());
        // The original stands for it; what a machine wrote is passed by.
        Assert.Equal("https://forum.example" + post.Path(), page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Empty((await site.Guest().GetAsync(post.Path())).Page.QuerySelectorAll(".orig, meta[name=robots]"));
        var row = (await site.Guest().GetAsync("/es/new")).Page.QuerySelector($"#p{post.Id}")!;
        Assert.Equal(FakeEngine.Translated("Where does one pray in Lisbon?"), row.QuerySelector("h2 a")!.TextContent);
        Assert.Equal("Where does one pray in Lisbon?", row.QuerySelector(".orig .orig-title")!.TextContent);
    }

    [Fact]
    public async Task A_page_on_which_a_translation_is_under_way_is_kept_for_guests_only_until_they_look_again()
    {
        var guest = site.Guest();
        // Two visits in one breath: a machine that stands still in between shows nothing of what is kept, and has another try.
        PostAddress post;
        Answer second;
        var turn = 0;
        do
        {
            post = await site.PostAsync(Cast.Sister, $"Where does one rest in Lisbon? {turn}", Body);
            await ForumSite.QuietAsync();
            Assert.Equal("en", (await guest.GetAsync(post.Path("es"))).Page.QuerySelector("h1")!.GetAttribute("lang"));
            second = await guest.GetAsync(post.Path("es"));
        } while (second["Age"] is null && ++turn < 5);
        Assert.NotNull(second["Age"]);
        var came = TimeProvider.System.GetTimestamp();
        await ComeAsync(post.Id);
        while ((await guest.GetAsync(post.Path("es"))).Page.QuerySelector("h1")!.GetAttribute("lang") != "es")
        {
            Assert.InRange(TimeProvider.System.GetElapsedTime(came), TimeSpan.Zero, TimeSpan.FromSeconds(12));
            await Task.Delay(200);
        }
        // What is there is kept as long as any page.
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.NotNull((await guest.GetAsync(post.Path("es")))["Age"]);
    }

    [Fact]
    public async Task A_member_has_each_language_done_with_as_she_chose()
    {
        var post = await site.PostAsync(Cast.Brother, "Where does one fast in Lisbon?", Body);
        await site.Guest().GetAsync(post.Path("es"));
        await ComeAsync(post.Id);
        var reader = await ReaderAsync(Cast.Brother2, []);
        Assert.Equal(FakeEngine.Translated("Where does one fast in Lisbon?"), (await reader.GetAsync(post.Path("es"))).Page.QuerySelector("h1")!.TextContent);
        reader = await ReaderAsync(Cast.Brother2, [("Wishes[en]", "Never")]);
        Assert.Equal("Where does one fast in Lisbon?", Written(await reader.GetAsync(post.Path("es"))));
        Assert.Empty((await reader.GetAsync(post.Path("es"))).Page.QuerySelectorAll(".orig"));
        reader = await ReaderAsync(Cast.Brother2, [("Wishes[en]", "Ask")]);
        var asked = (await reader.GetAsync(post.Path("es"))).Page;
        Assert.Equal("Where does one fast in Lisbon?", asked.QuerySelector("h1")!.TextContent);
        Assert.Equal(("es", FakeEngine.Translated("Where does one fast in Lisbon?")), (asked.QuerySelector(".post > .orig > div")!.GetAttribute("lang"), asked.QuerySelector(".post > .orig .orig-title")!.TextContent));
        Assert.Equal("Ask", (await reader.GetAsync("/es/settings/reading")).Page.QuerySelector("select[name='Wishes[en]'] option[selected]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task What_is_only_offered_is_asked_for_by_a_button()
    {
        var post = await site.PostAsync(Cast.Brother, "Where does one rest in Lisbon?", Body);
        var reader = await ReaderAsync(Cast.Brother3, [("Wishes[en]", "Ask")]);
        var button = (await reader.GetAsync(post.Path("es"))).Page.QuerySelector(".post > .orig button[form=votes]")!;
        var answer = await reader.PostAsync(button.GetAttribute("formaction")!, [], ("Referer", site.Root + post.Path("es")));
        Assert.Equal((302, $"{post.Path("es")}#p{post.Id}"), (answer.Status, answer.Location));
        await ComeAsync(post.Id);
        Assert.NotNull((await reader.GetAsync(post.Path("es"))).Page.QuerySelector(".post > details.orig"));
    }

    [Fact]
    public async Task Nobodys_own_words_are_translated_for_her_and_nothing_into_a_language_no_engine_has()
    {
        var post = await site.PostAsync(Cast.Sister3, "Where does one read in Lisbon?", Body);
        var author = await ReaderAsync(Cast.Sister3, []);
        Assert.Empty((await author.GetAsync(post.Path("es"))).Page.QuerySelectorAll(".post > .orig"));
        Assert.Empty((await site.Guest().GetAsync(post.Path("ar"))).Page.QuerySelectorAll(".orig"));
    }

    [Theory]
    [InlineData("Wishes[en]", "Perhaps", 400)]
    [InlineData("Wishes[en]", "", 400)]
    [InlineData("Wishes[xx]", "Never", 302)]
    [InlineData("Wishes", "Never", 302)]
    [InlineData("Wishes[]", "Never", 302)]
    public async Task Wishes_that_are_none_are_refused_or_passed_over(string name, string value, int status)
    {
        var member = await site.SignInAsync(Cast.Sister2);
        var answer = await member.PostAsync("/es/settings/reading", [("Languages", "ar"), ("OpeningCircle", ""), ("Level", "Standard"), (name, value)]);
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task A_member_betters_a_translation_and_everybody_reads_it_once_it_is_accepted()
    {
        var post = await site.PostAsync(Cast.Sister, "Where does one sew in Lisbon?", Body);
        await site.Guest().GetAsync(post.Path("es"));
        await ComeAsync(post.Id);
        // Guests are not asked to better anything.
        Assert.Empty((await site.Guest().GetAsync(post.Path("es"))).Page.QuerySelectorAll(".orig-acts"));
        var helper = await ReaderAsync(Cast.Brother2, []);
        var ways = (await helper.GetAsync(post.Path("es"))).Page.QuerySelectorAll(".post > .orig .orig-acts a").Select(a => a.GetAttribute("href")!).ToArray();
        Assert.Equal([$"/es/translate/post/{post.Id}/suggest", $"/es/translate/post/{post.Id}/report"], ways);
        var form = (await helper.GetAsync(ways[0])).Page;
        // What stands there is easier to better than to write anew.
        Assert.Equal(FakeEngine.Translated("Where does one sew in Lisbon?"), form.QuerySelector("#Title")!.TextContent.Trim());
        Assert.Contains("https://example.org", form.QuerySelector("#Body")!.TextContent, StringComparison.Ordinal);
        var version = form.QuerySelector("[name=Version]")!.GetAttribute("value")!;
        var bad = await helper.PostAsync(ways[0], [("Title", "¿Dónde se cose?"), ("Body", "Mira https://evil.example"), ("Version", version)]);
        Assert.Equal((400, "Mira https://evil.example"), (bad.Status, bad.Page.QuerySelector("#Body")!.TextContent.Trim()));
        Assert.Contains("https://evil.example", bad.Page.QuerySelector("#Body-e")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((302, ways[0]), await StatusAsync(helper.PostAsync(ways[0], [("Title", "¿Dónde se cose en Lisboa?"), ("Body", "Hay **uno** cerca."), ("Version", version)])));
        Assert.Contains("espera", (await helper.GetAsync(ways[0])).Page.QuerySelector(".note--ok")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Pendiente", (await helper.GetAsync("/es/translate/suggestions")).Page.QuerySelector(".told-list .meta b")!.TextContent);
        Assert.Empty((await helper.GetAsync("/es/translate/suggestions")).Page.QuerySelectorAll("form[action*=suggestions]"));

        var moderator = await ReaderAsync(Cast.SisterModerator, []);
        // She reads Arabic alone, and is not offered what she could not judge.
        Assert.Empty((await moderator.GetAsync("/es/translate/suggestions")).Page.QuerySelectorAll("form[action*=suggestions]"));
        var waiting = (await moderator.GetAsync("/es/translate/suggestions?all=true")).Page.QuerySelector("form[action*=suggestions]")!;
        var seen = waiting.QuerySelectorAll("input[name=Sent], input[name=Shown]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)).ToArray();
        Assert.Equal(409, (await moderator.PostAsync(waiting.GetAttribute("action")!, [("Accept", "true")])).Status);
        Assert.Equal(400, (await moderator.PostAsync(waiting.GetAttribute("action")!, [])).Status);
        Assert.Equal(302, (await moderator.PostAsync(waiting.GetAttribute("action")!, [.. seen, ("Accept", "true")])).Status);
        Assert.Equal(409, (await moderator.PostAsync(waiting.GetAttribute("action")!, [.. seen, ("Accept", "false")])).Status);
        // The pages kept for guests went with the old words.
        var read = (await site.Guest().GetAsync(post.Path("es"))).Page;
        Assert.Equal("¿Dónde se cose en Lisboa?", read.QuerySelector("h1")!.TextContent);
        Assert.StartsWith("Traducido de", read.QuerySelector(".post > .orig > summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("miembro", read.QuerySelector(".post > .orig > summary")!.TextContent, StringComparison.Ordinal);
        // Beside other posts it stands in the reader's language, too.
        var other = await site.PostAsync(Cast.Brother, "Another question altogether");
        Assert.Equal("es", (await site.Guest().GetAsync(other.Path("es"))).Page.QuerySelector($".list a[href$='-{post.Id}']")!.GetAttribute("lang"));
        Assert.Equal("¿Dónde se cose en Lisboa?", (await site.Guest().GetAsync($"/es/u/{Cast.Sister}")).Page.QuerySelector($"#p{post.Id} h2 a")!.TextContent);
    }

    [Fact]
    public async Task A_translation_is_reported_and_taken_away()
    {
        var post = await site.PostAsync(Cast.Sister, "Where does one bake in Lisbon?", Body);
        await site.Guest().GetAsync(post.Path("es"));
        await ComeAsync(post.Id);
        var reader = await ReaderAsync(Cast.Brother3, []);
        var path = $"/es/translate/post/{post.Id}/report";
        Assert.Equal(200, (await reader.GetAsync(path)).Status);
        var bad = await reader.PostAsync(path, [("Words", "La aleya.")]);
        Assert.Equal((400, "La aleya."), (bad.Status, bad.Page.QuerySelector("#Words")!.TextContent.Trim()));
        Assert.NotNull(bad.Page.QuerySelector("#Fault-e"));
        Assert.Equal((302, path), await StatusAsync(reader.PostAsync(path, [("Fault", "Sacred"), ("Words", "La aleya.")])));
        var again = (await reader.GetAsync(path)).Page;
        Assert.NotNull(again.QuerySelector("main .note--ok"));
        Assert.Empty(again.QuerySelectorAll("#Fault"));
        // Of a language into which there is none nothing can be said.
        Assert.Equal(404, (await reader.GetAsync($"/fr/translate/post/{post.Id}/report")).Status);
        Assert.Equal(409, (await reader.GetAsync($"/en/translate/post/{post.Id}/suggest")).Status);

        var moderator = await ReaderAsync(Cast.BrotherModerator, []);
        var desk = (await moderator.GetAsync("/es/moderation/translation")).Page;
        var card = desk.QuerySelectorAll("li[id^=t]").Single(li => li.TextContent.Contains("bakeo", StringComparison.Ordinal));
        Assert.Contains("La aleya.", card.TextContent, StringComparison.Ordinal);
        var row = Assert.Single(desk.QuerySelectorAll("tbody tr"), tr => tr.TextContent.Contains("fake", StringComparison.Ordinal));
        Assert.Equal(6, row.Children.Length);
        Assert.Contains("1.000.000", desk.QuerySelector(".facts-list")!.TextContent, StringComparison.Ordinal);
        foreach (var days in new[] { "1", "30", "1000", "x" })
            Assert.Equal(200, (await moderator.GetAsync("/es/moderation/translation?days=" + days)).Status);
        var (text, shown) = (card.QuerySelector("[name=Text]")!.GetAttribute("value")!, card.QuerySelector("[name=Shown]")!.GetAttribute("value")!);
        Assert.Equal(409, (await moderator.PostAsync("/es/moderation/translation", [("Text", text), ("Withdraw", "true")])).Status);
        Assert.Equal(400, (await moderator.PostAsync("/es/moderation/translation", [("Text", text)])).Status);
        Assert.Equal(302, (await moderator.PostAsync("/es/moderation/translation", [("Text", text), ("Shown", shown), ("Withdraw", "true")])).Status);
        Assert.Equal(409, (await moderator.PostAsync("/es/moderation/translation", [("Text", text), ("Shown", shown), ("Withdraw", "true")])).Status);
        var read = (await site.Guest().GetAsync(post.Path("es"))).Page;
        Assert.Equal("Where does one bake in Lisbon?", read.QuerySelector("h1")!.TextContent);
        Assert.Equal("p", read.QuerySelector(".post > .orig")!.LocalName);
    }

    private static async Task<(int Status, string? Location)> StatusAsync(Task<Answer> asked)
    {
        var answer = await asked;
        return (answer.Status, answer.Location);
    }

    /// <summary>Waits for the translation of one text.</summary>
    private async Task ComeAsync(long id, Salam.Forum.Moderation.ThingKind kind = Salam.Forum.Moderation.ThingKind.Post)
    {
        var key = TranslatedText.KeyOf(kind, id);
        for (var i = 0; i < 200; i++, await Task.Delay(50))
        {
            if (await site.DbAsync(db => db.TranslatedTexts.IgnoreQueryFilters().AnyAsync(t => t.Thing == key && t.State == TranslationState.Ready)))
                return;
        }
        throw new InvalidOperationException("No translation came.");
    }

    private static string Written(Answer answer) => answer.Page.QuerySelector("h1")!.TextContent;

    /// <summary>A member who reads Arabic, and what else she chose in her settings; signed in anew.</summary>
    private async Task<Visitor> ReaderAsync(string handle, (string Name, string Value)[] wishes)
    {
        var visitor = await site.SignInAsync(handle);
        var answer = await visitor.PostAsync("/es/settings/reading", [("Languages", "ar"), ("OpeningCircle", ""), ("Level", "Standard"), .. wishes]);
        Assert.Equal(302, answer.Status);
        return await site.SignInAsync(handle);
    }
}
