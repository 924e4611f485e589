using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Posts;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The sitemap: an index, and parts by the numbers of posts.</summary>
public sealed class SitemapTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string PublicUrl = "https://forum.example";
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task The_sitemap_leads_to_every_public_post_and_says_when_it_was_changed()
    {
        var guest = site.Guest();
        var post = await site.PostAsync(Cast.Sister, "سؤال عن الصيام في السفر", language: "ar");
        await site.PostAsync(Cast.Sister, "For sisters and nobody else", ownCircleOnly: true);
        var changed = new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);
        await site.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.EditedAt, changed)));
        // A post far away, in a part of its own, with none between.
        await site.DbAsync(async db =>
        {
            var row = await db.Posts.AsNoTracking().FirstAsync(p => p.Id == post.Id);
            db.Posts.Add(new Post
            {
                Id = post.Id + (3 * SearchEngineFiles.PartSize), AuthorId = row.AuthorId, Circle = row.Circle, Audience = Audience.Everyone, Kind = row.Kind, Language = "de", Title = row.Title,
                Slug = "fern", Body = "b", BodyHtml = "b", Excerpt = "b", CreatedAt = changed, SubmitKey = Guid.NewGuid(),
            });
            return await db.SaveChangesAsync();
        });
        var (near, far) = (post.Id / SearchEngineFiles.PartSize, (post.Id / SearchEngineFiles.PartSize) + 3);
        var index = await site.XmlAsync("/sitemap.xml");
        Assert.Equal(Map + "sitemapindex", index.Name);
        var parts = index.Descendants(Map + "loc").Select(l => l.Value).ToList();
        Assert.Equal(Enumerable.Range(0, (int)far + 1).Select(i => $"{PublicUrl}/sitemap/{i}.xml"), parts);
        Assert.Equal(404, (await guest.GetAsync($"/sitemap/{far - 1}.xml")).Status);
        Assert.Equal(404, (await guest.GetAsync("/sitemap/2147483647.xml")).Status);
        var addresses = new[] { 0, near, far }.Distinct().Select(i => site.XmlAsync($"/sitemap/{i}.xml")).SelectMany(p => p.Result.Elements(Map + "url")).ToDictionary(u => u.Element(Map + "loc")!.Value, u => u.Element(Map + "lastmod")?.Value);
        Assert.Contains(PublicUrl + "/en/best", addresses.Keys);
        Assert.Equal("2026-03-04T05:06:07Z", addresses[PublicUrl + post.Path("ar")]);
        Assert.Contains(PublicUrl + $"/de/p/fern-{post.Id + (3 * SearchEngineFiles.PartSize)}", addresses.Keys);
        var all = await site.DbAsync(db => db.Posts.CountAsync(p => p.Status == Status.Published && p.Audience == Audience.Everyone));
        Assert.Equal(all, addresses.Keys.Count(a => a.Contains("/p/")));
        Assert.All(addresses.Keys, a => Assert.Equal(200, guest.GetAsync(a[PublicUrl.Length..]).Result.Status));
    }

    [Fact]
    public async Task A_part_longer_than_what_is_read_at_once_is_whole()
    {
        var author = site.Viewer(Cast.Brother3);
        await site.DbAsync(db =>
        {
            db.Posts.AddRange(Enumerable.Range(1, (2 * PostQueries.PublicAtOnce) + 1).Select(i => new Post
            {
                Id = (90 * SearchEngineFiles.PartSize) + (3 * i), AuthorId = author.MemberId, Circle = Circle.Brothers, Audience = Audience.Everyone, Kind = PostKind.Text, Language = "en", Title = "t",
                Slug = "s", Body = "b", BodyHtml = "b", Excerpt = "b", CreatedAt = DateTime.UnixEpoch, SubmitKey = Guid.NewGuid(),
            }));
            return db.SaveChangesAsync();
        });
        var part = await site.XmlAsync("/sitemap/90.xml");
        Assert.Equal((2 * PostQueries.PublicAtOnce) + 1, part.Descendants(Map + "loc").Distinct().Count());
        await site.DbAsync(db => db.Posts.Where(p => p.AuthorId == author.MemberId).ExecuteDeleteAsync());
        Assert.Equal(404, (await site.Guest().GetAsync("/sitemap/90.xml")).Status);
    }
}
