using System.Text;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.Data.Archive;
using Salam.Forum.Feeds;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Search;
using Salam.Forum.Tests.Moderation;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Charity;

/// <summary>The threads under the news of projects: who writes in which, and that they are nobody's posts.</summary>
public sealed class NewsThreadTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task News_that_are_told_have_a_thread_for_each_circle_and_those_that_are_promised_none()
    {
        var world = await forum.CharityAsync();
        var promise = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.PromiseAsync(world.Project, forum.Clock.Now.AddDays(7), default))).Value;
        Assert.Null(await ShowAsync(world.Project, promise));
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM Posts WHERE UpdateId = {promise}"));
        await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, promise, "There is **water**.", default));
        Assert.Equal([Circle.Brothers, Circle.Sisters], (await ShowAsync(world.Project, promise))!.Threads.Keys.Order());
        // What cannot be told again opens no second pair.
        Expect.Missing(await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, promise, "Once more.", default)));
        Assert.Equal(2, await forum.NumberAsync($"SELECT COUNT(*) FROM Posts WHERE UpdateId = {promise}"));
        // News are found under their own project alone.
        Assert.Null(await ShowAsync((await forum.CharityAsync()).Project, promise));
    }

    [Fact]
    public async Task Each_circle_writes_in_its_own_thread_and_everybody_reads_both()
    {
        var (news, brother, sister) = (await ToldAsync(), await forum.BrotherAsync(), await forum.SisterAsync());
        var (brothers, sisters) = (news.Threads[Circle.Brothers], news.Threads[Circle.Sisters]);
        Expect.Refused(RefusalKind.Forbidden, "CommentSistersOnly", await SayAsync(brother, sisters));
        Expect.Refused(RefusalKind.Forbidden, "CommentBrothersOnly", await SayAsync(sister, brothers));
        Expect.LogIn(await SayAsync(Viewer.Guest, sisters));
        // The staff told the news for the foundation; it writes in its own circle's thread like others.
        Expect.Refused(RefusalKind.Forbidden, "CommentBrothersOnly", await SayAsync(news.World.Staff, brothers));
        var his = (await SayAsync(brother, brothers)).Value.Id;
        var hers = (await SayAsync(sister, sisters)).Value.Id;
        Assert.True((await SayAsync(await forum.SisterAsync(), sisters, hers)).Ok);
        Expect.Refused(RefusalKind.Forbidden, "CommentSistersOnly", await SayAsync(brother, sisters, hers));
        foreach (var viewer in new[] { Viewer.Guest, brother, sister })
        {
            Assert.Equal([his], (await CommentsAsync(viewer, brothers)).Select(c => c.Id));
            Assert.Equal(2, (await CommentsAsync(viewer, sisters)).Count);
            Assert.Equal([(Circle.Brothers, 1), (Circle.Sisters, 2)], (await forum.ActAsync<NewsThreadQueries, List<NewsCount>>(viewer, q => q.CountsAsync(news.World.Project, default))).OrderBy(c => c.Circle).Select(c => (c.Circle, c.Comments)));
        }
    }

    [Fact]
    public async Task A_project_that_was_stopped_is_still_spoken_of()
    {
        var (news, moderator) = (await ToldAsync(), await forum.SisterAsync(Role.Moderator));
        Assert.True((await forum.ActAsync<ProjectReviewService, Result<Done>>(moderator, s => s.PauseAsync(news.World.Project, "We ask the register.", default))).Ok);
        await forum.ActAsync<VettingService, Result<Done>>(news.World.Administrator, v => v.WithdrawAsync(news.World.Foundation, "Struck off.", default));
        Assert.True((await SayAsync(await forum.BrotherAsync(), news.Threads[Circle.Brothers])).Ok);
    }

    [Fact]
    public async Task Comments_under_news_are_comments_like_others()
    {
        var (news, sister) = (await ToldAsync(), await forum.SisterAsync());
        var thread = news.Threads[Circle.Sisters];
        var id = (await SayAsync(sister, thread)).Value.Id;
        Assert.Equal(1, (await forum.ActAsync<VoteService, Result<VoteOutcome>>(await forum.BrotherAsync(), v => v.OnCommentAsync(id, 1, default))).Value.Score);
        Assert.Equal("Wa alaykum as-salam.", (await forum.ActAsync<CommentQueries, CommentSource?>(sister, q => q.SourceAsync(id, default)))!.Body);
        Assert.True((await forum.ActAsync<CommentService, Result<CommentAddress>>(sister, s => s.EditAsync(id, "Other words.", null, null, default))).Ok);
        Assert.Equal([id], (await forum.ActAsync<CommentQueries, Result<Page<MemberComment>>>(Viewer.Guest, q => q.OfMemberAsync(sister.MemberId, null, default))).Value.Items.Select(c => c.Id));
        Assert.Empty((await forum.ActAsync<OwnCommentQueries, Result<Page<StrandedComment>>>(sister, q => q.StrandedAsync(null, default))).Value.Items);
        Assert.Equal(Circle.Sisters, (await forum.ActAsync<Things, Thing?>(Viewer.Guest, t => t.FindAsync(ThingKind.Comment, id, default)))!.Circle);
        Assert.NotNull(await forum.ActAsync<ReportableQueries, Reportable?>(await forum.BrotherAsync(), q => q.ShowAsync(ThingKind.Comment, id, default)));
        // What a moderator removes is gone for the others, and counted no more.
        await forum.ActAsync<Things, int>(await forum.SisterAsync(Role.Moderator), t => t.MoveAsync(ThingKind.Comment, [id], Status.Published, Status.Removed, default));
        Assert.Empty(await CommentsAsync(Viewer.Guest, thread));
        Assert.Equal(0, (await forum.PostRowAsync(thread)).CommentCount);
        // She may take her words away herself.
        Assert.Equal("a-well-for-the-village", (await forum.ActAsync<OwnCommentQueries, Result<OwnComment>>(sister, q => q.ToDeleteAsync(id, default))).Value.PostSlug);
        await forum.DeleteCommentAsync(sister, id);
    }

    [Fact]
    public async Task A_thread_is_nobodys_post()
    {
        var (news, brother) = (await ToldAsync("zqmurmurzq came by road."), await forum.BrotherAsync());
        var (staff, thread) = (news.World.Staff, news.Threads[Circle.Sisters]);
        Expect.Missing(await forum.ActAsync<VoteService, Result<VoteOutcome>>(brother, v => v.OnPostAsync(thread, 1, default)));
        Expect.Missing(await forum.DeletePostAsync(staff, thread));
        Expect.Missing(await forum.ActAsync<PostQueries, Result<Post>>(staff, q => q.OwnAsync(thread, default)));
        Expect.Missing(await forum.ActAsync<PostService, Result<PostAddress>>(staff, s => s.EditAsync(thread, ForumFixture.Draft(), default)));
        Assert.Null(await forum.ActAsync<Things, Thing?>(await forum.SisterAsync(Role.Moderator), t => t.FindAsync(ThingKind.Post, thread, default)));
        // Nobody learns which member of the staff told the news.
        var shown = (await forum.ActAsync<PostQueries, PostView?>(staff, q => q.ShowAsync(thread, default)))!;
        Assert.Equal((0, "", false), ((int)shown.Row.AuthorId, shown.Row.AuthorHandle, shown.IsMine));
        foreach (var viewer in new[] { Viewer.Guest, brother, staff })
        {
            foreach (var kind in new[] { FeedKind.Best, FeedKind.New, FeedKind.Top })
                Assert.DoesNotContain((await forum.ActAsync<FeedQueries, Result<Page<FeedRow>>>(viewer, q => q.PageAsync(new FeedRequest(kind), default))).Value.Items, r => news.Threads.ContainsValue(r.Id));
            Assert.Empty((await forum.ActAsync<MemberQueries, Result<Page<FeedRow>>>(viewer, q => q.PostsAsync(staff.MemberId, null, default))).Value.Items);
        }
        Assert.DoesNotContain(await forum.ActAsync<PostQueries, List<PublicPost>>(Viewer.Guest, q => q.PublicAsync(0, long.MaxValue, default)), p => news.Threads.ContainsValue(p.Id));
        // Neither at once nor when everything is indexed anew.
        await using var visit = forum.AsGuest();
        await visit.Get<IndexingPass>().AgainAsync(default);
        while (await visit.Get<IndexingPass>().StepAsync(default) is not null)
        {
        }
        Assert.Equal(0, await forum.NumberAsync($"SELECT COUNT(*) FROM PostTexts WHERE PostId IN ({thread}, {news.Threads[Circle.Brothers]})"));
        // An archive has it as news of their project, and not among the posts.
        await using var archive = new MemoryStream();
        await visit.Get<ArchiveWriter>().ExportAsync(archive, default);
        var written = Encoding.UTF8.GetString(archive.ToArray()).Split('\n').Where(l => l.Contains("zqmurmurzq", StringComparison.Ordinal)).ToList();
        Assert.Equal(["{\"kind\":\"update\"", "{\"kind\":\"event\""], written.Select(l => l[..l.IndexOf(',', StringComparison.Ordinal)]), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Threads_stay_when_the_member_of_the_staff_is_banned_or_leaves()
    {
        var (banned, left, moderator) = (await ToldAsync(), await ToldAsync(), await forum.SisterAsync(Role.Moderator));
        var said = (await SayAsync(banned.World.Staff, banned.Threads[Circle.Sisters])).Value.Id;
        var review = await forum.ReportedAsync(ThingKind.Comment, said);
        Assert.True((await forum.ActAsync<DecisionService, Result<Decided>>(moderator, d => d.DecideAsync(review.Id, review.Version, new Decision(Act.EverythingRemoved, Rules.Spam), default))).Ok);
        Assert.Equal(Status.Removed, (await forum.CommentRowAsync(said)).Status);
        Assert.True((await forum.ActAsync<LeaveService, Result<Done>>(left.World.Staff, l => l.LeaveAsync(ForumFixture.Password, false, default))).Ok);
        foreach (var thread in banned.Threads.Values.Concat(left.Threads.Values))
            Assert.Equal((Status.Published, "A well for the village", 0), await forum.PostRowAsync(thread) is { } row ? (row.Status, row.Title, row.CommentCount) : default);
    }

    [Fact]
    public async Task Threads_are_found_by_their_index()
    {
        var news = await ToldAsync();
        await using var visit = forum.AsGuest();
        var sent = forum.Commands.Listen();
        await visit.Get<NewsThreadQueries>().ShowAsync(news.World.Project, news.Update, default);
        await visit.Get<NewsThreadQueries>().CountsAsync(news.World.Project, default);
        await visit.Get<NewsThreadQueries>().PlaceAsync(news.Update, default);
        var plans = new List<string>();
        foreach (var command in sent)
            plans.AddRange(await forum.PlanAsync(command));
        Assert.Equal(2, plans.Count(step => step.Contains("IX_Posts_Threads", StringComparison.Ordinal)));
        Assert.DoesNotContain(plans, step => step.StartsWith("SCAN p", StringComparison.Ordinal) || step.StartsWith("SCAN u", StringComparison.Ordinal));
    }

    private async Task<News> ToldAsync(string words = "The drill has **arrived**.")
    {
        var world = await forum.CharityAsync();
        var update = (await forum.ActAsync<ProjectNewsService, Result<long>>(world.Staff, s => s.TellAsync(world.Project, null, words, default))).Value;
        return new News(world, update, (await ShowAsync(world.Project, update))!.Threads.ToDictionary());
    }

    private Task<NewsView?> ShowAsync(long project, long update) => forum.ActAsync<NewsThreadQueries, NewsView?>(Viewer.Guest, q => q.ShowAsync(project, update, default));

    private Task<Result<CommentAddress>> SayAsync(Viewer viewer, long thread, long? parent = null) =>
        forum.ActAsync<CommentService, Result<CommentAddress>>(viewer, s => s.ReplyAsync(ForumFixture.Answer(thread, parent), default));

    private async Task<List<CommentRow>> CommentsAsync(Viewer viewer, long thread) =>
        [.. CommentNode.All((await forum.ActAsync<CommentQueries, Result<CommentPage>>(viewer, q => q.OfPostAsync(thread, CommentSort.Best, null, default))).Value.Tops)];

    private sealed record News(CharityWorld World, long Update, Dictionary<Circle, long> Threads);
}
