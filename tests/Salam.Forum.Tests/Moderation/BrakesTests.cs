using Salam.Forum.Audiences;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Moderation;

/// <summary>A forum with the limits that it comes with.</summary>
public sealed class BrakedForum : IAsyncLifetime
{
    public ForumFixture Forum { get; } = new() { Adjust = options => options };

    public Task InitializeAsync() => Forum.InitializeAsync();

    public Task DisposeAsync() => Forum.DisposeAsync();
}

public sealed class BrakesTests(BrakedForum braked) : IClassFixture<BrakedForum>
{
    private readonly ForumFixture forum = braked.Forum;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_suspended_member_may_do_nothing_that_others_see_and_a_silenced_one_reads_votes_follows_and_reports(bool suspended)
    {
        var (other, member) = (await forum.SisterAsync(), await forum.SisterAsync());
        var (post, own) = (await forum.PostAsync(other), await forum.PostAsync(member));
        var (comment, answer) = (await forum.CommentAsync(other, post), await forum.CommentAsync(member, post));
        var until = forum.Clock.Now.AddDays(2);
        await SetAsync(member, suspended ? "SuspendedUntil" : "SilencedUntil", until);
        await using var visit = forum.As(member);
        var code = suspended ? "Suspended" : "Silenced";
        Assert.Equal(until, Expect.Refused(RefusalKind.Forbidden, code, await visit.Posts.SubmitAsync(ForumFixture.Draft(), default)).Args[0]);
        Expect.Refused(RefusalKind.Forbidden, code, await visit.Posts.EditAsync(own, ForumFixture.Draft() with { Body = "Other words" }, default));
        Expect.Refused(RefusalKind.Forbidden, code, await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default));
        Expect.Refused(RefusalKind.Forbidden, code, await visit.Comments.EditAsync(answer, "Other words", null, null, default));
        Expect.Refused(RefusalKind.Forbidden, code, await visit.Settings.SetAboutAsync("Other words", default));
        var others = new (string, Func<Task<bool>>)[]
        {
            ("vote", async () => (await visit.Votes.OnPostAsync(post, 1, default)).Ok), ("vote on a comment", async () => (await visit.Votes.OnCommentAsync(comment, 1, default)).Ok),
            ("follow", async () => (await visit.Follows.SetAsync(other.Handle, true, default)).Ok), ("report", async () => (await visit.Get<ReportService>().SendAsync(ThingKind.Post, post, Rules.Spam, null, default)).Ok),
        };
        foreach (var (what, act) in others)
            Assert.True(await act() == !suspended, what);
        Assert.NotNull(await visit.PostPages.ShowAsync(post, default));
        forum.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await visit.Posts.SubmitAsync(ForumFixture.Draft(), default)).Ok);
    }

    [Fact]
    public async Task A_ban_is_said_to_be_for_good()
    {
        var member = await forum.SisterAsync();
        await SetAsync(member, "SuspendedUntil", Sanctions.ForGood);
        await using var visit = forum.As(member);
        Expect.Refused(RefusalKind.Forbidden, "SuspendedForGood", await visit.Posts.SubmitAsync(ForumFixture.Draft(), default));
    }

    [Fact]
    public async Task In_her_first_week_a_member_writes_five_posts_a_day_and_is_told_when_she_may_go_on()
    {
        var member = await forum.BrotherAsync();
        await using var visit = forum.As(member);
        var first = ForumFixture.Draft();
        Assert.True((await visit.Posts.SubmitAsync(first, default)).Ok);
        forum.Clock.Advance(TimeSpan.FromHours(3));
        for (var i = 1; i < 5; i++)
            Assert.True((await visit.Posts.SubmitAsync(ForumFixture.Draft(), default)).Ok);
        var refusal = Expect.Refused(RefusalKind.TooMany, "NewPosts", await visit.Posts.SubmitAsync(ForumFixture.Draft(), default));
        Assert.Equal([5, TimeSpan.FromHours(21)], refusal.Args);
        // The same form once more is answered with its post, and to delete one makes no room.
        var again = await visit.Posts.SubmitAsync(first, default);
        Assert.True(again.Ok);
        Assert.True((await visit.Posts.DeleteAsync(again.Value.Id, default)).Ok);
        Expect.Refused(RefusalKind.TooMany, "NewPosts", await visit.Posts.SubmitAsync(ForumFixture.Draft(), default));
        forum.Clock.Advance(TimeSpan.FromHours(21));
        Assert.True((await visit.Posts.SubmitAsync(ForumFixture.Draft(), default)).Ok);
    }

    [Fact]
    public async Task In_her_first_week_a_member_writes_thirty_comments_a_day()
    {
        var (member, post) = (await forum.BrotherAsync(), await forum.PostAsync(await forum.BrotherAsync()));
        for (var i = 0; i < 30; i++)
            await forum.CommentAsync(member, post);
        await using var visit = forum.As(member);
        Expect.Refused(RefusalKind.TooMany, "NewComments", await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default));
        await OldAsync(member);
        Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default)).Ok);
    }

    [Fact]
    public async Task Links_in_posts_comments_and_edits_count_together()
    {
        var (member, post) = (await forum.BrotherAsync(), await forum.PostAsync(await forum.BrotherAsync()));
        await using var visit = forum.As(member);
        var draft = ForumFixture.Draft();
        var link = draft with { Kind = PostKind.Link, Link = "https://read.example/a", Body = "See [this](https://read.example/b) and https://read.example/c" };
        Assert.True((await visit.Posts.SubmitAsync(link, default)).Ok);
        var comment = (await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: "https://read.example/d"), default)).Value.Id;
        var two = ForumFixture.Answer(post, body: "https://read.example/e https://read.example/f");
        Expect.Refused(RefusalKind.TooMany, "NewLinks", await visit.Comments.ReplyAsync(two, default));
        Expect.Refused(RefusalKind.TooMany, "NewLinks", await visit.Comments.EditAsync(comment, "https://read.example/1 https://read.example/2 https://read.example/3", null, null, default));
        Assert.True((await visit.Comments.EditAsync(comment, "https://read.example/1 https://read.example/2", null, null, default)).Ok);
        Assert.True((await visit.Comments.EditAsync(comment, "Words about https://read.example/1 https://read.example/2", null, null, default)).Ok);
        Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: "No link at all"), default)).Ok);
        Expect.Refused(RefusalKind.TooMany, "NewLinksAtOnce", await visit.Posts.SubmitAsync(ForumFixture.Draft() with { Body = string.Join(' ', Enumerable.Range(0, 6).Select(i => "https://read.example/" + i)) }, default));
        await OldAsync(member);
        Assert.True((await visit.Comments.ReplyAsync(two, default)).Ok);
    }

    [Fact]
    public async Task Links_count_whatever_their_scheme_looks_like_the_posts_own_one_too_and_those_that_came_into_older_texts_today()
    {
        var member = await forum.BrotherAsync();
        await using var visit = forum.As(member);
        Assert.Equal(2, Brakes.LinksIn(Salam.Forum.Text.Markdown.Render("[That](HTTPS://read.example/a) and [this](HTTP://read.example/b)").Html));
        Expect.Refused(RefusalKind.TooMany, "NewLinksAtOnce", await visit.Posts.SubmitAsync(ForumFixture.Draft() with { Body = string.Join(' ', Enumerable.Range(0, 6).Select(i => $"[{i}](HTTPS://read.example/{i})")) }, default));
        var link = ForumFixture.Draft() with { Kind = PostKind.Link, Link = "https://read.example/own" };
        var (post, other) = ((await visit.Posts.SubmitAsync(link, default)).Value.Id, (await visit.Posts.SubmitAsync(ForumFixture.Draft(), default)).Value.Id);
        forum.Clock.Advance(TimeSpan.FromDays(2));
        // Five of its own words and the one that it is are six.
        Expect.Refused(RefusalKind.TooMany, "NewLinksAtOnce", await visit.Posts.EditAsync(post, link with { Body = Links(5) }, default));
        Assert.True((await visit.Posts.EditAsync(post, link with { Body = Links(4) }, default)).Ok);
        Expect.Refused(RefusalKind.TooMany, "NewLinks", await visit.Posts.EditAsync(other, ForumFixture.Draft() with { Body = Links(1) }, default));
        Expect.Refused(RefusalKind.TooMany, "NewLinks", await visit.Posts.SubmitAsync(ForumFixture.Draft() with { Body = Links(1) }, default));
        forum.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True((await visit.Posts.EditAsync(other, ForumFixture.Draft() with { Body = Links(1) }, default)).Ok);

        static string Links(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => "https://read.example/" + i));
    }

    [Fact]
    public async Task A_thread_with_flags_makes_whoever_answered_in_it_wait_two_minutes_and_one_for_each_flag()
    {
        var (author, member) = (await forum.SisterAsync(), await forum.SisterAsync());
        var post = await forum.PostAsync(author);
        var top = await forum.CommentAsync(author, post);
        var answer = await forum.CommentAsync(member, post, top);
        await using var visit = forum.As(member);
        // Without flags nobody waits.
        Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post, answer), default)).Ok);
        await forum.SqlAsync($"UPDATE Comments SET FlagCount = 2 WHERE Id = {top}");
        await forum.SqlAsync($"UPDATE Comments SET FlagCount = 1 WHERE Id = {answer}");
        forum.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(4), Expect.Refused(RefusalKind.TooMany, "Heated", await visit.Comments.ReplyAsync(ForumFixture.Answer(post, top), default)).Args[0]);
        // Another thread of the same post is not heated, nor does somebody wait who only came now.
        Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default)).Ok);
        await using (var newcomer = forum.As(await forum.SisterAsync()))
            Assert.True((await newcomer.Comments.ReplyAsync(ForumFixture.Answer(post, answer), default)).Ok);
        forum.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post, top), default)).Ok);
    }

    [Fact]
    public async Task In_slow_mode_all_but_moderators_wait()
    {
        var post = await forum.PostAsync(await forum.SisterAsync());
        await forum.SqlAsync($"UPDATE Posts SET SlowMinutes = 10 WHERE Id = {post}");
        foreach (var (role, waits) in new[] { (Role.Member, true), (Role.Moderator, false) })
        {
            await using var visit = forum.As(await forum.SisterAsync(role));
            Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default)).Ok);
            forum.Clock.Advance(TimeSpan.FromMinutes(4));
            var second = await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default);
            if (waits)
                Assert.Equal(TimeSpan.FromMinutes(6), Expect.Refused(RefusalKind.TooMany, "SlowMode", second).Args[0]);
            Assert.Equal(!waits, second.Ok);
            forum.Clock.Advance(TimeSpan.FromMinutes(6));
            Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default)).Ok);
        }
    }

    [Fact]
    public async Task Nobody_comments_under_a_locked_post()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        await forum.SqlAsync($"UPDATE Posts SET IsLocked = 1 WHERE Id = {post}");
        foreach (var viewer in new[] { author, await forum.SisterAsync(Role.Moderator) })
        {
            await using var visit = forum.As(viewer);
            Expect.Refused(RefusalKind.Forbidden, "CommentsLocked", await visit.Comments.ReplyAsync(ForumFixture.Answer(post), default));
            Assert.Equal("CommentsLocked", (await visit.PostPages.ShowAsync(post, default))!.CommentRefusal!.Code);
        }
        await using var guest = forum.AsGuest();
        Assert.Equal("CommentsLocked", (await guest.PostPages.ShowAsync(post, default))!.CommentRefusal!.Code);
    }

    private Task OldAsync(Viewer member) => SetAsync(member, "JoinedAt", forum.Clock.Now.AddDays(-7));

    private async Task SetAsync(Viewer member, string column, DateTime moment) =>
        Assert.Equal(1, await forum.SqlAsync($"UPDATE Members SET {column} = '{moment:yyyy-MM-dd HH:mm:ss}' WHERE Id = {member.MemberId}"));
}
