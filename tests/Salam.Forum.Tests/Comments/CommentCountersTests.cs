using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Comments;

public sealed class CommentCountersTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task Counters_rise_with_each_answer_at_its_own_level_and_at_the_top()
    {
        var (author, post) = await PostAsync();
        var chain = await ChainAsync(author, post, 3);
        await forum.CommentAsync(author, post, chain[0]);
        Assert.Equal(4, (await forum.PostRowAsync(post)).CommentCount);
        Assert.Equal([(2, 3), (1, 0), (0, 0)], await CountsAsync(chain));
        Assert.Equal([0, 1, 2], (await Task.WhenAll(chain.Select(forum.CommentRowAsync))).Select(c => c.Depth));
    }

    [Fact]
    public async Task Deleting_a_comment_without_answers_takes_it_away()
    {
        var (author, post) = await PostAsync();
        var chain = await ChainAsync(author, post, 2);
        await forum.DeleteCommentAsync(author, chain[1]);
        Assert.Equal([(0, 0), (0, 0)], await CountsAsync(chain));
        Assert.Equal(1, (await forum.PostRowAsync(post)).CommentCount);
        await using var visit = forum.As(author);
        Assert.False(await visit.Db.Comments.AnyAsync(c => c.Id == chain[1]));
        var gone = await forum.CommentRowAsync(chain[1]);
        Assert.Equal((Status.Deleted, "", ""), (gone.Status, gone.Body, gone.BodyHtml));
    }

    [Fact]
    public async Task Deleting_a_comment_with_answers_leaves_a_placeholder_without_words_or_author()
    {
        var (author, post) = await PostAsync();
        var chain = await ChainAsync(author, post, 3);
        await forum.DeleteCommentAsync(author, chain[1]);
        Assert.Equal([(1, 2), (1, 0), (0, 0)], await CountsAsync(chain));
        Assert.Equal(2, (await forum.PostRowAsync(post)).CommentCount);
        await using var visit = forum.AsGuest();
        var top = Assert.Single((await visit.Threads.OfPostAsync(post, CommentSort.Best, null, default)).Value.Tops);
        var placeholder = Assert.Single(top.Replies);
        Assert.True(placeholder.Row.IsPlaceholder);
        Assert.Equal((0L, "", ""), (placeholder.Row.AuthorId, placeholder.Row.AuthorHandle, placeholder.Row.BodyHtml));
        Assert.Equal(chain[2], Assert.Single(placeholder.Replies).Row.Id);
    }

    [Fact]
    public async Task A_chain_of_placeholders_vanishes_upwards_with_its_last_answer()
    {
        var (author, post) = await PostAsync();
        var chain = await ChainAsync(author, post, 5);
        foreach (var placeholder in new[] { chain[1], chain[3], chain[2] })
            await forum.DeleteCommentAsync(author, placeholder);
        Assert.Equal([(1, 4), (1, 0), (1, 0), (1, 0), (0, 0)], await CountsAsync(chain));
        await forum.DeleteCommentAsync(author, chain[4]);
        Assert.Equal([(0, 0), (0, 0), (0, 0), (0, 0), (0, 0)], await CountsAsync(chain));
        Assert.Equal(1, (await forum.PostRowAsync(post)).CommentCount);
        await using var visit = forum.AsGuest();
        Assert.Empty(Assert.Single((await visit.Threads.OfPostAsync(post, CommentSort.New, null, default)).Value.Tops).Replies);
    }

    [Fact]
    public async Task A_chain_stops_vanishing_at_a_placeholder_with_another_answer()
    {
        var (author, post) = await PostAsync();
        var chain = await ChainAsync(author, post, 4);
        var sibling = await forum.CommentAsync(author, post, chain[1]);
        foreach (var id in new[] { chain[0], chain[1], chain[2] })
            await forum.DeleteCommentAsync(author, id);
        Assert.Equal([(1, 4), (2, 0), (1, 0), (0, 0)], await CountsAsync(chain));
        await forum.DeleteCommentAsync(author, chain[3]);
        Assert.Equal([(1, 2), (1, 0), (0, 0), (0, 0)], await CountsAsync(chain));
        await forum.DeleteCommentAsync(author, sibling);
        Assert.Equal([(0, 0), (0, 0), (0, 0), (0, 0)], await CountsAsync(chain));
        await using var visit = forum.As(author);
        Assert.Empty((await visit.Threads.OfPostAsync(post, CommentSort.Old, null, default)).Value.Tops);
        Assert.Equal(0, (await forum.PostRowAsync(post)).CommentCount);
    }

    [Theory]
    [InlineData(Status.Held)]
    [InlineData(Status.Removed)]
    public async Task A_held_or_removed_comment_that_its_author_deletes_moves_the_post_counter_no_more(Status status)
    {
        var (author, post) = await PostAsync();
        var chain = await ChainAsync(author, post, 2);
        await forum.SetCommentStatusAsync(chain[1], status);
        await forum.SqlAsync($"UPDATE Posts SET CommentCount = 1 WHERE Id = {post}");
        await forum.DeleteCommentAsync(author, chain[1]);
        Assert.Equal(1, (await forum.PostRowAsync(post)).CommentCount);
        Assert.Equal([(0, 0), (0, 0)], await CountsAsync(chain));
    }

    [Fact]
    public async Task Deleting_twice_is_missing_the_second_time_and_moves_nothing()
    {
        var (author, post) = await PostAsync();
        var chain = await ChainAsync(author, post, 2);
        await forum.DeleteCommentAsync(author, chain[0]);
        await using var visit = forum.As(author);
        Expect.Missing(await visit.Comments.DeleteAsync(chain[0], default));
        Expect.Missing(await visit.Comments.EditAsync(chain[0], "back again", null, null, default));
        Assert.Equal(1, (await forum.PostRowAsync(post)).CommentCount);
    }

    [Fact]
    public async Task Sixty_four_comments_at_once_are_all_counted()
    {
        var (author, post) = await PostAsync();
        var top = await forum.CommentAsync(author, post);
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => forum.CommentAsync(author, post, i % 2 == 0 ? top : null))));
        Assert.Equal(65, (await forum.PostRowAsync(post)).CommentCount);
        Assert.Equal([(32, 32)], await CountsAsync([top]));
    }

    [Fact]
    public async Task Whatever_members_do_in_whatever_order_a_recount_finds_nothing()
    {
        var random = new Random(11);
        var (author, post) = await PostAsync();
        var alive = new List<long>();
        for (var i = 0; i < 150; i++)
        {
            if (alive.Count > 3 && random.Next(100) < 45)
            {
                var index = random.Next(alive.Count);
                await forum.DeleteCommentAsync(author, alive[index]);
                alive.RemoveAt(index);
            }
            else
            {
                alive.Add(await forum.CommentAsync(author, post, alive.Count > 0 && random.Next(100) < 75 ? alive[random.Next(alive.Count)] : null));
            }
        }
        Assert.Equal(alive.Count, (await forum.PostRowAsync(post)).CommentCount);
        await using var visit = forum.AsGuest();
        Assert.DoesNotContain(await visit.Get<Recount>().RunAsync(default), d => d.Thing == "post" ? d.Id == post : alive.Contains(d.Id));
    }

    private async Task<(Viewer Author, long Post)> PostAsync()
    {
        var author = await forum.BrotherAsync();
        return (author, await forum.PostAsync(author));
    }

    private async Task<List<long>> ChainAsync(Viewer author, long post, int length)
    {
        var chain = new List<long>();
        for (var i = 0; i < length; i++)
            chain.Add(await forum.CommentAsync(author, post, i == 0 ? null : chain[^1]));
        return chain;
    }

    private async Task<(int Replies, int Thread)[]> CountsAsync(IEnumerable<long> ids)
    {
        var counts = new List<(int, int)>();
        foreach (var id in ids)
        {
            var row = await forum.CommentRowAsync(id);
            counts.Add((row.ReplyCount, row.ThreadCount));
        }
        return [.. counts];
    }
}
