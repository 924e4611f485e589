using Salam.Forum.Audiences;
using Salam.Forum.Feeds;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Feeds;

public sealed class CursorTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData(" ")]
    [InlineData("1")]
    [InlineData("-")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("1-0")]
    [InlineData("1-ffffffffffffffff")]
    [InlineData("1--1")]
    [InlineData("1-1-1")]
    [InlineData("0x1-1")]
    [InlineData("g-1")]
    [InlineData("1-g")]
    [InlineData(" 1-1")]
    [InlineData("1-1 ")]
    [InlineData("+1-1")]
    [InlineData("11111111111111111-1")]
    [InlineData("1-11111111111111111")]
    [InlineData("1111111111111111111111111111111111111111111111111111111111111111-1")]
    [InlineData("7ff0000000000000-1")]
    [InlineData("fff0000000000000-1")]
    [InlineData("7ff8000000000000-1")]
    [InlineData("١-1")]
    [InlineData("'; DROP TABLE Posts; --")]
    public async Task A_cursor_that_no_page_wrote_is_refused_by_every_feed(string cursor)
    {
        await using var visit = forum.As(new Viewer { MemberId = 1, Circle = Circle.Sisters });
        foreach (var kind in Enum.GetValues<FeedKind>())
            Expect.Refused(RefusalKind.Invalid, "Cursor", await visit.Feeds.PageAsync(new FeedRequest(kind, After: cursor), default));
        Expect.Refused(RefusalKind.Invalid, "Cursor", await visit.Members.PostsAsync(1, cursor, default));
    }

    [Theory]
    [InlineData("1-1")]
    [InlineData("ffffffffffff-7fffffffffffffff")]
    [InlineData("8000000000000000-1")]
    [InlineData("7fefffffffffffff-1")]
    [InlineData("ffefffffffffffff-1")]
    public async Task A_cursor_of_right_form_with_an_odd_key_only_finds_what_lies_after_it(string cursor)
    {
        await using var visit = forum.As(new Viewer { MemberId = 1, Circle = Circle.Sisters });
        foreach (var kind in Enum.GetValues<FeedKind>())
            Assert.True((await visit.Feeds.PageAsync(new FeedRequest(kind, After: cursor), default)).Ok);
    }

    [Fact]
    public void None_is_the_beginning()
    {
        Assert.Null(Cursor.Read(null).Value);
        Assert.Null(Cursor.Read("").Value);
    }

    [Fact]
    public void A_cursor_reads_back_what_was_written()
    {
        var moment = new DateTime(2026, 3, 1, 12, 34, 56, 789, DateTimeKind.Utc).AddTicks(1234);
        Assert.Equal(moment, Read(Cursor.Of(moment, 5)).Moment);
        Assert.Equal(DateTimeKind.Utc, Read(Cursor.Of(moment, 5)).Moment.Kind);
        foreach (var rank in new[] { 0, 1.0, -1.0, 13_892.1234567, -0.0000001, double.MaxValue, double.Epsilon })
            Assert.Equal(rank, Read(Cursor.Of(rank, 5)).Number);
        foreach (var score in new[] { 0, 1, -1, 278, -5_000, int.MaxValue, int.MinValue })
            Assert.Equal((score, 5), (Read(Cursor.Of(score, 5)).Whole, Read(Cursor.Of(score, 5)).Id));
        Assert.Equal(long.MaxValue, Read(Cursor.Of(1, long.MaxValue)).Id);
    }

    private static Cursor Read(Cursor cursor) => Cursor.Read(cursor.ToString()).Value!.Value;
}
