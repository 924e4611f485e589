using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.ContentFilter;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;
using Role = Salam.Forum.Audiences.Role;

namespace Salam.Forum.Tests.Moderation;

/// <summary>The pass over everything when the lists have changed: a forum is closed and opened again with a list of its own.</summary>
public sealed class JudgingPassTests : IDisposable
{
    private const string Word = "numskull", List = "[insult indecent]\nnumskull+\n";
    private readonly string folder = Directory.CreateTempSubdirectory("salam-judging-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_became_indecent_is_held_with_a_case_and_leaves_the_counts()
    {
        var (forum, sister) = await BeginAsync();
        var post = await forum.PostAsync(sister, ForumFixture.Draft() with { Body = "What a numskull" });
        var clean = await forum.PostAsync(sister);
        var comment = await CommentAsync(forum, sister, clean, "What a numskull");
        forum = await AgainAsync(forum, List);
        var before = (await forum.PostRowAsync(clean)).JudgedBy;
        Assert.Equal(2, await RunAsync(forum));
        foreach (var (status, severity) in new[] { await StateAsync(forum, post), ((await forum.CommentRowAsync(comment)).Status, (await forum.CommentRowAsync(comment)).Severity) })
            Assert.Equal((Status.Held, Severity.Indecent), (status, severity));
        Assert.Equal(2, await forum.NumberAsync("SELECT COUNT(*) FROM Cases WHERE State = 1 AND Found = 2"));
        Assert.Equal(2, await forum.NumberAsync("SELECT COUNT(*) FROM ModerationLog WHERE Act = 1 AND ActorId IS NULL"));
        var row = await forum.PostRowAsync(clean);
        Assert.Equal((Status.Published, 0), (row.Status, row.CommentCount));
        Assert.NotEqual(before, row.JudgedBy, StringComparer.Ordinal);
        await forum.DisposeAsync();
    }

    [Fact]
    public async Task What_a_moderator_approved_is_left_alone_and_what_is_held_is_never_let_out()
    {
        var (forum, sister) = await BeginAsync(List);
        var approved = await forum.PostAsync(sister, ForumFixture.Draft() with { Body = "What a numskull" });
        var held = await forum.PostAsync(sister, ForumFixture.Draft() with { Body = "Such a numskull" });
        await using (var visit = forum.As(await forum.SisterAsync(Role.Moderator)))
        {
            var review = await visit.Db.Cases.AsNoTracking().FirstAsync(c => c.ThingId == approved);
            Assert.True((await visit.Get<DecisionService>().DecideAsync(review.Id, review.Version, new Decision(Act.Approved), default)).Ok);
        }
        var judgedBy = (await forum.PostRowAsync(approved)).JudgedBy;
        forum = await AgainAsync(forum, "[insult forbidden]\nnumskull+\n");
        await RunAsync(forum);
        Assert.Equal((Status.Published, Severity.Clean), await StateAsync(forum, approved));
        Assert.Equal(judgedBy, (await forum.PostRowAsync(approved)).JudgedBy);
        Assert.Equal((Status.Held, Severity.Forbidden), await StateAsync(forum, held));
        forum = await AgainAsync(forum, "");
        await RunAsync(forum);
        Assert.Equal((Status.Held, Severity.Clean), await StateAsync(forum, held));
        Assert.Equal(CaseState.Open, (CaseState)await forum.NumberAsync($"SELECT State FROM Cases WHERE ThingId = {held}"));
        await forum.DisposeAsync();
    }

    [Fact]
    public async Task A_pass_that_was_broken_off_goes_on_where_it_was_and_one_that_is_through_rests()
    {
        var (forum, sister) = await BeginAsync();
        var posts = new List<long>();
        for (var i = 0; i < JudgingPass.Step + 20; i++)
            posts.Add(await forum.PostAsync(sister));
        var last = await forum.PostAsync(sister, ForumFixture.Draft() with { Body = "What a numskull" });
        forum = await AgainAsync(forum, List);
        await using (var visit = forum.AsGuest())
        {
            Assert.Null(await visit.Get<JudgingQueries>().ProgressAsync(default));
            var step = (await visit.Get<JudgingPass>().StepAsync(default))!;
            Assert.Equal((ThingKind.Post, posts[JudgingPass.Step - 1]), (step.Kind, step.LastId));
            var progress = (await visit.Get<JudgingQueries>().ProgressAsync(default))!;
            Assert.False(progress.IsDone);
            Assert.InRange(progress.Percent, 1, 99);
        }
        forum = await AgainAsync(forum, List);
        Assert.Equal(1, await RunAsync(forum));
        Assert.Equal(Status.Held, (await StateAsync(forum, last)).Status);
        await using (var visit = forum.AsGuest())
        {
            Assert.True((await visit.Get<JudgingQueries>().ProgressAsync(default))!.IsDone);
            Assert.Null(await visit.Get<JudgingPass>().StepAsync(default));
        }
        await forum.DisposeAsync();
    }

    [Fact]
    public async Task A_name_that_became_indecent_comes_before_a_moderator_once()
    {
        var (forum, _) = await BeginAsync();
        var member = await forum.MemberAsync(Circle.Sisters, handle: Word);
        forum = await AgainAsync(forum, List);
        Assert.Equal(1, await RunAsync(forum));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM Cases WHERE Kind = 3 AND ThingId = {member.MemberId}"));
        await forum.SqlAsync("UPDATE Cases SET State = 2");
        forum = await AgainAsync(forum, List + "nitwit\n");
        Assert.Equal(0, await RunAsync(forum));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Cases WHERE State = 1"));
        await forum.DisposeAsync();
    }

    [Fact]
    public async Task Imported_things_that_were_indecent_all_along_stay_published()
    {
        var (forum, sister) = await BeginAsync(List);
        var post = await forum.PostAsync(sister, ForumFixture.Draft() with { Body = "What a numskull" });
        await forum.SetStatusAsync(post, Status.Published);
        forum = await AgainAsync(forum, List + "nitwit\n");
        Assert.Equal(0, await RunAsync(forum));
        Assert.Equal((Status.Published, Severity.Indecent), await StateAsync(forum, post));
        await forum.DisposeAsync();
    }

    [Fact]
    public async Task What_became_indecent_of_projects_comes_before_administrators_and_stays_in_its_place()
    {
        var (forum, _) = await BeginAsync();
        var world = await forum.CharityAsync(Charities.ProjectDraft() with { Milestones = [new MilestoneDraft("A pump for the numskull", 40_000)] });
        var told = await forum.CharityAsync();
        var reported = await forum.CharityAsync();
        var clean = await forum.CharityAsync();
        await forum.CharityAsync(Charities.ProjectDraft());
        var draft = Charities.ProjectDraft() with { Story = "The village has no water, and the numskull of the well walks an hour for it each morning." };
        Assert.True((await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, draft, default))).Ok);
        Assert.True((await forum.ActAsync<ProjectNewsService, Result<long>>(told.Staff, s => s.TellAsync(told.Project, null, "What a &#110;umskull", default))).Ok);
        Assert.True((await forum.ActAsync<ProjectService, Result<Done>>(reported.Staff, s => s.CloseAsync(reported.Project, default))).Ok);
        Assert.True((await forum.ActAsync<ProjectService, Result<Done>>(reported.Staff, s => s.ReportAsync(reported.Project, "The well is dug, the pump runs, and every numskull drinks from it.", 0, default))).Ok);
        forum = await AgainAsync(forum, List);
        Assert.Equal(3, await RunAsync(forum));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Cases"));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Notices WHERE EntryId IN (SELECT Id FROM ModerationLog WHERE Act = 70)"));
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Projects WHERE State NOT IN (1, 3, 5) AND Id <> {reported.Project}"));
        var list = (await forum.ActAsync<ProjectWordsQueries, Result<IReadOnlyList<MetProject>>>(world.Administrator, q => q.ListAsync(default))).Value;
        Assert.Equal([world.Project, told.Project, reported.Project], list.Select(p => p.Id));
        Assert.All(list, p => Assert.Contains(Word, p.Words, StringComparison.Ordinal));
        foreach (var (project, field) in new[] { (world.Project, "Milestones"), (told.Project, "Body"), (reported.Project, "Report") })
        {
            var marked = Assert.Single((await WordsAsync(forum, world.Administrator, project))!.Marked);
            Assert.Equal((field, Word), (marked.Field, Assert.Single(marked.Stretches, s => !s.IsPlain).Text));
        }
        Assert.Null(await WordsAsync(forum, world.Administrator, clean.Project));
        Assert.Equal(3, await forum.ActAsync<CharityReviewQueries, int>(world.Administrator, q => q.CountAsync(default)));
        Expect.Missing(await forum.ActAsync<ProjectWordsQueries, Result<IReadOnlyList<MetProject>>>(world.Staff, q => q.ListAsync(default)));
        await forum.DisposeAsync();
    }

    [Fact]
    public async Task What_an_administrator_has_looked_at_waits_again_only_when_other_words_are_met()
    {
        var (forum, _) = await BeginAsync();
        var world = await forum.CharityAsync(Charities.ProjectDraft() with { Fees = "Five in a hundred go to the numskull, and to one nitwit." });
        forum = await AgainAsync(forum, List);
        Assert.Equal(1, await RunAsync(forum));
        var met = (await WordsAsync(forum, world.Administrator, world.Project))!;
        Expect.Missing(await SeeAsync(forum, world.Staff, world.Project, met.EntryId));
        Expect.Refused(RefusalKind.Conflict, "AppealChanged", await SeeAsync(forum, world.Administrator, world.Project, met.EntryId - 1));
        Assert.True((await SeeAsync(forum, world.Administrator, world.Project, met.EntryId)).Ok);
        Assert.Null(await WordsAsync(forum, world.Administrator, world.Project));
        forum = await AgainAsync(forum, List + "unmet\n");
        Assert.Equal(0, await RunAsync(forum));
        Assert.Null(await WordsAsync(forum, world.Administrator, world.Project));
        forum = await AgainAsync(forum, List + "nitwit+\n");
        Assert.Equal(1, await RunAsync(forum));
        Assert.Equal(1, await forum.ActAsync<CharityReviewQueries, int>(world.Administrator, q => q.CountAsync(default)));
        var again = (await WordsAsync(forum, world.Administrator, world.Project))!;
        Expect.Refused(RefusalKind.Conflict, "AppealChanged", await SeeAsync(forum, world.Administrator, world.Project, met.EntryId));
        // What its staff changed meanwhile is told apart from what still stands.
        Assert.True((await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.EditAsync(world.Project, Charities.ProjectDraft(), default))).Ok);
        Assert.Empty((await WordsAsync(forum, world.Administrator, world.Project))!.Marked);
        Assert.True((await SeeAsync(forum, world.Administrator, world.Project, again.EntryId)).Ok);
        Assert.Null(await WordsAsync(forum, world.Administrator, world.Project));
        await forum.DisposeAsync();
    }

    private static async Task<MetWords?> WordsAsync(ForumFixture forum, Viewer viewer, long project) => (await forum.ActAsync<ProjectWordsQueries, Result<MetWords?>>(viewer, q => q.OfAsync(project, default))).Value;

    private static Task<Result<Done>> SeeAsync(ForumFixture forum, Viewer viewer, long project, long entry) => forum.ActAsync<ProjectReviewService, Result<Done>>(viewer, s => s.SeeWordsAsync(project, entry, default));

    private async Task<(ForumFixture Forum, Viewer Sister)> BeginAsync(string list = "")
    {
        Write(list);
        var forum = await ForumFixture.StartAsync(adjust: Adjust);
        return (forum, await forum.SisterAsync());
    }

    private async Task<ForumFixture> AgainAsync(ForumFixture forum, string list)
    {
        await forum.EndAsync();
        Write(list);
        return await ForumFixture.StartAsync(forum.File, Adjust);
    }

    private ForumOptions Adjust(ForumOptions options) => options with { DataFolder = folder, NewPosts = 1_000, NewComments = 1_000 };

    private void Write(string list)
    {
        Directory.CreateDirectory(Path.Combine(folder, "filter"));
        File.WriteAllText(Path.Combine(folder, "filter", "own.txt"), list);
    }

    private static async Task<int> RunAsync(ForumFixture forum)
    {
        var held = 0;
        while (true)
        {
            await using var visit = forum.AsGuest();
            if (await visit.Get<JudgingPass>().StepAsync(default) is not { } step)
                return held;
            held += step.Held;
        }
    }

    private static async Task<(Status Status, Severity Severity)> StateAsync(ForumFixture forum, long post) => ((await forum.PostRowAsync(post)).Status, (await forum.PostRowAsync(post)).Severity);

    private static async Task<long> CommentAsync(ForumFixture forum, Viewer author, long post, string body)
    {
        await using var visit = forum.As(author);
        return (await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: body), default)).Value.Id;
    }
}
