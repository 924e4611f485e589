using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;
using Salam.Forum.Translation.Engines;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Tests.Web;

/// <summary>A forum with an engine that is the operator's own.</summary>
public sealed class TranslatingSite : ForumSite
{
    public FakeEngine Engine { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<ITranslationEngine>(Engine));
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
        await site.CommentAsync(Cast.Sister2, post.Id, "Near the river.");
        var first = (await site.Guest().GetAsync(post.Path("es") + "?sort=new")).Page;
        Assert.Equal("Where does one pray in Lisbon?", first.QuerySelector("h1")!.TextContent);
        Assert.Equal("Traducción en curso …", first.QuerySelector($"[data-under-way=p{post.Id}]")!.TextContent);
        await DoneAsync(2);
        var page = (await site.Guest().GetAsync(post.Path("es"))).Page;
        var title = page.QuerySelector("h1")!;
        Assert.Equal((FakeEngine.Translated("Where does one pray in Lisbon?"), "es"), (title.TextContent, title.GetAttribute("lang")));
        var body = page.QuerySelector(".post > .prose")!;
        Assert.Equal(("es", "oneo", "https://example.org"), (body.GetAttribute("lang"), body.QuerySelector("strong")!.TextContent, body.QuerySelector("a")!.GetAttribute("href")));
        var original = page.QuerySelector(".post > details.orig")!;
        Assert.Equal("Traducido de: English · Ver el original", original.QuerySelector("summary")!.TextContent);
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
    public async Task A_member_has_each_language_done_with_as_she_chose()
    {
        var post = await site.PostAsync(Cast.Brother, "Where does one fast in Lisbon?", Body);
        await site.Guest().GetAsync(post.Path("es"));
        await DoneAsync(1);
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
        await DoneAsync(1);
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

    private static string Written(Answer answer) => answer.Page.QuerySelector("h1")!.TextContent;

    /// <summary>A member who reads Arabic, and what else she chose in her settings; signed in anew.</summary>
    private async Task<Visitor> ReaderAsync(string handle, (string Name, string Value)[] wishes)
    {
        var visitor = await site.SignInAsync(handle);
        var answer = await visitor.PostAsync("/es/settings/reading", [("Languages", "ar"), ("OpeningCircle", ""), ("Level", "Standard"), .. wishes]);
        Assert.Equal(302, answer.Status);
        return await site.SignInAsync(handle);
    }

    /// <summary>Waits until what was asked for is there: at least so many, and none under way.</summary>
    private async Task DoneAsync(int least)
    {
        for (var i = 0; i < 200; i++)
        {
            var (ready, waiting) = await site.DbAsync(async db => (
                await db.TranslatedTexts.IgnoreQueryFilters().CountAsync(t => t.State == TranslationState.Ready), await db.TranslatedTexts.IgnoreQueryFilters().CountAsync(t => t.State == TranslationState.UnderWay)));
            if (ready >= least && waiting == 0)
                return;
            await Task.Delay(50);
        }
        throw new InvalidOperationException("No translation came.");
    }
}
