using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;
using Salam.Forum.Votes;

namespace Salam.Forum.Tests.Comments;

/// <summary>A forum with one post of 5,000 comments: 600 topmost ones, some with long threads below them.</summary>
public sealed class LongThread : IAsyncLifetime
{
    public const int Tops = 600, All = 5_000;

    public ForumFixture Forum { get; } = new();

    public long Post { get; private set; }

    public Viewer Reader { get; private set; } = Viewer.Guest;

    public async Task InitializeAsync()
    {
        await Forum.InitializeAsync();
        Reader = await Forum.BrotherAsync();
        Post = await Forum.PostAsync(await Forum.BrotherAsync());
        var random = new Random(5);
        var tops = Enumerable.Range(0, Tops).Select(i => New(random, i, null)).ToList();
        await SaveAsync(tops);
        var below = new List<Comment>();
        var parents = new List<Comment>(tops);
        for (var i = Tops; i < All; i++)
        {
            if (i % 500 == 0)
                await SaveAsync(below, parents);
            // Every tenth answer goes below the first comment, so that one thread alone is more than a page.
            below.Add(New(random, i, i % 10 == 0 ? tops[0] : parents[random.Next(parents.Count)]));
        }
        await SaveAsync(below, parents);
        await using var visit = Forum.AsGuest();
        await visit.Get<Recount>().RunAsync(default);
    }

    public Task DisposeAsync() => Forum.DisposeAsync();

    private Comment New(Random random, int i, Comment? parent)
    {
        var score = random.Next(-5, 30);
        return new Comment
        {
            PostId = Post, AuthorId = Reader.MemberId, Audience = Audience.Everyone, Language = "en", Body = $"{i}", BodyHtml = $"<p>{i}</p>", SubmitKey = Guid.NewGuid(),
            // Many share a moment, so that the order has to fall back on the number.
            CreatedAt = FakeClock.Start.AddMinutes(i / 7), BaseScore = score, Score = score, Confidence = Tally.Confidence(0, 0, score),
            ParentId = parent?.Id, RootId = parent is null ? null : parent.RootId ?? parent.Id, Depth = parent is null ? 0 : parent.Depth + 1,
        };
    }

    private async Task SaveAsync(List<Comment> comments, List<Comment>? alsoInto = null)
    {
        await using var visit = Forum.AsGuest();
        visit.Db.AddRange(comments);
        await visit.Db.SaveChangesAsync();
        if (alsoInto is null)
            return;
        alsoInto.AddRange(comments);
        comments.Clear();
    }
}

