using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;
using Salam.Forum.Text;

namespace Salam.Forum.Tests.Data;

public sealed class RerenderTests : IAsyncLifetime
{
    private readonly ForumFixture forum = new();

    public Task InitializeAsync() => forum.InitializeAsync();

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task What_an_older_renderer_made_is_made_anew_and_nothing_is_marked_as_edited()
    {
        var author = await forum.SisterAsync();
        var (open, own, held, deleted) = (await forum.PostAsync(author), await forum.PostAsync(author, ownCircleOnly: true), await forum.PostAsync(author), await forum.PostAsync(author));
        var (comment, wiped) = (await forum.CommentAsync(author, own), await forum.CommentAsync(author, own));
        await forum.SetStatusAsync(held, Status.Held);
        await forum.DeleteCommentAsync(author, wiped);
        Assert.True((await forum.DeletePostAsync(author, deleted)).Ok);
        var html = (await forum.PostRowAsync(open)).BodyHtml;
        await forum.SqlAsync($"UPDATE Posts SET BodyHtml = 'old', Excerpt = 'old', RendererVersion = {Markdown.Version - 1}");
        await forum.SqlAsync($"UPDATE Comments SET BodyHtml = 'old', RendererVersion = {Markdown.Version - 1}");

        Assert.Equal(6, await RunAsync());
        foreach (var id in new[] { open, own, held })
        {
            var post = await forum.PostRowAsync(id);
            Assert.Equal((html, "Looking for a quiet place near the river.", Markdown.Version, null), (post.BodyHtml, post.Excerpt, post.RendererVersion, post.EditedAt));
        }
        var row = await forum.CommentRowAsync(comment);
        Assert.Equal((Markdown.Version, null), (row.RendererVersion, row.EditedAt));
        Assert.Contains("Wa alaykum", row.BodyHtml, StringComparison.Ordinal);
        Assert.Equal(("", "", ""), ((await forum.PostRowAsync(deleted)).BodyHtml, (await forum.PostRowAsync(deleted)).Excerpt, (await forum.CommentRowAsync(wiped)).BodyHtml));
        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task What_the_present_renderer_made_is_left_alone()
    {
        var id = await forum.PostAsync(await forum.BrotherAsync());
        await forum.SqlAsync("UPDATE Posts SET BodyHtml = 'of now'");
        Assert.Equal(0, await RunAsync());
        Assert.Equal("of now", (await forum.PostRowAsync(id)).BodyHtml);
    }

    [Fact]
    public async Task It_goes_in_steps_tells_how_far_it_is_and_goes_on_where_it_was_broken_off()
    {
        var author = await forum.BrotherAsync();
        var first = await forum.PostRowAsync(await forum.PostAsync(author));
        await forum.SqlAsync($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 449)
            INSERT INTO Comments (PostId, Depth, AuthorId, Audience, Status, Language, Body, BodyHtml, RendererVersion, CreatedAt, BaseScore, Ups, Downs, Score, Confidence, ReplyCount, ThreadCount, SubmitKey, Severity, Found, JudgedBy, IsApproved, FlagCount)
            SELECT {first.Id}, 0, {author.MemberId}, 1, 1, 'en', 'Comment *' || i || '*', 'old', 0, '2026-01-01 00:00:00', 0, 0, 0, 0, 0, 0, 0, 'key-' || i, 0, 0, '', 0, 0 FROM n
            """);
        using var stop = new CancellationTokenSource();
        var told = new List<long>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(soFar =>
        {
            told.Add(soFar);
            stop.Cancel();
        }, stop.Token));
        Assert.Equal([200], told);
        var sent = forum.Commands.Listen();
        Assert.Equal(249, await RunAsync(told.Add));
        Assert.Equal([200, 200, 249], told);
        Assert.Equal(0, await forum.NumberAsync("SELECT COUNT(*) FROM Comments WHERE BodyHtml NOT LIKE '%<em>%'"));
        Assert.All(sent.Where(c => c.Sql.StartsWith("SELECT", StringComparison.Ordinal)), c => Assert.Contains("LIMIT", c.Sql, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_that_are_changed_or_deleted_while_they_are_rendered_stay_as_they_were_made()
    {
        var author = await forum.BrotherAsync();
        var (changed, deleted) = (await forum.PostAsync(author), await forum.PostAsync(author));
        await forum.SqlAsync("UPDATE Posts SET BodyHtml = 'old', RendererVersion = 0");
        await using var visit = forum.AsGuest();
        Task<long> run;
        // Whoever holds the line of writers comes between the reading and the writing.
        using (await visit.Db.EnterWriteAsync(default))
        {
            run = RunAsync();
            await forum.SqlAsync($"UPDATE Posts SET Body = 'Other words.', BodyHtml = 'Other words.', RendererVersion = {Markdown.Version}, EditedAt = '2026-03-01 12:00:01' WHERE Id = {changed}");
            await forum.SqlAsync($"UPDATE Posts SET Status = 4, Body = '', BodyHtml = '', EditedAt = '2026-03-01 12:00:01' WHERE Id = {deleted}");
            Assert.False(run.IsCompleted);
        }
        Assert.Equal(0, await run);
        Assert.Equal("Other words.", (await forum.PostRowAsync(changed)).BodyHtml);
        Assert.Equal("", (await forum.PostRowAsync(deleted)).BodyHtml);
    }

    private async Task<long> RunAsync(Action<long>? progress = null, CancellationToken cancellation = default)
    {
        await using var visit = forum.AsGuest();
        return await visit.Get<Rerender>().RunAsync(progress, cancellation);
    }
}
