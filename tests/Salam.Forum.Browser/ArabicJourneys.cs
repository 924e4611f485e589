using Salam.Forum.Browser.Hosting;

namespace Salam.Forum.Browser;

[Collection(Reading.Name)]
public sealed class ArabicJourneys(Stage stage) : Journey(stage)
{
    [Fact]
    public async Task The_arabic_page_runs_from_right_to_left_and_every_text_in_its_own_direction()
    {
        var guest = await GuestAsync(new Look("ar"));
        await guest.GoAsync("new?circle=all");
        await Expect(guest.Page.Locator("html")).ToHaveCSSAsync("direction", "rtl");
        await Expect(guest.Page.Locator(".row>h2:lang(en)").First).ToHaveCSSAsync("direction", "ltr");
        await Expect(guest.Page.Locator(".row>h2:lang(ar)").First).ToHaveCSSAsync("direction", "rtl");
        await Expect(guest.Page.Locator(".brand span").First).ToHaveCSSAsync("direction", "ltr");
        var hasNaskh = await guest.Page.Locator("html").EvaluateAsync<bool>("() => document.fonts.check('16px \"Noto Naskh Arabic\"', 'سلام')");
        Assert.True(hasNaskh);
        var side = await guest.Page.Locator(".side").BoundingBoxAsync();
        var main = await guest.Page.Locator("main").BoundingBoxAsync();
        Assert.True(side!.X > main!.X, "The feeds stand at the beginning of the line: on the right.");
    }

    [Fact]
    public async Task An_arabic_post_in_an_english_page_keeps_its_direction_and_its_type()
    {
        var guest = await GuestAsync();
        await guest.GoAsync("p/x-31");
        await Expect(guest.Page.Locator("html")).ToHaveCSSAsync("direction", "ltr");
        await Expect(guest.Page.Locator("h1.post-title")).ToHaveCSSAsync("direction", "rtl");
        await Expect(guest.Page.Locator(".post > .prose p").First).ToHaveCSSAsync("direction", "rtl");
        var line = await guest.Page.Locator(".post > .prose p").First.EvaluateAsync<double>("p => parseFloat(getComputedStyle(p).lineHeight) / parseFloat(getComputedStyle(p).fontSize)");
        Assert.Equal(1.9, line, 0.01);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(390)]
    public async Task A_short_title_stands_beside_its_author_whichever_way_it_runs(int width)
    {
        var guest = await GuestAsync(new Look("ar"));
        await guest.Page.SetViewportSizeAsync(width, 900);
        await guest.GoAsync("new?circle=brothers");
        var title = await guest.Page.Locator("#p42>h2").BoundingBoxAsync();
        var byline = await guest.Page.Locator("#p42 .meta").BoundingBoxAsync();
        // How wide its letters are is the font's; it must only leave enough of the line to stand on the wrong side.
        Assert.True(title!.Width < byline!.Width - 100, "It is short.");
        Assert.Equal(byline.X + byline.Width, title.X + title.Width, 1.0);
    }

    [Theory]
    [InlineData("en", "p/x-31", true)]
    [InlineData("ar", "p/x-32", false)]
    public async Task A_post_begins_on_the_side_its_language_begins_on(string lang, string post, bool right)
    {
        var guest = await GuestAsync(new Look(lang));
        await guest.Page.SetViewportSizeAsync(1000, 900);
        await guest.GoAsync(post);
        foreach (var part in (string[])[".post-title", ".meta > a", ".prose", ".post-acts > .vote"])
        {
            var column = await guest.Page.Locator(".post").BoundingBoxAsync();
            var box = await guest.Page.Locator(".post > " + part).BoundingBoxAsync();
            Assert.Equal(right ? column!.X + column.Width : column!.X, right ? box!.X + box.Width : box!.X, 1.0);
        }
    }

    [Fact]
    public async Task The_age_of_an_arabic_post_reads_in_english_order_on_an_english_page()
    {
        var guest = await GuestAsync();
        await guest.GoAsync("p/x-31");
        var inOrder = await guest.Page.Locator(".post > .meta time").EvaluateAsync<bool>(
            "time => { const at = i => { const range = document.createRange(); range.setStart(time.firstChild, i); range.setEnd(time.firstChild, i + 1); return range.getBoundingClientRect().left; }; return at(0) < at(time.textContent.length - 1); }");
        Assert.True(inOrder, "The number stands before its word.");
    }

    [Fact]
    public async Task Icons_that_point_along_the_line_are_mirrored_in_arabic_and_others_are_not()
    {
        var member = await MemberAsync("maryam", new Look("ar"));
        await member.GoAsync("p/x-32");
        Assert.Equal("matrix(-1, 0, 0, 1, 0, 0)", await DrawnTransformAsync(member, "#thread .reply-to"));
        Assert.Equal("none", await DrawnTransformAsync(member, ".vote .up"));
        var english = await MemberAsync("maryam");
        await english.GoAsync("p/x-32");
        Assert.Equal("none", await DrawnTransformAsync(english, "#thread .reply-to"));
    }

    [Fact]
    public async Task Numbers_and_plurals_are_arabic_grammar()
    {
        var guest = await GuestAsync(new Look("ar"));
        await guest.GoAsync("p/x-32");
        await Expect(guest.Page.Locator("#comments h2")).ToContainTextAsync("تعليقًا");
        await guest.GoAsync("p/x-12");
        await Expect(guest.Page.Locator("#comments h2")).ToContainTextAsync("تعليقان");
    }

    /// <summary>How the icon is turned that the style sheet draws before a link or button.</summary>
    private static Task<string> DrawnTransformAsync(Visit visit, string selector) =>
        visit.Page.Locator(selector).First.EvaluateAsync<string>("e => getComputedStyle(e, '::before').transform");
}