public sealed class LongThreadTests(LongThread thread) : IClassFixture<LongThread>
{
    public static TheoryData<CommentSort> Sorts => [CommentSort.Best, CommentSort.New, CommentSort.Old];

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task A_page_of_a_long_thread_holds_at_most_200_comments_and_costs_at_most_3_commands(CommentSort sort)
    {
        await using var visit = thread.Forum.As(thread.Reader);
        var sent = thread.Forum.Commands.Listen();
        var page = (await visit.Threads.OfPostAsync(thread.Post, sort, null, default)).Value;
        Assert.InRange(sent.Count, 1, 3);
        Assert.InRange(Flat(page.Tops).Count(), 101, CommentQueries.Shown);
        Assert.NotNull(page.Next);
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Paging_shows_every_topmost_comment_once_and_in_order(CommentSort sort)
    {
        await using var visit = thread.Forum.As(Viewer.Guest);
        var (tops, cursor, pages) = (new List<CommentRow>(), (string?)null, 0);
        do
        {
            var page = (await visit.Threads.OfPostAsync(thread.Post, sort, cursor, default)).Value;
            var shown = Flat(page.Tops).ToList();
            Assert.InRange(shown.Count, 1, CommentQueries.Shown);
            Assert.Equal(shown.Count, shown.Select(n => n.Row.Id).Distinct().Count());
            Assert.All(page.Tops, t => Assert.Equal(0, t.Row.Depth));
            tops.AddRange(page.Tops.Select(t => t.Row));
            cursor = page.Next;
        }
        while (cursor is not null && ++pages < 100);
        Assert.Equal(LongThread.Tops, tops.Count);
        Assert.Equal(LongThread.Tops, tops.Select(t => t.Id).Distinct().Count());
        var expected = sort switch
        {
            CommentSort.New => tops.OrderByDescending(t => t.CreatedAt).ThenByDescending(t => t.Id),
            CommentSort.Old => tops.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id),
            _ => tops.OrderByDescending(t => t.Confidence).ThenByDescending(t => t.Id),
        };
        Assert.Equal(expected.Select(t => t.Id), tops.Select(t => t.Id));
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Answers_hang_under_their_own_parent_in_order_and_none_is_lost_from_the_count(CommentSort sort)
    {
        await using var visit = thread.Forum.As(thread.Reader);
        var page = (await visit.Threads.OfPostAsync(thread.Post, sort, null, default)).Value;
        foreach (var node in Flat(page.Tops))
        {
            Assert.All(node.Replies, r => Assert.Equal((node.Row.Id, node.Row.Depth + 1), (r.Row.ParentId, r.Row.Depth)));
            Assert.Equal(node.Row.ReplyCount, node.Replies.Count + node.HiddenReplies);
            Assert.InRange(node.Row.Depth, 0, Comment.DepthShown - 1);
            if (sort == CommentSort.Best)
                Assert.Equal(node.Replies.Select(r => r.Row.Confidence).OrderDescending(), node.Replies.Select(r => r.Row.Confidence));
        }
    }

    [Fact]
    public async Task One_thread_longer_than_a_page_is_shown_as_far_as_there_is_room()
    {
        await using var visit = thread.Forum.As(thread.Reader);
        var first = await visit.Db.Comments.Where(c => c.PostId == thread.Post && c.Depth == 0).OrderBy(c => c.Id).Select(c => new { c.Id, c.ThreadCount }).FirstAsync();
        Assert.True(first.ThreadCount > CommentQueries.Shown);
        var page = (await visit.Threads.OfPostAsync(thread.Post, CommentSort.Old, null, default)).Value;
        Assert.Equal(first.Id, page.Tops[0].Row.Id);
        Assert.Equal(CommentQueries.Shown, Flat(page.Tops).Count());
        var alone = (await visit.Threads.ThreadAsync(thread.Post, first.Id, CommentSort.Best, default))!;
        Assert.Equal(CommentQueries.Shown, Flat([alone]).Count());
    }

    [Fact]
    public async Task Threads_that_fit_are_shown_whole()
    {
        await using var visit = thread.Forum.As(thread.Reader);
        var page = (await visit.Threads.OfPostAsync(thread.Post, CommentSort.New, null, default)).Value;
        var whole = page.Tops.Where(t => t.Row.ThreadCount > 0 && t.HiddenReplies == 0).ToList();
        Assert.NotEmpty(whole);
        Assert.All(whole, t => Assert.Equal(t.Row.ThreadCount, Flat([t]).Count() - 1));
    }

    [Fact]
    public async Task Twelve_levels_down_a_page_shows_eight_and_the_thread_goes_on_from_there()
    {
        var forum = thread.Forum;
        var author = await forum.SisterAsync();
        var post = await forum.PostAsync(author);
        var chain = new List<long>();
        for (var i = 0; i < 12; i++)
            chain.Add(await forum.CommentAsync(author, post, i == 0 ? null : chain[^1]));
        await using var visit = forum.As(author);
        foreach (var shown in new[] { Assert.Single((await visit.Threads.OfPostAsync(post, CommentSort.Best, null, default)).Value.Tops), (await visit.Threads.ThreadAsync(post, chain[0], CommentSort.Best, default))! })
        {
            var nodes = Flat([shown]).ToList();
            Assert.Equal(chain.Take(Comment.DepthShown), nodes.Select(n => n.Row.Id));
            Assert.Equal(1, nodes[^1].HiddenReplies);
        }
        var rest = Flat([(await visit.Threads.ThreadAsync(post, chain[7], CommentSort.Best, default))!]).ToList();
        Assert.Equal(chain.Skip(7), rest.Select(n => n.Row.Id));
        Assert.Equal(0, rest[^1].HiddenReplies);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1-0")]
    [InlineData("-1-1")]
    [InlineData("7ff8000000000000-1")]
    public async Task A_cursor_no_page_wrote_is_refused(string cursor)
    {
        await using var visit = thread.Forum.AsGuest();
        Expect.Refused(RefusalKind.Invalid, "Cursor", await visit.Threads.OfPostAsync(thread.Post, CommentSort.Best, cursor, default));
        Expect.Refused(RefusalKind.Invalid, "Cursor", await visit.Threads.OfMemberAsync(thread.Reader.MemberId, cursor, default));
    }

    [Fact]
    public async Task A_members_own_list_walks_all_her_comments_newest_first()
    {
        await using var visit = thread.Forum.AsGuest();
        var (ids, cursor) = (new List<long>(), (string?)null);
        do
        {
            var page = (await visit.Threads.OfMemberAsync(thread.Reader.MemberId, cursor, default)).Value;
            ids.AddRange(page.Items.Select(c => c.Id));
            cursor = page.Next;
        }
        while (cursor is not null && ids.Count < 500);
        var expected = await visit.Db.Comments.Where(c => c.AuthorId == thread.Reader.MemberId).OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id)
            .Select(c => c.Id).Take(ids.Count).ToListAsync();
        Assert.Equal(expected, ids);
    }

    private static IEnumerable<CommentNode> Flat(IEnumerable<CommentNode> nodes) => nodes.SelectMany(n => Flat(n.Replies).Prepend(n));
}
