using System.Text.Json;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Feeds;
using Salam.Forum.Members;
using Salam.Forum.Tests.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Charity;

/// <summary>Following projects: what is new of them, for who follows alone.</summary>
public sealed class ProjectFollowTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Who_follows_reads_what_happened_newest_first_and_nobody_else_does()
    {
        var (world, sister, brother) = (await forum.CharityAsync(), await forum.SisterAsync(), await forum.BrotherAsync());
        Assert.True((await SetAsync(sister, world.Project, true)).Ok);
        var moderator = await forum.BrotherAsync(Role.Moderator);
        var told = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, "The **drill** has come.", default))).Value;
        await forum.ActAsync<ProjectReviewService, Result<Done>>(moderator, s => s.PauseAsync(world.Project, "We ask the register.", default));
        await forum.ActAsync<ProjectReviewService, Result<Done>>(moderator, s => s.ResumeAsync(world.Project, default));
        await forum.TakeAsync(world, Charities.Gift(world, "d1", 100_000));
        await forum.ActAsync<ProjectService, Result<Done>>(world.Staff, s => s.WithdrawAsync(world.Project, default));
        var news = (await NewsAsync(sister)).Items;
        Assert.Equal([ProjectEventKind.Withdrawn, ProjectEventKind.Funded, ProjectEventKind.Resumed, ProjectEventKind.Paused, ProjectEventKind.Told], news.Select(n => n.Kind));
        Assert.Equal((told, "The drill has come.", ProjectState.Withdrawn), (news[^1].UpdateId, news[^1].Words, news[^1].State));
        Assert.Empty((await NewsAsync(brother)).Items);
        var mine = Assert.Single(await forum.ActAsync<ProjectFollowQueries, IReadOnlyList<FollowedProject>>(sister, q => q.MineAsync(default)));
        Assert.Equal((world.Project, ProjectState.Withdrawn), (mine.Id, mine.State));
    }

    [Fact]
    public async Task News_are_paged_without_gaps()
    {
        var (world, me) = (await forum.CharityAsync(), await forum.BrotherAsync());
        await SetAsync(me, world.Project, true);
        for (var i = 0; i < 5; i++)
            await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, $"News {i}.", default));
        var (all, after) = (new List<long>(), (string?)null);
        do
        {
            var page = await NewsAsync(me, after, 2);
            all.AddRange(page.Items.Select(n => n.Id));
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(5, all.Count);
        Assert.Equal(all.OrderDescending(), all);
    }

    [Fact]
    public async Task Twice_is_once_and_guests_and_drafts_are_refused()
    {
        var (world, me) = (await forum.CharityAsync(), await forum.SisterAsync());
        var draft = (await forum.ActAsync<ProjectService, Result<long>>(world.Staff, s => s.CreateAsync(world.Foundation, Charities.ProjectDraft(), default))).Value;
        Expect.Missing(await SetAsync(me, draft, true));
        Expect.Missing(await SetAsync(world.Staff, draft, true));
        Assert.True((await SetAsync(me, world.Project, true)).Ok);
        Assert.True((await SetAsync(me, world.Project, true)).Ok);
        Assert.True(await forum.ActAsync<ProjectQueries, bool>(me, async q => (await q.ShowAsync(world.Project, default))!.IsFollowed));
        Assert.True((await SetAsync(me, world.Project, false)).Ok);
        Assert.False(await forum.ActAsync<ProjectQueries, bool>(me, async q => (await q.ShowAsync(world.Project, default))!.IsFollowed));
        await using var guest = forum.AsGuest();
        Expect.LogIn(await guest.Get<ProjectFollowService>().SetAsync(world.Project, true, default));
    }

    [Fact]
    public async Task The_news_of_a_member_are_found_by_what_she_follows()
    {
        var (world, me) = (await forum.CharityAsync(), await forum.SisterAsync());
        await SetAsync(me, world.Project, true);
        await using var visit = forum.As(me);
        var sent = forum.Commands.Listen();
        await visit.Get<ProjectFollowQueries>().NewsAsync("0-5", 5, default);
        await visit.Get<ProjectFollowQueries>().MineAsync(default);
        Assert.Equal(2, sent.Count);
        foreach (var command in sent)
            Assert.DoesNotContain(await forum.PlanAsync(command), step => step.StartsWith("SCAN", StringComparison.Ordinal) && !step.Contains("CONSTANT ROW", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_takes_her_data_finds_what_she_follows_and_whoever_leaves_follows_nothing()
    {
        var (world, me) = (await forum.CharityAsync(), await forum.SisterAsync());
        await SetAsync(me, world.Project, true);
        Assert.True((await forum.ActAsync<NightReminderService, Result<Done>>(me, s => s.SetAsync(17, 180, "en", default))).Ok);
        using var file = new MemoryStream();
        await using (var visit = forum.As(me))
            await visit.Get<OwnData>().WriteAsync(file, default);
        var data = JsonDocument.Parse(file.ToArray()).RootElement;
        Assert.Equal(world.Project, data.GetProperty("followed_projects")[0].EnumerateObject().First().Value.GetInt64());
        Assert.Equal(1, data.GetProperty("night_reminders").GetArrayLength());
        Assert.True((await forum.AskAsync<LeaveService, Result<Done>>(me, l => l.LeaveAsync(ForumFixture.Password, keepWords: true, default))).Ok);
        foreach (var table in new[] { "ProjectFollows", "NightReminders", "NightMails" })
            Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM {table} WHERE MemberId = {me.MemberId}"));
    }

    [Fact]
    public async Task Whoever_acts_for_a_foundation_finds_in_her_data_what_she_did_for_it_and_nobody_elses()
    {
        var (world, other) = (await forum.CharityAsync(), await forum.CharityAsync());
        foreach (var of in new[] { world, other })
            Assert.True((await forum.ActAsync<ProjectNewsService, Result<long>>(of.Staff, s => s.TellAsync(of.Project, null, $"Water for {of.Foundation}.", default))).Ok);
        await using (var visit = forum.AsGuest())
        {
            visit.Db.NightMails.Add(new NightMail { MemberId = world.Staff.MemberId, Year = 1447, Night = 21 });
            await visit.Db.SaveChangesAsync();
        }
        using var file = new MemoryStream();
        await using (var visit = forum.As(world.Staff))
            await visit.Get<OwnData>().WriteAsync(file, default);
        var data = JsonDocument.Parse(file.ToArray()).RootElement;
        Assert.Equal(world.Foundation, Assert.Single(data.GetProperty("foundations").EnumerateArray()).GetProperty("foundation_id").GetInt64());
        Assert.Equal(world.Foundation, Assert.Single(data.GetProperty("applied_foundations").EnumerateArray()).GetProperty("id").GetInt64());
        Assert.Equal($"Water for {world.Foundation}.", Assert.Single(data.GetProperty("told_news").EnumerateArray()).GetProperty("body").GetString());
        Assert.Equal(21, Assert.Single(data.GetProperty("night_mails").EnumerateArray()).GetProperty("night").GetInt32());
        Assert.Equal(0, data.GetProperty("posts").GetArrayLength());
    }

    private Task<Result<Done>> SetAsync(Viewer viewer, long project, bool follow) => forum.ActAsync<ProjectFollowService, Result<Done>>(viewer, s => s.SetAsync(project, follow, default));

    private async Task<Page<FollowedNews>> NewsAsync(Viewer viewer, string? after = null, int size = 30) =>
        (await forum.ActAsync<ProjectFollowQueries, Result<Page<FollowedNews>>>(viewer, q => q.NewsAsync(after, size, default))).Value;
}
