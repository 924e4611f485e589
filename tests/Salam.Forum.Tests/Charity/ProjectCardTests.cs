using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Charity;
using Salam.Forum.LinkCards;
using Salam.Forum.Posts;
using Salam.Forum.Text;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>Projects that posts cite.</summary>
public sealed class ProjectCardTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const string Home = "https://forum.example";

    [Theory]
    [InlineData("/en/charity/a-well-12", 12L)]
    [InlineData(Home + "/ar/charity/بئر-7?x=1#u3", 7L)]
    [InlineData("https://other.example/en/charity/a-well-12", null)]
    [InlineData(Home + ".other.example/en/charity/a-well-12", null)]
    [InlineData("/xx/charity/a-well-12", null)]
    [InlineData("/en/charity/foundation/a-12", null)]
    [InlineData("/en/charity/a-well", null)]
    [InlineData("", null)]
    public void Only_addresses_of_our_own_projects_are_cited(string address, long? id) => Assert.Equal(id, ProjectAddress.IdOf(address, Home));

    [Fact]
    public void A_line_that_is_an_address_cites_and_one_inside_a_sentence_does_not()
    {
        var html = Markdown.Render($"See /en/charity/a-well-1 please.\n\n/en/charity/a-well-2\n\n{Home}/en/charity/a-well-3\n\n/en/charity/a-well-2\n\n`/en/charity/a-well-4`").Html;
        Assert.Equal([9, 2, 3], ProjectAddress.CitedBy(Home + "/en/charity/a-9", html, Home));
        Assert.Equal([2, 3], ProjectAddress.CitedBy(null, html, Home));
    }

    [Fact]
    public async Task A_draft_is_a_card_for_nobody_and_an_open_project_for_guests()
    {
        var world = await forum.CharityAsync();
        var draft = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default))).Value;
        var html = $"<p>/en/charity/a-{draft}</p><p>/en/charity/a-{world.Project}</p>";
        foreach (var viewer in new[] { world.Staff, world.Administrator, await forum.SisterAsync() })
            Assert.Equal(world.Project, Assert.Single(await forum.ActAsync<ProjectCardQueries, IReadOnlyList<ProjectRow>>(viewer, q => q.CitedByAsync(null, html, default))).Id);
        await using var guest = forum.AsGuest();
        Assert.True(Assert.Single(await guest.Get<ProjectCardQueries>().CitedByAsync(null, html, default)).Mark.IsVetted);
    }

    [Fact]
    public async Task A_link_to_a_project_of_our_own_is_not_fetched_and_any_other_is()
    {
        await using var linking = await ForumFixture.StartAsync(adjust: options => options with { NewPosts = 1_000, NewLinks = 1_000, Links = new LinkOptions() });
        var (world, author) = (await linking.CharityAsync(), await linking.BrotherAsync());
        var home = linking.Services.GetRequiredService<ForumOptions>().PublicUrl;
        await linking.PostAsync(author, Draft($"{home}/en/charity/a-well-{world.Project}"));
        Assert.Equal(0, await linking.NumberAsync("SELECT COUNT(*) FROM LinkCards"));
        await linking.PostAsync(author, Draft("https://elsewhere.example/en/charity/a-well-1"));
        Assert.Equal(1, await linking.NumberAsync("SELECT COUNT(*) FROM LinkCards"));
    }

    [Fact]
    public async Task Cards_are_one_query_and_a_post_that_cites_nothing_costs_none()
    {
        var world = await forum.CharityAsync();
        await using var guest = forum.AsGuest();
        var sent = forum.Commands.Listen();
        Assert.Empty(await guest.Get<ProjectCardQueries>().CitedByAsync("https://elsewhere.example/", "<p dir=\"auto\">Salam.</p>", default));
        Assert.Empty(sent);
        Assert.Single(await guest.Get<ProjectCardQueries>().CitedByAsync(null, $"<p dir=\"auto\">/en/charity/a-{world.Project}</p>", default));
        Assert.DoesNotContain(await forum.PlanAsync(Assert.Single(sent)), step => step.StartsWith("SCAN p", StringComparison.Ordinal) || step.StartsWith("SCAN f", StringComparison.Ordinal));
    }

    private static PostDraft Draft(string link) => ForumFixture.Draft() with { Kind = PostKind.Link, Link = link, Body = "", SubmitKey = Guid.NewGuid() };
}
