using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Web;

/// <summary>The forum as an operator runs it: not in development.</summary>
public sealed class ProductionSite : ForumSite
{
    protected override string Environment => "Production";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        // What was built but not published is served as if it could change at any moment, unless told not to.
        builder.UseSetting("ReloadStaticAssetsAtRuntime", "false");
    }
}

/// <summary>What every answer says to browsers, and what every page is made of.</summary>
public sealed class HeadersTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string PublicUrl = "https://forum.example";

    public static TheoryData<string, string> Pages()
    {
        var pages = new TheoryData<string, string>();
        foreach (var viewer in new[] { "", Cast.Brother, Cast.Sister })
        {
            foreach (var page in new[]
            {
                "/en/", "/ar/", "/en/best", "/ar/new?circle=sisters", "/en/top?period=week", "/ar/following", "/en/charity", "{post}", "{post}?sort=new", "{comment}", "/en/u/yasir", "/ar/u/bilal?show=comments",
                "/en/submit", "/ar/submit", "/en/p/{id}/comment", "/en/c/{cid}/reply", "/en/p/{id}/edit", "/ar/p/{id}/delete", "/en/c/{cid}/edit", "/en/c/{cid}/delete", "/en/nothing-here", "/ar/p/nothing-99999", "/en/vote/post/{id}",
                "/en/account/login", "/ar/account/signup", "/en/account/forgot", "/ar/settings/profile", "/en/settings/following",
            })
                pages.Add(viewer, page);
        }
        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string viewer, string page)
    {
        var answer = await GetAsync(viewer, page);
        AssertSafe(answer);
        if (!answer.IsHtml)
            return;
        var document = answer.Page;
        var lang = page.StartsWith("/ar", StringComparison.Ordinal) ? "ar" : "en";
        Assert.Equal(lang, document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(lang == "ar" ? "rtl" : "ltr", document.DocumentElement.GetAttribute("dir"));
        Assert.Equal("text/html; charset=utf-8", answer["Content-Type"]);
        Assert.Empty(document.QuerySelectorAll("style, iframe, object, embed, base, script:not([src]):not([type='application/ld+json'])"));
        Assert.Empty(document.All.SelectMany(e => e.Attributes).Where(a => a.Name == "style" || a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
            || (a.Name is "href" or "src" or "action" or "formaction" && a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))).Select(a => a.Name));
        Assert.All(document.QuerySelectorAll("script[src], link[rel=stylesheet], link[rel=icon], link[rel=preload], img, use"), e => Assert.StartsWith("/", e.GetAttribute("src") ?? e.GetAttribute("href") ?? "", StringComparison.Ordinal));
        // A search changes nothing, and its address is to be kept and passed on.
        Assert.All(document.QuerySelectorAll("form[role=search]"), f => Assert.Equal(("get", $"/{document.DocumentElement.GetAttribute("lang")}/search"), (f.GetAttribute("method"), f.GetAttribute("action"))));
        Assert.All(document.QuerySelectorAll("form:not([role=search])"), f => Assert.Equal("post", f.GetAttribute("method")));
        Assert.All(document.QuerySelectorAll("form:not([role=search])"), f => Assert.NotNull(f.QuerySelector("input[name=token]")));
        Assert.All(document.QuerySelectorAll("[form]"), b => Assert.NotNull(document.GetElementById(b.GetAttribute("form")!)));
        var ids = document.All.Select(e => e.Id).Where(id => !string.IsNullOrEmpty(id)).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.NotEmpty(document.Title!);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_address_on_a_page_leads_somewhere(string viewer, string page)
    {
        var visitor = await site.VisitorAsync(viewer);
        var document = (await GetAsync(visitor, page)).Page;
        var addresses = document.QuerySelectorAll("[href], [action], [formaction], [src], [hx-get], [hx-post]").SelectMany(e => new[] { "href", "action", "formaction", "src", "hx-get", "hx-post" }.Select(e.GetAttribute))
            .Where(a => a is { Length: > 0 }).Select(a => a!.StartsWith(PublicUrl, StringComparison.Ordinal) ? a[PublicUrl.Length..] : a).Where(a => a.StartsWith('/')).Select(a => a.Split('#')[0]).Distinct().ToList();
        var account = site.Routes.Any(r => r.RoutePattern.RawText!.Contains("/account/"));
        foreach (var address in addresses.Where(a => account || (!a.Contains("/account/") && !a.Contains("/settings/"))))
        {
            var answer = await visitor.GetAsync(address);
            Assert.True(answer.Status is 200 or 301 or 302 or 405 || (answer.Status == 403 && address == page), $"{address} on {page}: {answer}");
        }
        foreach (var anchor in document.QuerySelectorAll("a[href^='#']"))
            Assert.NotNull(document.GetElementById(anchor.GetAttribute("href")![1..]));
    }

    [Theory]
    [InlineData("/robots.txt", "text/plain")]
    [InlineData("/sitemap.xml", "application/xml")]
    [InlineData("/sitemap/0.xml", "application/xml")]
    [InlineData("/en/best.atom", "application/atom+xml")]
    [InlineData("/health", "text/plain")]
    [InlineData("/forum.css", "text/css")]
    [InlineData("/htmx.min.js", "text/javascript")]
    [InlineData("/mark.svg", "image/svg+xml")]
    [InlineData("/", "")]
    public async Task Files_are_safe_too(string path, string type)
    {
        var answer = await site.Guest().GetAsync(path);
        AssertSafe(answer);
        Assert.StartsWith(type, answer["Content-Type"] ?? "", StringComparison.Ordinal);
        Assert.Null(answer["Set-Cookie"]);
    }

    [Fact]
    public async Task A_public_post_describes_itself_to_search_engines()
    {
        var post = await site.PostAsync(Cast.Sister, "سؤال عن الصيام </script> & \"قضاء\"", "Words & more </script><!-- of it", language: "ar");
        var page = (await site.Guest().GetAsync(post.Path())).Page;
        var canonical = page.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!;
        Assert.StartsWith(PublicUrl + "/ar/p/", canonical, StringComparison.Ordinal);
        var right = await site.Guest().GetAsync(canonical[PublicUrl.Length..]);
        Assert.Equal(200, right.Status);
        Assert.Equal(canonical, right.Page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        // One address stands for it in all languages of the interface.
        Assert.Empty(page.QuerySelectorAll("link[hreflang]"));
        using var json = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Equal("DiscussionForumPosting", json.RootElement.GetProperty("@type").GetString());
        Assert.Equal("سؤال عن الصيام </script> & \"قضاء\"", json.RootElement.GetProperty("headline").GetString());
        Assert.Equal(canonical, json.RootElement.GetProperty("url").GetString());
        Assert.Equal(Cast.Sister, json.RootElement.GetProperty("author").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_post_for_one_circle_describes_itself_to_nobody()
    {
        var post = await site.PostAsync(Cast.Sister, ownCircleOnly: true);
        var page = (await (await site.SignInAsync(Cast.Sister2)).GetAsync(post.Path())).Page;
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")?.GetAttribute("content"));
        Assert.Empty(page.QuerySelectorAll("link[rel=canonical], link[hreflang], meta[property^='og:'], script[type='application/ld+json']"));
    }

    [Theory]
    [InlineData("/en/")]
    [InlineData("/ar/best?circle=sisters")]
    [InlineData("/en/top?period=year")]
    [InlineData("/en/u/yasir")]
    public async Task The_address_that_stands_for_a_page_shows_it_in_each_language(string path)
    {
        var page = (await site.Guest().GetAsync(path)).Page;
        var addresses = page.QuerySelectorAll("link[rel=canonical], link[rel=alternate][hreflang]").Select(l => l.GetAttribute("href")!).ToList();
        Assert.Equal(Language.All.Count + 1, addresses.Count);
        Assert.Equal(Language.All.Select(l => l.Code), page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(l => l.GetAttribute("hreflang")));
        foreach (var address in addresses)
        {
            var answer = await site.Guest().GetAsync(address[PublicUrl.Length..]);
            Assert.Equal(200, answer.Status);
            Assert.Equal(address, answer.Page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        }
    }

    [Theory]
    [InlineData("", "", "/en/")]
    [InlineData("ar", "", "/ar/")]
    [InlineData("fr-FR, ar-EG;q=0.8, en;q=0.5", "", "/fr/")]
    [InlineData("sv-SE, ar-EG;q=0.8, en;q=0.5", "", "/ar/")]
    [InlineData("ckb-IQ", "", "/ckb/")]
    [InlineData("zh-Hant-TW", "", "/zh/")]
    [InlineData("sv", "", "/en/")]
    [InlineData("ar", "en", "/en/")]
    [InlineData("en", "xx", "/en/")]
    [InlineData(";;;,,q=", "", "/en/")]
    public async Task The_front_door_leads_to_the_visitors_language(string accepted, string cookie, string expected)
    {
        var guest = site.Guest();
        if (cookie.Length > 0)
            guest.Cookies["lang"] = cookie;
        var answer = await guest.GetAsync("/", ("Accept-Language", accepted));
        Assert.Equal((302, expected), (answer.Status, answer.Location));
        Assert.Contains("Accept-Language", answer["Vary"]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_is_there_in_the_other_language(string viewer, string page)
    {
        var visitor = await site.VisitorAsync(viewer);
        var answer = await GetAsync(visitor, page);
        if (!answer.IsHtml)
            return;
        var there = answer.Page.DocumentElement.GetAttribute("lang") == "en" ? "ar" : "en";
        var chosen = await visitor.GetAsync(await SwitchAsync(visitor, answer, there));
        Assert.Equal((302, there), (chosen.Status, visitor.Cookies["lang"]));
        if (answer.Status != 200)
        {
            Assert.Equal($"/{there}/", chosen.Location);
            return;
        }
        var other = await visitor.GetAsync(chosen.Location!);
        Assert.Equal((200, there), (other.Status, other.Page.DocumentElement.GetAttribute("lang")));
        var back = await visitor.GetAsync(await SwitchAsync(visitor, other, there == "ar" ? "en" : "ar"));
        Assert.Equal(await SwitchAsync(visitor, answer, there), await SwitchAsync(visitor, await visitor.GetAsync(back.Location!), there));
    }

    [Theory]
    [InlineData("/en/account/login?next=%2Fen%2Fsubmit", "/ar/account/login?next=%2Fen%2Fsubmit")]
    [InlineData("/en/top?period=week&circle=sisters", "/ar/top?circle=sisters&period=week")]
    [InlineData("/en/best?from=a-letter-to-one-guest", "/ar/best")]
    [InlineData("/ar", "/en/")]
    [InlineData("/ar/", "/en/")]
    public async Task Another_language_keeps_what_the_page_shows_and_nothing_of_one_guest_alone(string page, string expected)
    {
        var guest = site.Guest();
        Assert.Equal(expected, (await guest.GetAsync(await SwitchAsync(guest, await guest.GetAsync(page), expected[1..3]))).Location);
    }

    /// <summary>Where a visitor is sent who opens the list of languages on a page and chooses one.</summary>
    private static async Task<string> SwitchAsync(Visitor visitor, Answer answer, string lang)
    {
        var list = await visitor.GetAsync(Assert.Single(answer.Page.QuerySelectorAll("#languages-link")).GetAttribute("href")!);
        Assert.Equal(Language.All.Select(l => l.Name), list.Page.QuerySelectorAll(".langs bdi").Select(name => name.TextContent));
        return Assert.Single(list.Page.QuerySelectorAll($".langs a[hreflang={lang}]")).GetAttribute("href")!;
    }

    internal static void AssertSafe(Answer answer)
    {
        var policy = answer["Content-Security-Policy"];
        Assert.NotNull(policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("http", policy);
        Assert.All(new[] { "default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "script-src 'self'" }, part => Assert.Contains(part, policy));
        Assert.Equal("nosniff", answer["X-Content-Type-Options"]);
        Assert.NotNull(answer["Referrer-Policy"]);
        Assert.Null(answer["Server"]);
        Assert.Null(answer["X-Powered-By"]);
    }

    private async Task<Answer> GetAsync(string viewer, string page) => await GetAsync(await site.VisitorAsync(viewer), page);

    private async Task<Answer> GetAsync(Visitor visitor, string page)
    {
        var post = await site.PostAsync(Cast.Brother);
        var comment = await site.CommentAsync(Cast.Brother, post.Id);
        return await visitor.GetAsync(page.Replace("{post}", post.Path()).Replace("{comment}", $"{post.Path()}/c/{comment}").Replace("{id}", post.Id.ToString()).Replace("{cid}", comment.ToString()));
    }
}

public sealed class ProductionTests(ProductionSite site) : IClassFixture<ProductionSite>
{
    [Fact]
    public async Task The_font_has_one_address_that_is_kept_for_good()
    {
        var page = (await site.Guest().GetAsync("/ar/")).Page;
        var preloaded = page.QuerySelector("link[rel=preload][as=font]")!.GetAttribute("href")!;
        var style = (await site.Guest().GetAsync(page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!)).Body;
        Assert.Contains($"url(\"{preloaded}\")", style);
        var font = await site.Guest().GetAsync(preloaded);
        Assert.Equal((200, "font/woff2"), (font.Status, font["Content-Type"]));
        Assert.Contains("immutable", font["Cache-Control"]);
    }

    [Fact]
    public async Task A_browser_that_came_over_tls_is_told_to_stay_there()
    {
        var answer = await site.Guest().GetAsync("/en/best", ("Host", "forum.example"), ("X-Forwarded-Proto", "https"));
        Assert.Equal(200, answer.Status);
        Assert.Matches("max-age=[1-9]\\d{6,}", answer["Strict-Transport-Security"] ?? "");
        HeadersTests.AssertSafe(answer);
    }

    [Fact]
    public async Task Cookies_of_a_site_behind_tls_stay_on_tls()
    {
        var member = await site.SignInAsync(Cast.Brother, TimeSpan.FromMinutes(5));
        var answer = await member.GetAsync("/en/submit", ("Host", "forum.example"), ("X-Forwarded-Proto", "https"));
        var cookies = answer.Headers.Where(h => h.Key == "Set-Cookie").Select(h => h.Value.ToLowerInvariant()).ToList();
        Assert.Contains(cookies, c => c.StartsWith("salam=", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("salam-form=", StringComparison.Ordinal));
        Assert.All(cookies, c => Assert.Contains("httponly", c));
        Assert.All(cookies, c => Assert.Contains("secure", c));
        Assert.All(cookies, c => Assert.Matches("samesite=(lax|strict)", c));
    }

    [Fact]
    public async Task What_went_wrong_is_said_without_its_traces()
    {
        var answer = await site.Guest().GetAsync("/en/nothing");
        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain("   at ", answer.Body);
        HeadersTests.AssertSafe(answer);
    }
}
