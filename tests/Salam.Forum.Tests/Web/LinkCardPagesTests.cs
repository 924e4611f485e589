using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.LinkCards;
using Salam.Forum.Posts;
using Salam.Forum.Tests.LinkCards;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Web;

/// <summary>A forum that may ask a stranger's server on this machine for cards.</summary>
public sealed class LinkCardSite : ForumSite
{
    private const string Page = """
        <html lang="ar"><head><meta property="og:title" content="حديقة خلف &lt;المسجد&gt;"><meta property="og:description" content="غرسها الجيران."><meta property="og:site_name" content="صحيفة اليوم">
        <meta property="article:published_time" content="2026-03-04"><meta property="og:image" content="/picture.jpg"></head><article>
        """;

    public Stranger Stranger { get; } = Stranger.Answering(path => path == "/picture.jpg"
        ? Stranger.Whole("200 OK", PictureFiles.Of("jpg"), "Content-Type: image/jpeg\r\n") : Stranger.Page(Page + string.Concat(Enumerable.Repeat("كلمة ", 600))));

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Forum:Links:Cards", "true");
        builder.UseSetting("Forum:Links:Inside", Stranger.Place);
    }
}

/// <summary>Link cards over HTTP.</summary>
public sealed class LinkCardPagesTests(LinkCardSite site) : IClassFixture<LinkCardSite>
{
    [Fact]
    public async Task A_link_is_shown_as_its_page_tells_it_on_the_post_and_in_the_feed()
    {
        var post = await LinkAsync(Cast.Sister, own: false);
        var guest = site.Guest();
        var card = (await guest.GetAsync(post.Path())).Page.QuerySelector("a.link-card")!;
        Assert.Equal((site.Stranger.Address("/page").AbsoluteUri, "nofollow ugc noopener"), (card.GetAttribute("href"), card.GetAttribute("rel")));
        Assert.Equal(("حديقة خلف <المسجد>", "ar", "auto"), (card.QuerySelector("b")!.TextContent, card.QuerySelector("b")!.GetAttribute("lang"), card.QuerySelector("b")!.GetAttribute("dir")));
        Assert.Equal("Source: صحيفة اليوم · 127.0.0.1", card.QuerySelector(".link-source")!.TextContent);
        Assert.Equal(("غرسها الجيران.", "4 March 2026", "3 min read"), (card.QuerySelector(".link-text")!.TextContent, card.QuerySelector("time")!.TextContent, card.QuerySelector(".link-facts span")!.TextContent));
        var picture = card.QuerySelector(".link-pic img:last-child")!;
        Assert.Equal("", picture.GetAttribute("alt"));
        Assert.Equal(200, (await guest.GetAsync(picture.GetAttribute("src")!)).Status);
        var row = (await (await site.SignInAsync(Cast.Brother)).GetAsync("/en/new?circle=all")).Page.QuerySelector($"#p{post.Id}")!;
        Assert.Equal("صحيفة اليوم · 127.0.0.1", row.QuerySelector(".link-host")!.TextContent);
        Assert.Equal(picture.GetAttribute("src"), row.QuerySelector(".cover img")!.GetAttribute("src"));
    }

    [Fact]
    public async Task A_sisters_private_card_and_its_picture_are_missing_for_brothers_and_guests()
    {
        var post = await LinkAsync(Cast.Sister, own: true);
        var sister = await site.SignInAsync(Cast.Sister2);
        var src = (await sister.GetAsync(post.Path())).Page.QuerySelector(".link-pic img:last-child")!.GetAttribute("src")!;
        Assert.Equal(200, (await sister.GetAsync(src)).Status);
        foreach (var other in new[] { await site.SignInAsync(Cast.Brother), site.Guest() })
        {
            Assert.Equal(404, (await other.GetAsync(post.Path())).Status);
            Assert.Equal(404, (await other.GetAsync(src)).Status);
            Assert.DoesNotContain("p" + post.Id, (await other.GetAsync("/en/new?circle=all")).Body, StringComparison.Ordinal);
        }
    }

    private async Task<PostAddress> LinkAsync(string author, bool own)
    {
        var post = await site.AsAsync(author, async services => (await services.GetRequiredService<PostService>().SubmitAsync(
            new PostDraft { Kind = PostKind.Link, Link = site.Stranger.Address("/page").AbsoluteUri, Title = "A garden that neighbours planted", Language = "en", OwnCircleOnly = own, SubmitKey = Guid.NewGuid() }, default)).Value);
        for (var i = 0; i < 200 && !await site.DbAsync(db => db.LinkCards.IgnoreQueryFilters().AnyAsync(c => c.PostId == post.Id && c.State == LinkCardState.Ready)); i++)
            await Task.Delay(100);
        return post;
    }
}
