using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Posts;

public sealed class PostChangeTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public async Task An_edit_changes_the_words_and_marks_the_post_edited()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author, ownCircleOnly: true);
        var later = forum.Clock.Advance(TimeSpan.FromMinutes(5));
        await using var visit = forum.As(author);
        var edited = await visit.Posts.EditAsync(id, new PostDraft { Title = "Where to pray in Porto?", Body = "By the *river*.", Language = "tr", OwnCircleOnly = false }, default);
        Assert.Equal(new PostAddress(id, "where-to-pray-in-porto", Audience.Brothers), edited.Value);
        var post = await forum.PostRowAsync(id);
        Assert.Equal(("Where to pray in Porto?", "By the *river*.", "tr", later), (post.Title, post.Body, post.Language, post.EditedAt));
        Assert.Contains("<em>river</em>", post.BodyHtml, StringComparison.Ordinal);
        Assert.Equal("By the river.", post.Excerpt);
        Assert.Equal(Audience.Brothers, post.Audience);
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_does_not_mark_the_post_edited()
    {
        var author = await forum.BrotherAsync();
        var draft = ForumFixture.Draft();
        var id = await forum.PostAsync(author, draft);
        await using var visit = forum.As(author);
        Assert.True((await visit.Posts.EditAsync(id, draft with { Title = $" {draft.Title}\r\n", Body = draft.Body + "\r\n", SubmitKey = Guid.Empty }, default)).Ok);
        Assert.Null((await forum.PostRowAsync(id)).EditedAt);
    }

    [Fact]
    public async Task An_edit_keeps_the_rules_of_form_and_leaves_the_post_alone_when_refused()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        await using var visit = forum.As(author);
        Expect.Invalid(await visit.Posts.EditAsync(id, new PostDraft { Title = "short", Body = "", Language = "xx" }, default), "Title:TitleShort", "Body:BodyEmpty", "Language:LanguageUnknown");
        Assert.Equal("Where does one pray in Lisbon?", (await forum.PostRowAsync(id)).Title);
    }

    [Fact]
    public async Task A_link_post_keeps_its_address_whatever_the_edit_says()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author, ForumFixture.Draft() with { Kind = PostKind.Link, Link = "https://a.example/", Body = "" });
        await using var visit = forum.As(author);
        Assert.True((await visit.Posts.EditAsync(id, ForumFixture.Draft("A better title") with { Link = "javascript:alert(1)", Body = "" }, default)).Ok);
        var post = await forum.PostRowAsync(id);
        Assert.Equal(("A better title", "https://a.example/", PostKind.Link), (post.Title, post.LinkUrl, post.Kind));
    }

    [Theory]
    [InlineData(Status.Held)]
    [InlineData(Status.Removed)]
    public async Task A_held_or_removed_post_is_still_its_authors_to_change(Status status)
    {
        var author = await forum.SisterAsync();
        var id = await forum.PostAsync(author);
        await forum.SetStatusAsync(id, status);
        await using var visit = forum.As(author);
        Assert.True((await visit.Posts.EditAsync(id, ForumFixture.Draft("Said more gently"), default)).Ok);
        Assert.Equal(status, (await forum.PostRowAsync(id)).Status);
    }

    [Fact]
    public async Task A_post_of_somebody_else_is_forbidden_when_seen_and_missing_when_hidden()
    {
        var author = await forum.SisterAsync();
        var (open, own, held) = (await forum.PostAsync(author), await forum.PostAsync(author, ownCircleOnly: true), await forum.PostAsync(author));
        await forum.SetStatusAsync(held, Status.Held);
        var (sister, brother) = (await forum.SisterAsync(), await forum.BrotherAsync());
        foreach (var (viewer, id, seen) in new[] { (sister, open, true), (brother, open, true), (sister, own, true), (brother, own, false), (sister, held, false), (brother, held, false), (brother, 999_999L, false) })
        {
            await using var visit = forum.As(viewer);
            var (edit, delete, source) = (await visit.Posts.EditAsync(id, ForumFixture.Draft(), default), await visit.Posts.DeleteAsync(id, default), await visit.PostPages.OwnAsync(id, default));
            if (seen)
            {
                Expect.Refused(RefusalKind.Forbidden, "NotYours", edit);
                Expect.Refused(RefusalKind.Forbidden, "NotYours", delete);
                Expect.Refused(RefusalKind.Forbidden, "NotYours", source);
            }
            else
            {
                Expect.Missing(edit);
                Expect.Missing(delete);
                Expect.Missing(source);
            }
        }
        Assert.Equal(Status.Published, (await forum.PostRowAsync(own)).Status);
    }

    [Fact]
    public async Task A_guest_is_asked_to_log_in_for_what_she_sees_and_nothing_else_is_there_for_her()
    {
        var author = await forum.SisterAsync();
        var (open, own) = (await forum.PostAsync(author), await forum.PostAsync(author, ownCircleOnly: true));
        await using var visit = forum.AsGuest();
        Expect.LogIn(await visit.Posts.EditAsync(open, ForumFixture.Draft(), default));
        Expect.LogIn(await visit.Posts.DeleteAsync(open, default));
        Expect.LogIn(await visit.PostPages.OwnAsync(open, default));
        Expect.Missing(await visit.Posts.EditAsync(own, ForumFixture.Draft(), default));
        Expect.Missing(await visit.Posts.DeleteAsync(own, default));
    }

    [Fact]
    public async Task Deleting_wipes_the_words_and_the_link()
    {
        var author = await forum.SisterAsync();
        var (text, link) = (await forum.PostAsync(author), await forum.PostAsync(author, ForumFixture.Draft() with { Kind = PostKind.Link, Link = "https://a.example/secret" }));
        foreach (var id in new[] { text, link })
        {
            Assert.True((await forum.DeletePostAsync(author, id)).Ok);
            var post = await forum.PostRowAsync(id);
            Assert.Equal(Status.Deleted, post.Status);
            Assert.Equal("", post.Title + post.Slug + post.Body + post.BodyHtml + post.Excerpt + post.LinkUrl + post.LinkHost);
        }
    }

    [Fact]
    public async Task A_deleted_post_is_missing_for_everybody_with_all_that_hangs_on_it()
    {
        var (author, other, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
        var id = await forum.PostAsync(author);
        var comment = await forum.CommentAsync(other, id);
        await forum.VoteAsync(other, id, 1);
        await forum.DeletePostAsync(author, id);
        foreach (var viewer in new[] { author, other, moderator, Viewer.Guest })
        {
            await using var visit = forum.As(viewer);
            Assert.Null(await visit.PostPages.ShowAsync(id, default));
            Assert.Null(await visit.Threads.SourceAsync(comment, default));
            Assert.DoesNotContain((await visit.Threads.OfMemberAsync(other.MemberId, null, default)).Value.Items, c => c.Id == comment);
            Assert.DoesNotContain((await visit.Members.PostsAsync(author.MemberId, null, default)).Value.Items, p => p.Id == id);
            Expect.Missing(await visit.Posts.EditAsync(id, ForumFixture.Draft(), default));
            Expect.Missing(await visit.Posts.DeleteAsync(id, default));
            Expect.Missing(await visit.PostPages.OwnAsync(id, default));
            Expect.Missing(await visit.Comments.ReplyAsync(ForumFixture.Answer(id), default));
            Expect.Missing(await visit.Comments.ReplyAsync(ForumFixture.Answer(id, comment), default));
            Expect.Missing(await visit.Comments.EditAsync(comment, "other words", null, null, default));
            // Her own words alone are still hers to take away.
            if (viewer != other)
                Expect.Missing(await visit.Comments.DeleteAsync(comment, default));
            Expect.Missing(await visit.Votes.OnPostAsync(id, 1, default));
            Expect.Missing(await visit.Votes.OnCommentAsync(comment, 1, default));
        }
    }

    [Fact]
    public async Task A_number_is_never_used_again()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        await forum.DeletePostAsync(author, id);
        Assert.True(await forum.PostAsync(author) > id);
    }

    [Fact]
    public async Task A_post_shows_its_author_the_viewers_vote_and_whether_she_may_comment()
    {
        var (author, sister, brother) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.BrotherAsync());
        var id = await forum.PostAsync(author);
        await forum.VoteAsync(brother, id, -1);
        await using (var visit = forum.As(sister))
            await visit.Follows.SetAsync(author.Handle, true, default);
        var views = new Dictionary<string, PostView>(StringComparer.Ordinal);
        foreach (var viewer in new[] { author, sister, brother, Viewer.Guest })
        {
            await using var visit = forum.As(viewer);
            views[viewer.Handle] = (await visit.PostPages.ShowAsync(id, default))!;
        }
        Assert.All(views.Values, v => Assert.Equal((author.Handle, -1), (v.Row.AuthorHandle, v.Row.Score)));
        Assert.Equal((true, false, 0), (views[author.Handle].IsMine, views[author.Handle].IsFollowed, views[author.Handle].Row.MyVote));
        Assert.Equal((false, true, 0), (views[sister.Handle].IsMine, views[sister.Handle].IsFollowed, views[sister.Handle].Row.MyVote));
        Assert.Equal((false, false, -1), (views[brother.Handle].IsMine, views[brother.Handle].IsFollowed, views[brother.Handle].Row.MyVote));
        Assert.Null(views[author.Handle].CommentRefusal);
        Assert.Null(views[sister.Handle].CommentRefusal);
        Assert.Equal("CommentSistersOnly", views[brother.Handle].CommentRefusal!.Code);
        Assert.Same(Refusal.LogIn, views[""].CommentRefusal);
    }

    [Fact]
    public async Task A_post_page_costs_one_query()
    {
        var author = await forum.SisterAsync();
        var id = await forum.PostAsync(author);
        await using var visit = forum.As(author);
        var sent = forum.Commands.Listen();
        Assert.NotNull(await visit.PostPages.ShowAsync(id, default));
        Assert.Single(sent);
    }
}
