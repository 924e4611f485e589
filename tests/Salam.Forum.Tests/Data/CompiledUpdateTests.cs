using Salam.Forum.Audiences;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Data;

/// <summary>Updates are translated once and kept; who asks differs from run to run, and the visibility rule with her.</summary>
public sealed class CompiledUpdateTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Counters_of_private_posts_move_for_each_circle_in_turn()
    {
        foreach (var (circle, turn) in new[] { (Circle.Sisters, 1), (Circle.Brothers, 1), (Circle.Sisters, 2) })
        {
            var (author, answerer) = (await forum.MemberAsync(circle), await forum.MemberAsync(circle));
            var post = await forum.PostAsync(author, ownCircleOnly: true);
            var comment = await forum.CommentAsync(answerer, post);
            await forum.CommentAsync(author, post, comment);
            Assert.Equal((circle, turn, 2), (circle, turn, (await forum.PostRowAsync(post)).CommentCount));
            var row = await forum.CommentRowAsync(comment);
            Assert.Equal((1, 1), (row.ReplyCount, row.ThreadCount));
        }
    }

    [Fact]
    public async Task Votes_on_private_things_move_their_counters_in_one_command_for_each_circle_in_turn()
    {
        foreach (var circle in new[] { Circle.Sisters, Circle.Brothers, Circle.Sisters })
        {
            var (author, voter) = (await forum.MemberAsync(circle), await forum.MemberAsync(circle));
            var post = await forum.PostAsync(author, ownCircleOnly: true);
            var comment = await forum.CommentAsync(author, post);
            await using var visit = forum.As(voter);
            var sent = forum.Commands.Listen();
            Assert.Equal(1, (await visit.Votes.OnPostAsync(post, 1, default)).Value.Score);
            Assert.Single(sent, command => command.Sql.StartsWith("UPDATE \"Posts\"", StringComparison.Ordinal));
            sent = forum.Commands.Listen();
            Assert.Equal(-1, (await visit.Votes.OnCommentAsync(comment, -1, default)).Value.Score);
            Assert.Single(sent, command => command.Sql.StartsWith("UPDATE \"Comments\"", StringComparison.Ordinal));
            Assert.Equal((1, 0), ((await forum.PostRowAsync(post)).Ups, (await forum.PostRowAsync(post)).Downs));
            Assert.Equal((0, 1), ((await forum.CommentRowAsync(comment)).Ups, (await forum.CommentRowAsync(comment)).Downs));
        }
    }
}
