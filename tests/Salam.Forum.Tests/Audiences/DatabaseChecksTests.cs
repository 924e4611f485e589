using Microsoft.Data.Sqlite;
using Salam.Forum.Audiences;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Audiences;

/// <summary>What the database itself refuses, whatever the code above it does.</summary>
public sealed class DatabaseChecksTests(ForumFixture forum) : IClassFixture<ForumFixture>, IAsyncLifetime
{
    private const int Constraint = 19;
    private long brother, sister, post, comment;

    public async Task InitializeAsync()
    {
        var author = await forum.BrotherAsync();
        var voter = await forum.BrotherAsync();
        (brother, sister) = (author.MemberId, (await forum.SisterAsync()).MemberId);
        post = await forum.PostAsync(author);
        comment = await forum.CommentAsync(author, post);
        await forum.VoteAsync(voter, post, 1);
        await using var visit = forum.As(voter);
        await visit.Votes.OnCommentAsync(comment, -1, default);
        await visit.Follows.SetAsync(author.Handle, true, default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("UPDATE Posts SET Audience = 0 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Audience = 4 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Audience = 3 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Circle = 2, Audience = 2 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Circle = 0 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Circle = 3 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Status = 0 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Status = 5 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Score = Score + 1 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Title = hex(zeroblob(151)) WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Language = 'en-GB-oed' WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Kind = 2 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET LinkUrl = 'https://a.example' WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET AuthorId = 999999 WHERE Id = {post}")]
    [InlineData("UPDATE Posts SET Title = NULL WHERE Id = {post}")]
    [InlineData("DELETE FROM Posts WHERE Id = {post}")]
    [InlineData("UPDATE Comments SET Audience = 0 WHERE Id = {comment}")]
    [InlineData("UPDATE Comments SET Audience = 4 WHERE Id = {comment}")]
    [InlineData("UPDATE Comments SET Status = 0 WHERE Id = {comment}")]
    [InlineData("UPDATE Comments SET Depth = 1 WHERE Id = {comment}")]
    [InlineData("UPDATE Comments SET ParentId = {comment} WHERE Id = {comment}")]
    [InlineData("UPDATE Comments SET Score = Score + 1 WHERE Id = {comment}")]
    [InlineData("UPDATE Comments SET PostId = 999999 WHERE Id = {comment}")]
    [InlineData("UPDATE PostVotes SET Value = 2 WHERE PostId = {post}")]
    [InlineData("UPDATE PostVotes SET Value = 0 WHERE PostId = {post}")]
    [InlineData("UPDATE PostVotes SET Audience = 0 WHERE PostId = {post}")]
    [InlineData("INSERT INTO PostVotes (PostId, MemberId, Value, Audience, CreatedAt) SELECT PostId, MemberId, -1, Audience, CreatedAt FROM PostVotes WHERE PostId = {post}")]
    [InlineData("UPDATE CommentVotes SET Value = -2 WHERE CommentId = {comment}")]
    [InlineData("UPDATE CommentVotes SET Audience = 5 WHERE CommentId = {comment}")]
    [InlineData("UPDATE Members SET Circle = 0 WHERE Id = {brother}")]
    [InlineData("UPDATE Members SET HandleSkeleton = (SELECT HandleSkeleton FROM Members WHERE Id = {sister}) WHERE Id = {brother}")]
    [InlineData("UPDATE Members SET NormalizedUserName = (SELECT NormalizedUserName FROM Members WHERE Id = {sister}) WHERE Id = {brother}")]
    [InlineData("UPDATE Members SET NormalizedEmail = (SELECT NormalizedEmail FROM Members WHERE Id = {sister}) WHERE Id = {brother}")]
    [InlineData("UPDATE Follows SET FollowerId = FolloweeId WHERE FolloweeId = {brother}")]
    public async Task The_database_refuses(string sql)
    {
        var filled = sql.Replace("{post}", $"{post}", StringComparison.Ordinal).Replace("{comment}", $"{comment}", StringComparison.Ordinal)
            .Replace("{brother}", $"{brother}", StringComparison.Ordinal).Replace("{sister}", $"{sister}", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<SqliteException>(() => forum.SqlAsync(filled));
        Assert.Equal(Constraint, refused.SqliteErrorCode);
    }

    [Fact]
    public async Task The_database_takes_both_audiences_an_author_may_choose()
    {
        Assert.Equal(1, await forum.SqlAsync($"UPDATE Posts SET Audience = 2 WHERE Id = {post}"));
        Assert.Equal(1, await forum.SqlAsync($"UPDATE Posts SET Audience = 1 WHERE Id = {post}"));
    }

    [Theory]
    [InlineData(Circle.Brothers, false, Audience.Everyone)]
    [InlineData(Circle.Sisters, false, Audience.Everyone)]
    [InlineData(Circle.Brothers, true, Audience.Brothers)]
    [InlineData(Circle.Sisters, true, Audience.Sisters)]
    public async Task A_post_is_for_everyone_or_for_the_authors_own_circle(Circle circle, bool ownCircleOnly, Audience audience)
    {
        var row = await forum.PostRowAsync(await forum.PostAsync(await forum.MemberAsync(circle), ownCircleOnly));
        Assert.Equal((circle, audience), (row.Circle, row.Audience));
    }

    [Fact]
    public async Task A_comment_and_a_vote_inherit_the_audience_of_the_post()
    {
        var (author, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var own = await forum.PostAsync(author, ownCircleOnly: true);
        var answer = await forum.CommentAsync(other, own);
        await forum.VoteAsync(other, own, 1);
        await using var visit = forum.As(author);
        await visit.Votes.OnCommentAsync(answer, 1, default);
        Assert.Equal(Audience.Sisters, (await forum.CommentRowAsync(answer)).Audience);
        Assert.Equal((long)Audience.Sisters, await forum.NumberAsync($"SELECT Audience FROM PostVotes WHERE PostId = {own}"));
        Assert.Equal((long)Audience.Sisters, await forum.NumberAsync($"SELECT Audience FROM CommentVotes WHERE CommentId = {answer}"));
    }
}
