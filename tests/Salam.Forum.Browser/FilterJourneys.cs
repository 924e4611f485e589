using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class FilterJourneys(Stage stage) : Journey(stage)
{
    private const string Forbidden = "Watch porn videos free now", Indecent = "You fucking liar", Sensitive = "You are stupid, I said to him.";

    [Fact]
    public async Task A_forbidden_post_is_refused_with_nothing_lost_a_held_comment_says_so_and_a_strict_reader_sees_nothing_sensitive()
    {
        var author = (await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters))).Allow(400);
        await author.GoAsync("submit");
        await author.Page.Locator("#Title").FillAsync("A title that stays as it was");
        await author.Page.Locator("#Body").FillAsync(Forbidden);
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(author.Page.Locator("#preview .found")).ToContainTextAsync("cannot be posted");
        await author.BeAccessibleAsync();
        await Acts.PublishAsync(author);
        await Expect(author.Page.Locator("#errors")).ToContainTextAsync("porn videos");
        await Expect(author.Page.Locator("#errors")).ToContainTextAsync("indecent words");
        await Expect(author.Page.Locator("#Title")).ToHaveValueAsync("A title that stays as it was");
        await Expect(author.Page.Locator("#Body")).ToHaveValueAsync(Forbidden);
        await author.BeAccessibleAsync();
        // The draft is still there, too.
        await author.GoAsync("submit");
        await Expect(author.Page.Locator("#Body")).ToHaveValueAsync(Forbidden);
        await author.Page.Locator("#Body").FillAsync(Sensitive);
        await Acts.PublishAsync(author);
        await Expect(author.Page.Locator(".standing")).ToContainTextAsync("Published with a notice");
        await author.BeAccessibleAsync();
        var id = Acts.IdOf(author.Page.Url);

        await author.Page.Locator("#body-0").FillAsync(Indecent);
        await author.Page.Locator("form.reply:has(#body-0) button[type=submit]").ClickAsync();
        await Expect(author.Page.Locator("#thread .comment .standing")).ToContainTextAsync("Waiting for a moderator");
        await author.BeAccessibleAsync();

        var reader = (await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters))).Allow(404);
        await reader.GoAsync("new?circle=sisters");
        var row = reader.Page.Locator($"#p{id}");
        await Expect(row.Locator("h2")).ToBeHiddenAsync();
        await Expect(row.Locator("summary")).ToContainTextAsync("Sensitive post: insults");
        await reader.BeAccessibleAsync();
        await row.Locator("summary").ClickAsync();
        await Expect(row.Locator("h2")).ToBeVisibleAsync();
        await row.Locator("h2 a").ClickAsync();
        await Expect(reader.Page.Locator("#thread .comment")).ToHaveCountAsync(0);
        await Expect(reader.Page.Locator(".post .prose")).ToBeHiddenAsync();
        await reader.Page.Locator(".post summary").ClickAsync();
        await Expect(reader.Page.Locator(".post .prose")).ToContainTextAsync("stupid");
        await reader.BeAccessibleAsync();

        await reader.GoAsync("settings/reading");
        await reader.Page.Locator("input[name=Level][value=Strict]").CheckAsync();
        await reader.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(reader.Page.Locator("main .note--ok")).ToHaveTextAsync("Saved.");
        await reader.GoAsync("new?circle=sisters");
        await Expect(reader.Page.Locator("#feed > .row").First).ToBeVisibleAsync();
        await Expect(row).ToHaveCountAsync(0);
        Assert.Equal(404, (await reader.GoAsync($"p/x-{id}"))!.Status);
    }

    [Theory]
    [MemberData(nameof(Look.All), MemberType = typeof(Look))]
    public async Task What_authors_and_readers_are_told_is_accessible_and_fits(string lang, string size)
    {
        var look = Look.Of(lang, "light", size);
        var handle = await Stage.NewMemberAsync(Circle.Brothers);
        var author = await MemberAsync(handle, new Look());
        var held = await Acts.PostAsync(author, "A title of a held post", $"{Indecent}, and more words.");
        var sensitive = await Acts.PostAsync(author, "A title of a sensitive post", Sensitive);
        var distress = await Acts.PostAsync(author, "A title of a sad post", "I want to kill myself.");
        await Acts.CommentAsync(author, "You are stupid too");
        author = await MemberAsync(handle, look);
        var reader = await MemberAsync(await Stage.NewMemberAsync(Circle.Brothers), look);
        foreach (var (visit, path) in new[] { (author, $"p/x-{held}"), (author, $"p/x-{sensitive}"), (author, $"p/x-{distress}"), (author, $"u/{handle}"), (reader, $"p/x-{sensitive}"), (reader, $"p/x-{distress}"), (reader, $"u/{handle}") })
        {
            await visit.GoAsync(path);
            await visit.NotScrollSidewaysAsync();
            await visit.UnrollAsync();
            await visit.BeAccessibleAsync();
            await visit.RollAsync();
            await PictureAsync(visit, (visit == author ? "own-" : "") + path);
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            await visit.BeLegibleAsync();
            await PictureAsync(visit, (visit == author ? "own-" : "") + path + "-dark");
            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            if (look.Phone)
            {
                await visit.Page.SetViewportSizeAsync(360, 740);
                await visit.NotScrollSidewaysAsync();
                await visit.Page.SetViewportSizeAsync(look.Width, look.Height);
            }
        }
    }

    /// <summary>Taken only where FORUM_SCREENSHOTS names a folder.</summary>
    private static async Task PictureAsync(Visit visit, string name)
    {
        if (Environment.GetEnvironmentVariable("FORUM_SCREENSHOTS") is { Length: > 0 } folder)
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"filter-{visit.Look.Lang}-{(visit.Look.Phone ? "phone" : "wide")}-{name.Replace('/', '-')}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
