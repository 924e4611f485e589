using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Web.Hosting;

namespace Salam.Forum.Tests.Web;

/// <summary>The same of foundations that are not public yet: their staff and administrators see them, and for all others they are missing.</summary>
public sealed partial class VisibilityMatrixTests
{
    private const string HiddenName = "Wells of Zqhidden";

    private static readonly string[] OfDesk = ["", "/edit", "/announcements", "/statements", "/keys", "/staff", "/documents", "/projects/new"], OfProject = ["", "/edit", "/withdraw", "/source", "/rest"];

    private static readonly string[] OfReview = ["", "/check/register", "/reject", "/withdraw"];

    [Fact]
    public async Task Desks_of_foundations_are_missing_for_all_but_their_staff()
    {
        var (foundation, project) = await HiddenFoundationAsync();
        foreach (var visitor in await VisitorsAsync())
        {
            var isStaff = visitor.Handle == Cast.SisterModerator;
            foreach (var page in OfDesk)
                await ExpectDeskAsync(visitor, Paths.FoundationDesk("en", foundation) + page, isStaff ? 200 : 404);
            foreach (var page in OfProject)
                await ExpectDeskAsync(visitor, Paths.ProjectDesk("en", project) + page, isStaff ? 200 : 404);
            await ExpectDeskAsync(visitor, Paths.HookTest("en", foundation), isStaff ? 200 : 404);
            // The project is no project of a desk where it does not stand, and was never open.
            foreach (var page in new[] { "/update", "/report" })
                await ExpectDeskAsync(visitor, Paths.ProjectDesk("en", project) + page, isStaff ? 409 : 404);
            await ExpectDeskAsync(visitor, Paths.ProjectDesk("en", project) + "/close", isStaff ? 200 : 404);
            foreach (var gone in new[] { "/announcements/1/dismiss", "/documents/1/remove", "/keys/k00000000000000000000/retire", "/staff/nobody/remove" })
                await ExpectDeskAsync(visitor, Paths.FoundationDesk("en", foundation) + gone, 404);
            await ExpectDeskAsync(visitor, Paths.FoundationDesk("en", foundation) + "/projects/preview", 302);
            foreach (var page in new[] { "/update", "/report" })
                await ExpectDeskAsync(visitor, Paths.ProjectDesk("en", project) + page + "/preview", 302);
            foreach (var act in new[] { "/announcements/again", "/edit", "/statements", "/keys", "/staff", "/documents", "/projects/new", "/projects/preview" }.Where(_ => !isStaff))
                await ExpectDeskPostAsync(visitor, Paths.FoundationDesk("en", foundation) + act);
            foreach (var act in new[] { "/submit", "/close", "/withdraw", "/promise", "/update", "/update/preview", "/report", "/report/preview", "/edit", "/source", "/rest", "/resume" }.Where(_ => !isStaff))
                await ExpectDeskPostAsync(visitor, Paths.ProjectDesk("en", project) + act);
            // A draft is translated for nobody.
            foreach (var kind in new[] { ThingKind.Project, ThingKind.ProjectReport })
            {
                var asked = await visitor.PostAsync(Paths.Translate("es", kind, project), []);
                Assert.Equal(visitor.IsGuest ? 302 : 404, asked.Status);
                Assert.DoesNotContain(HiddenName, asked.Everything, StringComparison.Ordinal);
            }
            Assert.Equal(visitor.IsGuest ? 302 : 200, (await visitor.GetAsync(Paths.FoundationDesk("en"))).Status);
            Assert.Equal(visitor.IsGuest ? 302 : 200, (await visitor.GetAsync(Paths.Apply("en"))).Status);
        }
    }

