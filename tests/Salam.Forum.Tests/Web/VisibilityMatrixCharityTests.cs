using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The part of the matrix on charity: a foundation that was never vetted, and its project that was never opened.</summary>
public sealed partial class VisibilityMatrixTests
{
    [Fact]
    public async Task What_was_not_opened_yet_is_missing_for_everybody_but_staff_and_administrators()
    {
        const string secret = "zqmurmurzq";
        var (foundation, project) = await world.AsAsync(Cast.Sister, async services =>
        {
            services.GetRequiredService<CurrentViewer>().Value = world.Viewer(Cast.Sister) with { HasSecondFactor = true };
            var applied = (await services.GetRequiredService<FoundationService>().ApplyAsync(Charities.Draft() with { Name = secret, RegisterNumber = secret }, default)).Value;
            return (applied, (await services.GetRequiredService<ProjectService>().CreateAsync(applied, Charities.ProjectDraft(secret + " for all", ends: DateTime.UtcNow.AddDays(60)), default)).Value);
        });
        foreach (var visitor in await VisitorsAsync())
        {
            var sees = visitor.Handle == Cast.Sister || world.Viewer(visitor.Handle).IsAdministrator;
            Assert.Equal(sees ? 200 : 404, (await GetAsync(visitor, Paths.Project("en", project, secret + "-for-all"))).Status);
            Assert.Equal(sees ? 301 : 404, (await GetAsync(visitor, Paths.Project("en", project, "other"))).Status);
            // News are told of what was opened alone: here there are none for anybody.
            Assert.Equal(404, (await GetAsync(visitor, Paths.News("en", new NewsPlace(project, secret + "-for-all", 1)))).Status);
            Assert.Equal(404, (await GetAsync(visitor, Paths.News("en", new NewsPlace(project, "other", 1)))).Status);
            Assert.Equal(sees ? 200 : 404, (await GetAsync(visitor, Paths.Foundation("en", foundation, secret))).Status);
            Assert.Equal(sees ? 301 : 404, (await GetAsync(visitor, Paths.Foundation("en", foundation, "other"))).Status);
            Assert.Equal(sees ? 302 : 404, (await GetAsync(visitor, Paths.Give("en", project))).Status);
            foreach (var open in new[] { "/en/charity", "/en/charity/transparency", Paths.TotalsFile, Paths.LedgerCsv, Paths.LedgerJsonLines, "/sitemap/0.xml" })
            {
                var answer = await GetAsync(visitor, open);
                Assert.Equal(200, answer.Status);
                Assert.DoesNotContain(secret, answer.Everything, StringComparison.Ordinal);
            }
        }
    }
}
