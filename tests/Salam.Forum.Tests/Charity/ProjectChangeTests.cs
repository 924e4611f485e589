using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Charity.Platforms;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>What the staff of a project that everybody sees may change by itself, and what waits for an administrator.</summary>
public sealed class ProjectChangeTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Where_gifts_go_and_how_much_is_asked_for_waits_for_an_administrator()
    {
        var world = await forum.CharityAsync();
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 500));
        Assert.True((await EditAsync(world, d => d with { Goal = 500, DonateUrl = "https://elsewhere.example/give", Fees = "Six in a hundred." })).Ok);
        var shown = await ProjectAsync(world);
        Assert.Equal((100_000, "https://wells.example/give", "Six in a hundred.", ProjectState.Open), (shown.Goal, shown.DonateUrl, shown.Fees, shown.State));
        var wish = (await WishAsync(world))!;
        Assert.Equal((500, "https://elsewhere.example/give"), (wish.Wished.Goal, wish.Wished.DonateUrl));
        Assert.Contains(await forum.ActAsync<SourceQueries, IReadOnlyList<WishView>>(world.Administrator, q => q.WishesAsync(default)), w => w.ProjectId == world.Project);
        Assert.Empty(await forum.ActAsync<SourceQueries, IReadOnlyList<WishView>>(world.Staff, q => q.WishesAsync(default)));
        Assert.False((await AcceptAsync(world.Staff, world, wish)).Ok);
        // Changed once more meanwhile: she has not read this one.
        Assert.True((await EditAsync(world, d => d with { Goal = 400, DonateUrl = "https://elsewhere.example/give" })).Ok);
        Expect.Refused(RefusalKind.Conflict, "ChangedMeanwhile", await AcceptAsync(world.Administrator, world, wish));
        Assert.True((await AcceptAsync(world.Administrator, world, (await WishAsync(world))!)).Ok);
        shown = await ProjectAsync(world);
        Assert.Equal((400, "https://elsewhere.example/give", ProjectState.Funded), (shown.Goal, shown.DonateUrl, shown.State));
        Assert.Null(await WishAsync(world));
        Assert.Equal([Act.ProjectChangeAccepted, Act.ProjectChangeWished, Act.ProjectChangeWished], await ActsAsync(world, Act.ProjectChangeWished, Act.ProjectChangeAccepted));
    }

    [Fact]
    public async Task What_is_refused_stays_as_it_was_and_what_is_taken_back_waits_no_more()
    {
        var world = await forum.CharityAsync();
        await EditAsync(world, d => d with { DonateUrl = "https://elsewhere.example/give" });
        Expect.Refused(RefusalKind.Invalid, "WordsEmpty", await RefuseAsync(world, ""));
        Assert.True((await RefuseAsync(world, "That page is not yours.")).Ok);
        Assert.Equal("https://wells.example/give", (await ProjectAsync(world)).DonateUrl);
        Expect.Missing(await RefuseAsync(world, "That page is not yours."));
        await EditAsync(world, d => d with { Goal = 7 });
        await EditAsync(world, d => d);
        Assert.Null(await WishAsync(world));
        // Nobody else sees what is wished.
        await EditAsync(world, d => d with { Goal = 7 });
        var other = await forum.CharityAsync();
        Expect.Missing(await forum.ActAsync<SourceQueries, Result<WishView?>>(other.Staff, q => q.WishAsync(world.Project, default)));
    }

    [Fact]
    public async Task Before_everybody_sees_it_a_project_is_changed_at_once_and_nothing_is_told()
    {
        var world = await forum.CharityAsync();
        var draft = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default))).Value;
        var its = world with { Project = draft };
        Assert.True((await EditAsync(its, d => d with { Goal = 7, Title = "Another well altogether" })).Ok);
        Assert.Equal(7, (await ProjectAsync(its)).Goal);
        Assert.Empty(await ActsAsync(its, Enum.GetValues<Act>()));
    }

    [Fact]
    public async Task Another_title_and_story_of_an_open_project_are_written_in_the_log()
    {
        var world = await forum.CharityAsync();
        await EditAsync(world, d => d);
        Assert.Empty(await ActsAsync(world, Act.ProjectRetitled, Act.ProjectRetold));
        await EditAsync(world, d => d with { Title = "Two wells for the village", Story = d.Story + " Now there shall be two of them." });
        await using var visit = forum.As(world.Administrator);
        var entries = await visit.Db.ModerationLog.Where(e => e.Kind == ThingKind.Project && e.ThingId == world.Project && (e.Act == Act.ProjectRetitled || e.Act == Act.ProjectRetold)).OrderBy(e => e.Act).ToListAsync();
        Assert.Equal("A well for the village", Assert.Single(entries, e => e.Act == Act.ProjectRetitled).Words);
        Assert.StartsWith("The village has no water", Assert.Single(entries, e => e.Act == Act.ProjectRetold).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_staff_stops_its_project_and_lets_it_go_on_but_not_what_a_moderator_stopped()
    {
        var world = await forum.CharityAsync();
        var other = await forum.CharityAsync();
        Expect.Missing(await RestAsync(other, world.Project, "We look into it."));
        Expect.Refused(RefusalKind.Invalid, "WordsEmpty", await RestAsync(world, world.Project, ""));
        Assert.True((await RestAsync(world, world.Project, "The drill is being mended.")).Ok);
        var shown = await ProjectAsync(world);
        Assert.Equal((ProjectState.Paused, "The drill is being mended."), (shown.State, shown.Reason));
        // It is for its staff to let it go on.
        Expect.Refused(RefusalKind.Conflict, "ProjectState", await forum.ActAsync<ProjectReviewService, Result<Done>>(world.Administrator, s => s.ResumeAsync(world.Project, default)));
        Assert.True((await EndAsync(world)).Ok);
        Assert.Equal((ProjectState.Open, ""), ((await ProjectAsync(world)).State, (await ProjectAsync(world)).Reason));
        Expect.Refused(RefusalKind.Conflict, "ProjectState", await EndAsync(world));
        // A moderator's word stands above it.
        await RestAsync(world, world.Project, "The drill is being mended.");
        Assert.True((await forum.ActAsync<ProjectReviewService, Result<Done>>(world.Administrator, s => s.PauseAsync(world.Project, "We are looking into this.", default))).Ok);
        Expect.Refused(RefusalKind.Conflict, "ProjectState", await EndAsync(world));
        Assert.True((await forum.ActAsync<ProjectReviewService, Result<Done>>(world.Administrator, s => s.ResumeAsync(world.Project, default))).Ok);
        Assert.Equal(ProjectState.Open, (await ProjectAsync(world)).State);
    }

    private Task<Result<Done>> RestAsync(CharityWorld world, long project, string words) => forum.ActAsync<RestService, Result<Done>>(world.Staff, s => s.RestAsync(project, words, default));

    private Task<Result<Done>> EndAsync(CharityWorld world) => forum.ActAsync<RestService, Result<Done>>(world.Staff, s => s.EndAsync(world.Project, default));

    private Task<Result<Done>> EditAsync(CharityWorld world, Func<ProjectDraft, ProjectDraft> change) =>
        forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, change(Charities.ProjectDraft()), default));

    private Task<Result<Done>> AcceptAsync(Viewer viewer, CharityWorld world, WishView wish) =>
        forum.ActAsync<WishService, Result<Done>>(viewer, s => s.AcceptAsync(world.Project, Edits.Version(wish.WishedAt), default));

    private Task<Result<Done>> RefuseAsync(CharityWorld world, string words) => forum.ActAsync<WishService, Result<Done>>(world.Administrator, s => s.RefuseAsync(world.Project, words, default));

    private async Task<WishView?> WishAsync(CharityWorld world) => (await forum.ActAsync<SourceQueries, Result<WishView?>>(world.Staff, q => q.WishAsync(world.Project, default))).Value;

    private async Task<Project> ProjectAsync(CharityWorld world)
    {
        await using var visit = forum.As(world.Staff);
        return (await visit.Db.Projects.FindAsync(world.Project))!;
    }

    private async Task<List<Act>> ActsAsync(CharityWorld world, params Act[] acts)
    {
        await using var visit = forum.As(world.Administrator);
        return await visit.Db.ModerationLog.Where(e => e.Kind == ThingKind.Project && e.ThingId == world.Project && acts.Contains(e.Act)).OrderByDescending(e => e.Id).Select(e => e.Act).ToListAsync();
    }
}
