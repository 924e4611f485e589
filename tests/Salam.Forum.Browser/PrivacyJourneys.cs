using Salam.Forum.Audiences;
using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Writing.Name)]
public sealed class PrivacyJourneys(Stage stage) : Journey(stage)
{
    private const string Title = "Between sisters: a question about swimming lessons";

    [Fact]
    public async Task What_a_sister_posts_for_sisters_is_seen_by_sisters_and_by_nobody_else()
    {
        var author = await MemberAsync("maryam");
        var id = await Acts.PostAsync(author, Title, "Where do you go?", ownCircleOnly: true);
        await Expect(author.Page.Locator(".post .badge--only")).ToHaveTextAsync("Sisters only");
        var comment = await Acts.CommentAsync(author, "I ask because of my daughter.");
        var address = new Uri(author.Page.Url).AbsolutePath;

        var sister = await MemberAsync(await Stage.NewMemberAsync(Circle.Sisters));
        await SeesAsync(sister, "new");
        await SeesAsync(sister, "new?circle=sisters");
        await SeesAsync(sister, "u/maryam");
        await sister.GoAsync(address);
        await Expect(sister.Page.Locator("h1.post-title")).ToHaveTextAsync(Title);
        await Acts.CommentAsync(sister, "We go on Saturday mornings.");

        foreach (var outsider in (Visit[])[await MemberAsync("yusuf"), await GuestAsync()])
        {
            outsider.Allow(404);
            foreach (var list in (string[])["best?circle=all", "best?circle=sisters", "new?circle=all", "new?circle=sisters", "top?period=day&circle=all", "u/maryam", "u/maryam?show=comments"])
                await SeesNothingAsync(outsider, list);
            foreach (var page in (string[])[address, $"/en/p/x-{id}", $"{address}/c/{comment}", $"/ar/p/x-{id}"])
                await MeetsNothingAsync(outsider, page);
            foreach (var file in (string[])["/en/new.atom", "/en/best.atom", "/sitemap.xml", "/sitemap/0.xml"])
                Assert.DoesNotMatch($"[-/]{id}[\"<]", await (await outsider.Context.APIRequest.GetAsync(Forum.Address + file)).TextAsync());
        }
        var brother = (await MemberAsync("yusuf")).Allow(404);
        foreach (var page in (string[])[$"/en/p/{id}/comment", $"/en/p/{id}/edit", $"/en/p/{id}/delete", $"/en/c/{comment}/reply", $"/en/c/{comment}/edit", $"/en/c/{comment}/delete"])
            await MeetsNothingAsync(brother, page);
    }

    private static async Task SeesAsync(Visit visit, string list)
    {
        await visit.GoAsync(list);
        await Expect(visit.Page.Locator("#feed").GetByRole(AriaRole.Link, new() { Name = Title })).ToBeVisibleAsync();
    }

    private static async Task SeesNothingAsync(Visit visit, string list)
    {
        await visit.GoAsync(list);
        await Expect(visit.Page.Locator("#feed")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(Title)).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByText("I ask because of my daughter.")).ToHaveCountAsync(0);
    }

    private static async Task MeetsNothingAsync(Visit visit, string page)
    {
        var answer = await visit.GoAsync(page);
        Assert.True(answer!.Status == 404, $"{page} answered {answer.Status}");
        await Expect(visit.Page.GetByText(Title)).ToHaveCountAsync(0);
    }
}
