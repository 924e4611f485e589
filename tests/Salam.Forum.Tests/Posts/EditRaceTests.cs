using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Posts;

/// <summary>Two at once on one post or comment: in two tabs, or one who edits while the other deletes.</summary>
public sealed class EditRaceTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task The_second_editor_of_a_post_is_told_instead_of_overwriting_what_she_has_not_seen()
    {
        var author = await forum.SisterAsync();
        var id = await forum.PostAsync(author);
        var began = Edits.Version((await forum.PostRowAsync(id)).EditedAt);
        await using var visit = forum.As(author);
        Assert.True((await visit.Posts.EditAsync(id, ForumFixture.Draft("From the first tab") with { Version = began }, default)).Ok);
        Expect.Refused(RefusalKind.Conflict, "ChangedMeanwhile", await visit.Posts.EditAsync(id, ForumFixture.Draft("From the second tab") with { Version = began }, default));
        var now = await forum.PostRowAsync(id);
        Assert.Equal("From the first tab", now.Title);
        Assert.True((await visit.Posts.EditAsync(id, ForumFixture.Draft("From the second tab") with { Version = Edits.Version(now.EditedAt) }, default)).Ok);
        // The clock stood still between the two, and yet they are told apart.
        Assert.True((await forum.PostRowAsync(id)).EditedAt > now.EditedAt);
    }

    [Fact]
    public async Task The_second_editor_of_a_comment_is_told_instead_of_overwriting_what_she_has_not_seen()
    {
        var author = await forum.SisterAsync();
        var id = await forum.CommentAsync(author, await forum.PostAsync(author));
        await using var visit = forum.As(author);
        Assert.True((await visit.Comments.EditAsync(id, "From the first tab", null, 0, default)).Ok);
        Expect.Refused(RefusalKind.Conflict, "ChangedMeanwhile", await visit.Comments.EditAsync(id, "From the second tab", null, 0, default));
        var now = await forum.CommentRowAsync(id);
        Assert.Equal("From the first tab", now.Body);
        Assert.True((await visit.Comments.EditAsync(id, "From the second tab", null, Edits.Version(now.EditedAt), default)).Ok);
    }

    [Fact]
    public async Task The_same_words_from_two_tabs_are_no_conflict()
    {
        var author = await forum.SisterAsync();
        var draft = ForumFixture.Draft("From both of the tabs") with { Version = 0 };
        var id = await forum.PostAsync(author);
        await using var visit = forum.As(author);
        Assert.True((await visit.Posts.EditAsync(id, draft, default)).Ok);
        Assert.True((await visit.Posts.EditAsync(id, draft, default)).Ok);
    }

    /// <summary>As on a database that lets two write at once: this one read the row before the other one deleted it.</summary>
    [Fact]
    public async Task Words_do_not_come_back_into_what_was_deleted_after_it_was_read()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(author, id);
        await using var late = forum.As(author);
        var (post, answer) = (await late.Db.Posts.AsTracking().FirstAsync(p => p.Id == id), await late.Db.Comments.AsTracking().FirstAsync(c => c.Id == comment));
        await forum.DeleteCommentAsync(author, comment);
        Assert.True((await forum.DeletePostAsync(author, id)).Ok);
        (post.Title, post.Body, post.EditedAt) = ("Back from the dead", "Back", forum.Clock.Now);
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.Db.SaveChangesAsync());
        late.Db.ChangeTracker.Clear();
        late.Db.Attach(answer).Entity.Body = "Back from the dead";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => late.Db.SaveChangesAsync());
        Assert.Equal((Status.Deleted, "", ""), ((await forum.PostRowAsync(id)).Status, (await forum.PostRowAsync(id)).Body, (await forum.CommentRowAsync(comment)).Body));
    }

    [Fact]
    public async Task Who_read_before_the_others_change_starts_again_from_what_is_there_now()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        await using var late = forum.As(author);
        var stale = await late.Db.Posts.AsNoTracking().FirstAsync(p => p.Id == id);
        Assert.True((await forum.DeletePostAsync(author, id)).Ok);
        var tries = 0;
        Expect.Missing(await late.Db.WriteAsync<Done>(async () =>
        {
            var post = tries++ == 0 ? late.Db.Attach(stale).Entity : await late.Db.Posts.AsTracking().FirstOrDefaultAsync(p => p.Id == id);
            if (post is null)
                return Refusal.Missing;
            post.Title = "Back from the dead";
            await late.Db.SaveChangesAsync();
            return default(Done);
        }, default));
        Assert.Equal((2, ""), (tries, (await forum.PostRowAsync(id)).Title));
    }

    [Fact]
    public async Task Edits_and_a_delete_at_once_leave_nothing_written()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(author, id);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(async () =>
        {
            await using var visit = forum.As(author);
            if (i == 7)
            {
                await visit.Comments.DeleteAsync(comment, default);
                await visit.Posts.DeleteAsync(id, default);
                return;
            }
            await visit.Comments.EditAsync(comment, $"Said anew, time {i}", null, null, default);
            await visit.Posts.EditAsync(id, ForumFixture.Draft($"Said anew, time {i}"), default);
        })));
        var (post, answer) = (await forum.PostRowAsync(id), await forum.CommentRowAsync(comment));
        Assert.Equal((Status.Deleted, "", "", "", ""), (post.Status, post.Title, post.Body, post.BodyHtml, post.Excerpt));
        Assert.Equal((Status.Deleted, "", ""), (answer.Status, answer.Body, answer.BodyHtml));
    }
}
