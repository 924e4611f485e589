using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The part of the matrix on following projects.</summary>
public sealed partial class VisibilityMatrixTests
{
    [Fact]
    public async Task Projects_that_were_not_opened_are_followed_by_nobody()
    {
        const string secret = "zqfollowzq";
        var project = await world.AsAsync(Cast.Sister, async services =>
        {
            services.GetRequiredService<CurrentViewer>().Value = world.Viewer(Cast.Sister) with { HasSecondFactor = true };
            var applied = (await services.GetRequiredService<FoundationService>().ApplyAsync(Charities.Draft() with { Name = secret, RegisterNumber = secret }, default)).Value;
            return (await services.GetRequiredService<ProjectService>().CreateAsync(applied, Charities.ProjectDraft(secret + " for all", ends: DateTime.UtcNow.AddDays(60)), default)).Value;
        });
        foreach (var visitor in await VisitorsAsync())
        {
            foreach (var follow in new[] { true, false })
                Assert.Equal(visitor.IsGuest ? 302 : 404, (await visitor.PostAsync(Paths.FollowProject("en", project, follow))).Status);
            Assert.Equal(visitor.IsGuest ? 302 : 200, (await GetAsync(visitor, Paths.Nights("en"))).Status);
            Assert.Equal(200, (await GetAsync(visitor, Paths.Nights("en") + "/stop?key=" + Guid.NewGuid())).Status);
            var mine = await GetAsync(visitor, Paths.FollowedProjects("en"));
            Assert.Equal(visitor.IsGuest ? 302 : 200, mine.Status);
            Assert.DoesNotContain(secret, mine.Everything, StringComparison.Ordinal);
        }
    }
}
