using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Comments;

/// <summary>Comments whose post was deleted or taken away: hidden from everybody, and still their authors' to delete.</summary>
public sealed class StrandedCommentTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData(Status.Deleted)]
    [InlineData(Status.Removed)]
    [InlineData(Status.Held)]
    public async Task Her_own_words_are_hers_to_delete_whatever_became_of_the_post(Status status)
    {
        var (author, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(other, post);
        var reply = await forum.CommentAsync(author, post, comment);
        if (status == Status.Deleted)
            await forum.DeletePostAsync(author, post);
        await forum.SetStatusAsync(post, status);
        await using (var visit = forum.As(other))
        {
            var found = (await visit.Get<OwnCommentQueries>().ToDeleteAsync(comment, default)).Value;
            Assert.Equal((comment, post, "", false), (found.Id, found.PostId, found.PostSlug, found.HasReplies));
            Assert.Equal([comment], (await visit.Get<OwnCommentQueries>().StrandedAsync(null, default)).Value.Items.Select(c => c.Id));
            Assert.Equal(new CommentAddress(post, "", comment, Audience.Everyone), (await visit.Comments.DeleteAsync(comment, default)).Value);
            Assert.Empty((await visit.Get<OwnCommentQueries>().StrandedAsync(null, default)).Value.Items);
        }
        Assert.Equal((Status.Deleted, "", ""), ((await forum.CommentRowAsync(comment)).Status, (await forum.CommentRowAsync(comment)).Body, (await forum.CommentRowAsync(comment)).BodyHtml));
        Assert.Equal(Status.Published, (await forum.CommentRowAsync(reply)).Status);
        Assert.Equal(1, (await forum.PostRowAsync(post)).CommentCount);
        await using var anybody = forum.AsGuest();
        Assert.Empty(await anybody.Get<Recount>().RunAsync(default));
    }

    [Fact]
    public async Task Nobody_else_is_told_that_the_comment_is_there()
    {
        var (author, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(other, post);
        await forum.DeletePostAsync(author, post);
        foreach (var viewer in new[] { author, await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.BrotherAsync(), Viewer.Guest })
        {
            await using var visit = forum.As(viewer);
            Expect.Missing(await visit.Comments.DeleteAsync(comment, default));
            Expect.Missing(await visit.Get<OwnCommentQueries>().ToDeleteAsync(comment, default));
            var stranded = await visit.Get<OwnCommentQueries>().StrandedAsync(null, default);
            if (viewer.IsMember)
                Assert.Empty(stranded.Value.Items);
            else
                Expect.LogIn(stranded);
        }
        Assert.Equal(Status.Published, (await forum.CommentRowAsync(comment)).Status);
    }

    [Fact]
    public async Task Under_a_post_that_is_seen_nothing_is_stranded_and_the_rule_is_the_old_one()
    {
        var (author, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var post = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(other, post);
        await forum.CommentAsync(author, post, comment);
        await using (var visit = forum.As(other))
        {
            var found = (await visit.Get<OwnCommentQueries>().ToDeleteAsync(comment, default)).Value;
            Assert.Equal(("where-does-one-pray-in-lisbon", true), (found.PostSlug, found.HasReplies));
            Assert.Empty((await visit.Get<OwnCommentQueries>().StrandedAsync(null, default)).Value.Items);
        }
        await using var stranger = forum.As(author);
        Expect.Refused(RefusalKind.Forbidden, "NotYours", await stranger.Get<OwnCommentQueries>().ToDeleteAsync(comment, default));
        await using var guest = forum.AsGuest();
        Expect.LogIn(await guest.Get<OwnCommentQueries>().ToDeleteAsync(comment, default));
    }

    [Fact]
    public async Task A_long_list_is_walked_page_by_page()
    {
        var (author, other) = (await forum.BrotherAsync(), await forum.BrotherAsync());
        var post = await forum.PostAsync(author);
        var written = new List<long>();
        for (var i = 0; i < 30; i++)
            written.Add(await forum.CommentAsync(other, post));
        await forum.DeletePostAsync(author, post);
        await using var visit = forum.As(other);
        var first = (await visit.Get<OwnCommentQueries>().StrandedAsync(null, default)).Value;
        var second = (await visit.Get<OwnCommentQueries>().StrandedAsync(first.Next, default)).Value;
        Assert.Equal(Enumerable.Reverse(written), first.Items.Concat(second.Items).Select(c => c.Id));
        Assert.Null(second.Next);
    }
}