    [Fact]
    public async Task What_is_vetted_is_seen_by_administrators_and_what_is_open_by_moderators()
    {
        var (foundation, project) = await HiddenFoundationAsync();
        foreach (var visitor in await VisitorsAsync())
        {
            var (isModerator, isAdministrator) = (world.Viewer(visitor.Handle).IsModerator, world.Viewer(visitor.Handle).IsAdministrator);
            var index = await visitor.GetAsync(Paths.CharityReview("en"));
            Assert.Equal(visitor.IsGuest ? 302 : isModerator ? 200 : 404, index.Status);
            Assert.Equal(isAdministrator, index.Body.Contains(HiddenName, StringComparison.Ordinal));
            foreach (var page in OfReview)
                await ExpectDeskAsync(visitor, Paths.FoundationReview("en", foundation) + page, isAdministrator ? 200 : 404);
            foreach (var page in new[] { "", "/return", "/pause", "/refuse" })
                await ExpectDeskAsync(visitor, Paths.ProjectReview("en", project) + page, isAdministrator ? 200 : 404);
            foreach (var act in new[] { "/check/register", "/vet", "/reject", "/withdraw" }.Where(_ => !isAdministrator))
                await ExpectDeskPostAsync(visitor, Paths.FoundationReview("en", foundation) + act);
            foreach (var act in new[] { "/publish", "/return", "/pause", "/resume", "/accept", "/refuse", "/words" }.Where(_ => !isAdministrator && visitor.Handle != Cast.SisterModerator))
                await ExpectDeskPostAsync(visitor, Paths.ProjectReview("en", project) + act);
            await ExpectDeskPostAsync(visitor, Paths.CloseDifference("en", 1));
        }
    }

    [Fact]
    public async Task Documents_are_there_for_the_staff_and_administrators_and_missing_for_the_others()
    {
        var (foundation, _) = await HiddenFoundationAsync();
        var key = await DocumentAsync(foundation);
        foreach (var visitor in await VisitorsAsync())
        {
            var answer = await visitor.GetAsync(Paths.Document(key));
            Assert.Equal(visitor.Handle is Cast.SisterModerator or Cast.Administrator ? 200 : 404, answer.Status);
            if (answer.Status == 404)
                Assert.Equal((await visitor.GetAsync(Paths.Document(Guid.NewGuid()))).Headers.Select(h => h.Key).Order(), answer.Headers.Select(h => h.Key).Order());
        }
    }

    /// <summary>A foundation that has applied, with a draft; its one member of staff is a moderator, who alone of all has the second factor it takes.</summary>
    private async Task<(long Foundation, long Project)> HiddenFoundationAsync()
    {
        var staff = world.Viewer(Cast.SisterModerator) with { HasSecondFactor = true };
        var foundation = (await AsStaffAsync<FoundationService, Result<long>>(staff, s => s.ApplyAsync(Charities.Draft() with { Name = HiddenName, RegisterNumber = Guid.NewGuid().ToString("n") }, default))).Value;
        var project = (await AsStaffAsync<ProjectService, Result<long>>(staff, s => s.CreateAsync(foundation, Charities.ProjectDraft(HiddenName, ends: DateTime.UtcNow.AddDays(30)), default))).Value;
        return (foundation, project);
    }

    private async Task<Guid> DocumentAsync(long foundation)
    {
        var staff = world.Viewer(Cast.SisterModerator) with { HasSecondFactor = true };
        using var pdf = new MemoryStream("%PDF-1.4\n%%EOF\n"u8.ToArray());
        _ = (await AsStaffAsync<DocumentService, Result<Done>>(staff, d => d.AddPdfAsync(foundation, new DocumentDraft(DocumentKind.Registration, "Extract"), pdf, default))).Value;
        return (await AsStaffAsync<FoundationQueries, Result<FoundationDesk>>(staff, q => q.DeskAsync(foundation, default))).Value.Documents[0].Key;
    }

    private async Task<T> AsStaffAsync<TService, T>(Viewer viewer, Func<TService, Task<T>> act) where TService : notnull
    {
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Value = viewer;
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }

    private static async Task ExpectDeskAsync(Visitor visitor, string path, int status)
    {
        var answer = await visitor.GetAsync(path);
        Assert.True(answer.Status == (visitor.IsGuest ? 302 : status), string.Create(CultureInfo.InvariantCulture, $"{visitor.Handle} GET {path}: {answer} instead of {status}"));
        if (status == 404)
            Assert.DoesNotContain(HiddenName, answer.Everything, StringComparison.Ordinal);
    }

    private static async Task ExpectDeskPostAsync(Visitor visitor, string path)
    {
        var answer = await visitor.PostAsync(path, [("Words", "Some words of mine"), ("Title", "Some words"), ("Story", "Some words")]);
        Assert.True(answer.Status == (visitor.IsGuest ? 302 : 404), $"{visitor.Handle} POST {path}: {answer} instead of 404");
        Assert.DoesNotContain(HiddenName, answer.Everything, StringComparison.Ordinal);
    }
}
