namespace Salam.Forum.Tests.Web;

/// <summary>What leads from feed to feed is drawn once for each place; whoever comes second gets her own, not that of whoever came first.</summary>
public sealed class NavigationTests(ForumSite site) : IClassFixture<ForumSite>
{
    [Fact]
    public async Task Navigation_is_that_of_the_page_its_language_and_its_viewer()
    {
        var sister = await site.SignInAsync(Cast.Sister);
        foreach (var _ in new[] { 1, 2 })
        {
            Assert.Contains("href=\"/en/new\"", await NavAsync(site.Guest(), "/en/best"));
            Assert.Contains("href=\"/en/new?circle=sisters\"", await NavAsync(site.Guest(), "/en/best?circle=sisters"));
            Assert.Contains("href=\"/ar/new\"", await NavAsync(site.Guest(), "/ar/best"));
            Assert.Contains("href=\"/en/new?circle=all\"", await NavAsync(sister, "/en/best?circle=all"));
            Assert.Contains("period=week", await NavAsync(site.Guest(), "/en/top?period=week"));
            Assert.DoesNotContain("period=week", await NavAsync(site.Guest(), "/en/top?period=month"));
            Assert.DoesNotContain("circle-label", await NavAsync(site.Guest(), "/en/charity"));
            Assert.DoesNotContain("circle-label", await NavAsync(sister, "/en/submit"));
        }
    }

    [Fact]
    public async Task The_feed_that_is_shown_is_marked_in_both_bars()
    {
        foreach (var feed in new[] { "best", "new", "best" })
        {
            var page = (await site.Guest().GetAsync($"/en/{feed}")).Body;
            Assert.Equal(2, page.Split($"href=\"/en/{feed}\" aria-current=\"page\"").Length - 1);
        }
    }

    private static async Task<string> NavAsync(Visitor visitor, string path)
    {
        var page = (await visitor.GetAsync(path)).Body;
        var from = page.IndexOf("<nav class=\"side", StringComparison.Ordinal);
        return page[from..page.IndexOf("</nav>", from, StringComparison.Ordinal)];
    }
}
