using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Data;

public sealed class RecountTests : IAsyncLifetime
{
    private readonly ForumFixture forum = new();

    public Task InitializeAsync() => forum.InitializeAsync();

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task A_recount_says_exactly_what_differed_and_mends_it_and_then_says_nothing()
    {
        var (author, voter) = (await forum.SisterAsync(), await forum.SisterAsync());
        var (post, untouched) = (await forum.PostAsync(author, ownCircleOnly: true), await forum.PostAsync(author));
        var top = await forum.CommentAsync(author, post);
        await forum.CommentAsync(author, post, top);
        await forum.CommentAsync(author, untouched);
        await forum.VoteAsync(voter, post, 1);
        await using (var visit = forum.As(voter))
            await visit.Votes.OnCommentAsync(top, -1, default);
        Assert.Empty(await RunAsync());
        await forum.SqlAsync($"UPDATE Posts SET Ups = 5, Downs = 2, Score = 3, Rank = 1, CommentCount = 9 WHERE Id = {post}");
        await forum.SqlAsync($"UPDATE Comments SET Ups = 4, Score = 3, Confidence = 0.5, ReplyCount = 0, ThreadCount = 7 WHERE Id = {top}");
        var rank = Tally.Rank(1, forum.Clock.Now);
        Assert.Equal(
            [
                new Difference("comment", top, "ups 4 downs 1 score 3 confidence 0.5 replies 0 thread 7 flags 0", "ups 0 downs 1 score -1 confidence 0 replies 1 thread 1 flags 0"),
                new Difference("post", post, "ups 5 downs 2 score 3 rank 1 comments 9", $"ups 1 downs 0 score 1 rank {rank} comments 2"),
            ],
            await RunAsync());
        var (p, c) = (await forum.PostRowAsync(post), await forum.CommentRowAsync(top));
        Assert.Equal((1, 0, 1, rank, 2), (p.Ups, p.Downs, p.Score, p.Rank, p.CommentCount));
        Assert.Equal((0, 1, -1, 0, 1, 1), (c.Ups, c.Downs, c.Score, c.Confidence, c.ReplyCount, c.ThreadCount));
        Assert.Empty(await RunAsync());
    }

    [Fact]
    public async Task A_chain_of_placeholders_is_mended_in_one_run()
    {
        var author = await forum.BrotherAsync();
        var post = await forum.PostAsync(author);
        var chain = new List<long>();
        for (var i = 0; i < 5; i++)
            chain.Add(await forum.CommentAsync(author, post, i == 0 ? null : chain[^1]));
        foreach (var id in chain.Take(4))
            await forum.DeleteCommentAsync(author, id);
        Assert.Empty(await RunAsync());
        await forum.SqlAsync("UPDATE Comments SET ReplyCount = 0, ThreadCount = 0");
        Assert.Equal(chain.Take(4).OrderDescending(), (await RunAsync()).Select(d => d.Id).OrderDescending());
        Assert.Equal([1, 1, 1, 1, 0], (await Task.WhenAll(chain.Select(forum.CommentRowAsync))).Select(c => c.ReplyCount));
        Assert.Equal(4, (await forum.CommentRowAsync(chain[0])).ThreadCount);
        Assert.Empty(await RunAsync());
        await forum.SqlAsync("UPDATE Comments SET Status = 4, Body = '', BodyHtml = ''");
        await RunAsync();
        Assert.Empty(await RunAsync());
        Assert.Equal(0, await forum.NumberAsync("SELECT SUM(ReplyCount + ThreadCount) FROM Comments"));
    }

    [Fact]
    public async Task The_demo_community_fills_an_empty_forum_once_keeps_every_rule_and_counts_right()
    {
        await using (var visit = forum.AsGuest())
            Assert.True(await visit.Get<DemoCommunity>().FillAsync(default));
        await using (var visit = forum.AsGuest())
            Assert.False(await visit.Get<DemoCommunity>().FillAsync(default));
        Assert.Empty(await RunAsync());
        await using var guest = forum.AsGuest();
        Assert.Equal(26, await guest.Db.Members.CountAsync());
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Posts WHERE Audience <> 1 AND Audience <> Circle + 1"));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Comments c JOIN Posts p ON p.Id = c.PostId JOIN Members m ON m.Id = c.AuthorId WHERE m.Circle <> p.Circle OR c.Audience <> p.Audience"));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM PostVotes v JOIN Posts p ON p.Id = v.PostId JOIN Members m ON m.Id = v.MemberId WHERE v.MemberId = p.AuthorId OR v.Audience <> p.Audience OR (p.Audience <> 1 AND p.Audience <> m.Circle + 1)"));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM CommentVotes v JOIN Comments c ON c.Id = v.CommentId WHERE v.MemberId = c.AuthorId OR v.Audience <> c.Audience"));
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Posts WHERE BaseScore <> 0"));
        Assert.Equal((3, 3), (await guest.Db.Projects.CountAsync(p => p.Raised > 0), await guest.Db.Projects.Select(p => p.Kind).Distinct().CountAsync()));
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM DonationLedger WHERE Amount < 0"));
        Assert.True(await guest.Db.Foundations.AllAsync(f => f.Name.Contains("invented")));
        Assert.True(await guest.Db.Posts.AllAsync(p => p.CreatedAt < FakeClock.Start));
        Assert.True(await guest.Db.Posts.AnyAsync(p => p.CreatedAt > FakeClock.Start.AddDays(-1)));
        foreach (var logIn in DemoCommunity.LogIns)
        {
            var member = await guest.Db.Members.SingleAsync(m => m.Email == logIn.Email);
            Assert.True(member.EmailConfirmed);
            Assert.Equal((logIn.Handle, logIn.Who == "moderator" ? Role.Moderator : Role.Member), (member.Handle, member.Role));
            Assert.True(await guest.Get<Microsoft.AspNetCore.Identity.UserManager<Salam.Forum.Members.Member>>().CheckPasswordAsync(member, DemoCommunity.Password));
        }
    }

    [Fact]
    public async Task A_backup_is_a_whole_forum_that_can_be_started_on()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        var copy = forum.File + ".copy";
        await using (var visit = forum.AsGuest())
            Assert.True(await visit.Get<ForumDatabase>().BackUpAsync(copy, default));
        var restored = await ForumFixture.StartAsync(copy);
        await using (var visit = restored.AsGuest())
        {
            await visit.Get<ForumDatabase>().PrepareAsync(default);
            Assert.NotNull(await visit.PostPages.ShowAsync(post, default));
            Assert.Equal("wal", Assert.Single(await visit.Db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync()));
        }
        await restored.DisposeAsync();
    }

    [Fact]
    public async Task The_database_keeps_a_write_ahead_log_and_its_connections_check_foreign_keys()
    {
        await using var visit = forum.AsGuest();
        Assert.Equal("wal", Assert.Single(await visit.Db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync()));
        Assert.Equal(1, Assert.Single(await visit.Db.Database.SqlQueryRaw<int>("PRAGMA foreign_keys").ToListAsync()));
        Assert.Equal(1, Assert.Single(await visit.Db.Database.SqlQueryRaw<int>("PRAGMA synchronous").ToListAsync()));
        Assert.True(await visit.Get<ForumDatabase>().AnswersAsync(default));
    }

    private async Task<IReadOnlyList<Difference>> RunAsync()
    {
        await using var visit = forum.AsGuest();
        return await visit.Get<Recount>().RunAsync(default);
    }
}
