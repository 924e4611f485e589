using System.Xml;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Posts;

namespace Salam.Forum.Tests.Web;

/// <summary>What programs read: the Atom files, and what caches do with these and the sitemap.</summary>
public sealed class ProgramFilesTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string PublicUrl = "https://forum.example";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Atom_files_keep_to_their_standard_and_lead_to_pages()
    {
        await site.PostAsync(Cast.Brother, "A title with <b> & \"quotes\" سلام 🌙", "Words with ]]> & <i>");
        var ids = new HashSet<string>();
        foreach (var file in new[] { "/en/best.atom", "/ar/new.atom", "/en/new.atom?circle=brothers" })
        {
            var feed = await site.XmlAsync(file);
            Assert.Equal(Atom + "feed", feed.Name);
            Assert.True(ids.Add(One(feed, "id").Value));
            Assert.True(Uri.IsWellFormedUriString(One(feed, "id").Value, UriKind.Absolute));
            Assert.Equal(PublicUrl + file, Link(feed, "self"));
            Assert.Equal(200, (await site.Guest().GetAsync(Link(feed, "alternate")[PublicUrl.Length..])).Status);
            var entries = feed.Elements(Atom + "entry").ToList();
            Assert.NotEmpty(entries);
            Assert.Equal(entries.Count, entries.Select(e => One(e, "id").Value).Distinct().Count());
            Assert.Equal(entries.Max(e => XmlConvert.ToDateTimeOffset(One(e, "updated").Value)), XmlConvert.ToDateTimeOffset(One(feed, "updated").Value));
            foreach (var entry in entries)
            {
                Assert.NotEmpty(One(entry, "title").Value);
                Assert.NotEmpty(One(One(entry, "author"), "name").Value);
                Assert.True(Uri.IsWellFormedUriString(One(entry, "id").Value, UriKind.Absolute));
                Assert.Equal(200, (await site.Guest().GetAsync(Link(entry, "alternate")[PublicUrl.Length..])).Status);
            }
        }
    }

    [Fact]
    public async Task What_xml_cannot_hold_does_not_break_a_feed()
    {
        var post = await site.PostAsync(Cast.Brother, "A title that is changed", "An escaped &#xFFFF; and &#xFFFE; and &#11; in the words");
        // Past the rules, as an old row could be.
        await site.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Title, "A bell \u0007 and \uFFFF inside")));
        var entry = (await site.XmlAsync("/en/new.atom")).Elements(Atom + "entry").Single(e => One(e, "id").Value.EndsWith($"/{post.Id}", StringComparison.Ordinal));
        Assert.Equal("A bell \uFFFD and \uFFFD inside", One(entry, "title").Value);
        Assert.StartsWith("An escaped \uFFFD and \uFFFD and", One(entry, "summary").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/en/best.atom")]
    [InlineData("/ar/new.atom?circle=brothers")]
    [InlineData("/sitemap.xml")]
    [InlineData("/sitemap/0.xml")]
    public async Task A_cache_asks_again_each_time_and_gives_nothing_that_was_deleted(string file)
    {
        var post = await site.PostAsync(Cast.Brother, "A title soon taken back");
        var before = await site.Guest().GetAsync(file);
        Assert.Equal((200, "public, no-cache"), (before.Status, before["Cache-Control"]));
        Assert.Equal(file is not "/sitemap.xml", before.Body.Contains($"soon-taken-back-{post.Id}"));
        if (before["ETag"] is { } tag)
        {
            var same = await site.Guest().GetAsync(file, ("If-None-Match", tag));
            Assert.Equal((304, 0, tag), (same.Status, same.Bytes.Length, same["ETag"]));
        }
        await site.AsAsync(Cast.Brother, services => services.GetRequiredService<PostService>().DeleteAsync(post.Id, default));
        var after = await site.Guest().GetAsync(file, before["ETag"] is { } old && file != "/sitemap.xml" ? [("If-None-Match", old)] : []);
        Assert.Equal(200, after.Status);
        Assert.DoesNotContain($"-{post.Id}<", after.Body);
        Assert.DoesNotContain("soon-taken-back", after.Body);
    }

    [Fact]
    public async Task Robots_are_told_where_the_sitemap_is()
    {
        var robots = (await site.Guest().GetAsync("/robots.txt")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(robots, line => Assert.Matches("^(User-agent|Disallow|Sitemap): \\S+$", line));
        Assert.Contains($"Sitemap: {PublicUrl}/sitemap.xml", robots);
    }

    private static XElement One(XElement of, string name) => Assert.Single(of.Elements(Atom + name));

    private static string Link(XElement of, string relation) => Assert.Single(of.Elements(Atom + "link"), l => l.Attribute("rel")!.Value == relation).Attribute("href")!.Value;
}
