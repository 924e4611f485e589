using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Votes;

public sealed class VoteServiceTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    public static TheoryData<int, int> Transitions => new() { { -1, -1 }, { -1, 0 }, { -1, 1 }, { 0, -1 }, { 0, 0 }, { 0, 1 }, { 1, -1 }, { 1, 0 }, { 1, 1 } };

    [Theory]
    [MemberData(nameof(Transitions))]
    public async Task A_vote_on_a_post_goes_from_any_state_to_any_other(int from, int to)
    {
        var (post, voter) = (await forum.PostAsync(await forum.BrotherAsync()), await forum.SisterAsync());
        await using var visit = forum.As(voter);
        Assert.Equal(new VoteOutcome(from, from), (await visit.Votes.OnPostAsync(post, from, default)).Value);
        Assert.Equal(new VoteOutcome(to, to), (await visit.Votes.OnPostAsync(post, to, default)).Value);
        var row = await forum.PostRowAsync(post);
        Assert.Equal((to > 0 ? 1 : 0, to < 0 ? 1 : 0, to, Tally.Rank(to, row.CreatedAt)), (row.Ups, row.Downs, row.Score, row.Rank));
        Assert.Equal(to == 0 ? 0 : 1, await visit.Db.PostVotes.CountAsync(v => v.PostId == post));
        Assert.Equal(to, (await visit.PostPages.ShowAsync(post, default))!.Row.MyVote);
    }

    [Theory]
    [MemberData(nameof(Transitions))]
    public async Task A_vote_on_a_comment_goes_from_any_state_to_any_other(int from, int to)
    {
        var (author, voter) = (await forum.BrotherAsync(), await forum.SisterAsync());
        var comment = await forum.CommentAsync(author, await forum.PostAsync(author));
        await using var visit = forum.As(voter);
        Assert.Equal(new VoteOutcome(from, from), (await visit.Votes.OnCommentAsync(comment, from, default)).Value);
        Assert.Equal(new VoteOutcome(to, to), (await visit.Votes.OnCommentAsync(comment, to, default)).Value);
        var (ups, downs) = (to > 0 ? 1 : 0, to < 0 ? 1 : 0);
        var row = await forum.CommentRowAsync(comment);
        Assert.Equal((ups, downs, to, Tally.Confidence(ups, downs)), (row.Ups, row.Downs, row.Score, row.Confidence));
        Assert.Equal(to, (await visit.Threads.SourceAsync(comment, default))!.Row.MyVote);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(int.MinValue)]
    [InlineData(65_537)]
    public async Task Another_value_is_refused(int value)
    {
        var author = await forum.BrotherAsync();
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(author, post);
        await using var visit = forum.As(await forum.BrotherAsync());
        Expect.Refused(RefusalKind.Invalid, "VoteValue", await visit.Votes.OnPostAsync(post, value, default));
        Expect.Refused(RefusalKind.Invalid, "VoteValue", await visit.Votes.OnCommentAsync(comment, value, default));
    }

    [Fact]
    public async Task Nobody_votes_on_her_own_thing()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(author, post);
        await using var visit = forum.As(author);
        foreach (var value in new[] { 1, 0, -1 })
        {
            Expect.Refused(RefusalKind.Forbidden, "VoteOwn", await visit.Votes.OnPostAsync(post, value, default));
            Expect.Refused(RefusalKind.Forbidden, "VoteOwn", await visit.Votes.OnCommentAsync(comment, value, default));
        }
        Assert.Equal((0, 0), ((await forum.PostRowAsync(post)).Score, (await forum.CommentRowAsync(comment)).Score));
    }

    [Fact]
    public async Task A_guest_is_asked_to_log_in_for_what_she_sees_and_the_hidden_is_missing()
    {
        var author = await forum.SisterAsync();
        var (open, own) = (await forum.PostAsync(author), await forum.PostAsync(author, ownCircleOnly: true));
        var (onOpen, onOwn) = (await forum.CommentAsync(author, open), await forum.CommentAsync(author, own));
        await using (var visit = forum.AsGuest())
        {
            Expect.LogIn(await visit.Votes.OnPostAsync(open, 1, default));
            Expect.LogIn(await visit.Votes.OnCommentAsync(onOpen, 1, default));
            Expect.Missing(await visit.Votes.OnPostAsync(own, 1, default));
            Expect.Missing(await visit.Votes.OnCommentAsync(onOwn, 1, default));
        }
        await using (var visit = forum.As(await forum.BrotherAsync(Role.Administrator)))
        {
            Expect.Missing(await visit.Votes.OnPostAsync(own, 1, default));
            Expect.Missing(await visit.Votes.OnCommentAsync(onOwn, 1, default));
            Expect.Missing(await visit.Votes.OnPostAsync(999_999, 1, default));
            Expect.Missing(await visit.Votes.OnCommentAsync(999_999, 1, default));
        }
        await using (var visit = forum.As(await forum.SisterAsync()))
        {
            Assert.True((await visit.Votes.OnPostAsync(own, 1, default)).Ok);
            Assert.True((await visit.Votes.OnCommentAsync(onOwn, 1, default)).Ok);
        }
    }

    [Fact]
    public async Task What_is_held_is_not_voted_on_and_a_placeholder_is_missing()
    {
        var (author, moderator, other) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.SisterAsync());
        var (post, held) = (await forum.PostAsync(author), await forum.PostAsync(author));
        var (placeholder, heldComment) = (await forum.CommentAsync(author, post), await forum.CommentAsync(author, post));
        await forum.CommentAsync(author, post, placeholder);
        await forum.DeleteCommentAsync(author, placeholder);
        await forum.SetStatusAsync(held, Status.Held);
        await forum.SetCommentStatusAsync(heldComment, Status.Held);
        await using (var visit = forum.As(moderator))
        {
            Expect.Refused(RefusalKind.Forbidden, "NotOpen", await visit.Votes.OnPostAsync(held, 1, default));
            Expect.Refused(RefusalKind.Forbidden, "NotOpen", await visit.Votes.OnCommentAsync(heldComment, 1, default));
            Expect.Missing(await visit.Votes.OnCommentAsync(placeholder, 1, default));
        }
        await using (var visit = forum.As(other))
        {
            Expect.Missing(await visit.Votes.OnPostAsync(held, 1, default));
            Expect.Missing(await visit.Votes.OnCommentAsync(heldComment, 1, default));
            Expect.Missing(await visit.Votes.OnCommentAsync(placeholder, 1, default));
        }
    }

    [Fact]
    public async Task Votes_on_the_other_circles_public_posts_are_welcome()
    {
        var (post, voter) = (await forum.PostAsync(await forum.SisterAsync()), await forum.BrotherAsync());
        await forum.VoteAsync(voter, post, 1);
        Assert.Equal(1, (await forum.PostRowAsync(post)).Score);
    }

    [Fact]
    public async Task The_score_of_64_voters_at_once_is_the_sum_of_their_votes()
    {
        var author = await forum.BrotherAsync();
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(author, post);
        var voters = new List<Viewer>();
        for (var i = 0; i < 64; i++)
            voters.Add(await forum.MemberAsync(i % 2 == 0 ? Circle.Brothers : Circle.Sisters));
        await Task.WhenAll(voters.Select((voter, i) => Task.Run(async () =>
        {
            await using var visit = forum.As(voter);
            Assert.True((await visit.Votes.OnPostAsync(post, i % 4 == 0 ? -1 : 1, default)).Ok);
            Assert.True((await visit.Votes.OnCommentAsync(comment, i % 4 == 0 ? 1 : -1, default)).Ok);
        })));
        var (p, c) = (await forum.PostRowAsync(post), await forum.CommentRowAsync(comment));
        Assert.Equal((48, 16, 32, Tally.Rank(32, p.CreatedAt)), (p.Ups, p.Downs, p.Score, p.Rank));
        Assert.Equal((16, 48, -32, Tally.Confidence(16, 48)), (c.Ups, c.Downs, c.Score, c.Confidence));
        Assert.Equal(32, await forum.NumberAsync($"SELECT SUM(Value) FROM PostVotes WHERE PostId = {post}"));
        Assert.Equal(-32, await forum.NumberAsync($"SELECT SUM(Value) FROM CommentVotes WHERE CommentId = {comment}"));
    }

    [Fact]
    public async Task One_member_clicking_32_times_at_once_has_one_vote()
    {
        var (post, voter) = (await forum.PostAsync(await forum.BrotherAsync()), await forum.SisterAsync());
        await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => forum.VoteAsync(voter, post, 1))));
        var row = await forum.PostRowAsync(post);
        Assert.Equal((1, 0, 1), (row.Ups, row.Downs, row.Score));
        Assert.Equal(1, await forum.NumberAsync($"SELECT COUNT(*) FROM PostVotes WHERE PostId = {post}"));
    }

    [Fact]
    public async Task Counters_that_moved_since_they_were_read_are_moved_from_where_they_are()
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(author, post);
        await using (var voter = forum.As(await forum.SisterAsync()))
        {
            Assert.True((await voter.Votes.OnPostAsync(post, 1, default)).Ok);
            Assert.True((await voter.Votes.OnCommentAsync(comment, 1, default)).Ok);
        }
        await using var visit = forum.AsGuest();
        var (onPost, onComment) = (await forum.PostRowAsync(post), await forum.CommentRowAsync(comment));
        // Both are told what stood there before that vote.
        Assert.Equal(2, await VoteCounters.MoveAsync(visit.Db, post, default(Counted), 1, 0, onPost.CreatedAt, default));
        Assert.Equal(2, await VoteCounters.MoveAsync(visit.Db, comment, default(Counted), 1, 0, default));
        (onPost, onComment) = (await forum.PostRowAsync(post), await forum.CommentRowAsync(comment));
        Assert.Equal((2, 0, 2, Tally.Rank(2, onPost.CreatedAt)), (onPost.Ups, onPost.Downs, onPost.Score, onPost.Rank));
        Assert.Equal((2, 0, 2, Tally.Confidence(2, 0)), (onComment.Ups, onComment.Downs, onComment.Score, onComment.Confidence));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Under_any_interleaving_the_score_is_the_sum_of_the_votes(int seed)
    {
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(author, post);
        var voters = new List<Viewer>();
        for (var i = 0; i < 6; i++)
            voters.Add(await forum.SisterAsync());
        var random = new Random(seed);
        var clicks = Enumerable.Range(0, 120).Select(_ => (Voter: voters[random.Next(voters.Count)], Value: random.Next(-1, 2), OnPost: random.Next(2) == 0)).ToList();
        await Parallel.ForEachAsync(clicks, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (click, _) =>
        {
            await using var visit = forum.As(click.Voter);
            var result = click.OnPost ? await visit.Votes.OnPostAsync(post, click.Value, default) : await visit.Votes.OnCommentAsync(comment, click.Value, default);
            Assert.True(result.Ok);
        });
        Assert.Equal(await forum.NumberAsync($"SELECT COALESCE(SUM(Value), 0) FROM PostVotes WHERE PostId = {post}"), (await forum.PostRowAsync(post)).Score);
        Assert.Equal(await forum.NumberAsync($"SELECT COALESCE(SUM(Value), 0) FROM CommentVotes WHERE CommentId = {comment}"), (await forum.CommentRowAsync(comment)).Score);
        await using var guest = forum.AsGuest();
        Assert.DoesNotContain(await guest.Get<Recount>().RunAsync(default), d => d.Id == (d.Thing == "post" ? post : comment));
    }
}
