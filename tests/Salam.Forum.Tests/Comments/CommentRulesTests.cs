using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Comments;

public sealed class CommentRulesTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Theory]
    [InlineData(Circle.Brothers, false, "CommentBrothersOnly")]
    [InlineData(Circle.Sisters, false, "CommentSistersOnly")]
    [InlineData(Circle.Brothers, true, null)]
    [InlineData(Circle.Sisters, true, null)]
    public async Task Only_the_authors_circle_comments_whatever_the_audience(Circle circle, bool ownCircleOnly, string? refusalOfTheOther)
    {
        var id = await forum.PostAsync(await forum.MemberAsync(circle), ownCircleOnly);
        var (same, other) = (await forum.MemberAsync(circle), await forum.MemberAsync(circle == Circle.Sisters ? Circle.Brothers : Circle.Sisters, Role.Administrator));
        var first = await forum.CommentAsync(same, id);
        await using (var visit = forum.As(same))
            Assert.True((await visit.Comments.ReplyAsync(ForumFixture.Answer(id, first), default)).Ok);
        await using (var visit = forum.As(other))
        {
            foreach (var answer in new[] { ForumFixture.Answer(id), ForumFixture.Answer(id, first) })
            {
                var result = await visit.Comments.ReplyAsync(answer, default);
                if (refusalOfTheOther is null)
                    Expect.Missing(result);
                else
                    Expect.Refused(RefusalKind.Forbidden, refusalOfTheOther, result);
            }
        }
        await using (var visit = forum.AsGuest())
        {
            var result = await visit.Comments.ReplyAsync(ForumFixture.Answer(id), default);
            if (ownCircleOnly)
                Expect.Missing(result);
            else
                Expect.LogIn(result);
        }
        Assert.Equal(2, (await forum.PostRowAsync(id)).CommentCount);
    }

    [Fact]
    public async Task The_author_comments_on_her_own_post()
    {
        var author = await forum.SisterAsync();
        var id = await forum.PostAsync(author, ownCircleOnly: true);
        Assert.Equal(author.MemberId, (await forum.CommentRowAsync(await forum.CommentAsync(author, id))).AuthorId);
    }

    [Theory]
    [InlineData(Status.Held)]
    [InlineData(Status.Removed)]
    public async Task A_post_that_is_not_published_takes_no_comment(Status status)
    {
        var (author, moderator, other) = (await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator), await forum.SisterAsync());
        var id = await forum.PostAsync(author);
        await forum.SetStatusAsync(id, status);
        foreach (var viewer in new[] { author, moderator })
        {
            await using var visit = forum.As(viewer);
            Expect.Refused(RefusalKind.Forbidden, "NotOpen", await visit.Comments.ReplyAsync(ForumFixture.Answer(id), default));
        }
        await using var others = forum.As(other);
        Expect.Missing(await others.Comments.ReplyAsync(ForumFixture.Answer(id), default));
    }

    [Fact]
    public async Task An_answer_to_a_comment_of_another_post_or_to_none_is_missing()
    {
        var author = await forum.BrotherAsync();
        var (here, there) = (await forum.PostAsync(author), await forum.PostAsync(author));
        var elsewhere = await forum.CommentAsync(author, there);
        await using var visit = forum.As(author);
        Expect.Missing(await visit.Comments.ReplyAsync(ForumFixture.Answer(here, elsewhere), default));
        Expect.Missing(await visit.Comments.ReplyAsync(ForumFixture.Answer(here, 999_999), default));
        Expect.Missing(await visit.Comments.ReplyAsync(ForumFixture.Answer(999_999), default));
        Assert.Equal((0, 0), ((await forum.PostRowAsync(here)).CommentCount, (await forum.CommentRowAsync(elsewhere)).ReplyCount));
    }

    [Fact]
    public async Task A_deleted_comment_takes_no_answer()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        var (gone, placeholder) = (await forum.CommentAsync(author, id), await forum.CommentAsync(author, id));
        await forum.CommentAsync(author, id, placeholder);
        await forum.DeleteCommentAsync(author, gone);
        await forum.DeleteCommentAsync(author, placeholder);
        await using var visit = forum.As(author);
        Expect.Missing(await visit.Comments.ReplyAsync(ForumFixture.Answer(id, gone), default));
        Expect.Refused(RefusalKind.Forbidden, "NotOpen", await visit.Comments.ReplyAsync(ForumFixture.Answer(id, placeholder), default));
    }

    [Fact]
    public async Task A_form_sent_twice_also_at_once_is_one_comment()
    {
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        var answer = ForumFixture.Answer(id);
        var sent = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            await using var visit = forum.As(author);
            return (await visit.Comments.ReplyAsync(answer, default)).Value;
        })));
        Assert.Single(sent.Distinct());
        Assert.Equal(1, (await forum.PostRowAsync(id)).CommentCount);
    }

    [Fact]
    public async Task A_form_that_made_a_comment_elsewhere_is_neither_answered_with_that_one_nor_loses_its_words()
    {
        var author = await forum.BrotherAsync();
        var (here, there) = (await forum.PostAsync(author), await forum.PostAsync(author));
        var answer = ForumFixture.Answer(there);
        await using var visit = forum.As(author);
        var first = (await visit.Comments.ReplyAsync(answer, default)).Value;
        Expect.Refused(RefusalKind.Conflict, "FormUsed", await visit.Comments.ReplyAsync(answer with { PostId = here }, default));
        Expect.Refused(RefusalKind.Conflict, "FormUsed", await visit.Comments.ReplyAsync(answer with { ParentId = first.Id }, default));
        Assert.Equal(first, (await visit.Comments.ReplyAsync(answer, default)).Value);
        Assert.Equal((0, 1), ((await forum.PostRowAsync(here)).CommentCount, (await forum.PostRowAsync(there)).CommentCount));
    }

    public static TheoryData<string, string?, string, bool, string[]> BrokenDrafts => new()
    {
        { "nothing", null, "en", true, ["Body:BodyEmpty"] },
        { "blank", " \u200B\n", "en", true, ["Body:BodyEmpty"] },
        { "too long", new string('x', Comment.BodyMax + 1), "en", true, ["Body:BodyLong"] },
        { "a control character", "a\u0008b", "en", true, ["Body:ControlCharacters"] },
        { "an unknown language", "fine", "xx", true, ["Language:LanguageUnknown"] },
        { "no key", "fine", "en", false, [":FormIncomplete"] },
    };

    [Theory]
    [MemberData(nameof(BrokenDrafts), DisableDiscoveryEnumeration = true)]
    public async Task A_comment_that_breaks_a_rule_is_refused_with_the_field(string what, string? body, string language, bool key, string[] expected)
    {
        Assert.NotEmpty(what);
        var author = await forum.BrotherAsync();
        var id = await forum.PostAsync(author);
        await using var visit = forum.As(author);
        Expect.Invalid(await visit.Comments.ReplyAsync(new CommentDraft(id, null, body, language, key ? Guid.NewGuid() : Guid.Empty), default), expected);
        Assert.Equal(0, (await forum.PostRowAsync(id)).CommentCount);
    }

    [Fact]
    public async Task An_edit_marks_the_comment_edited_unless_it_changes_nothing()
    {
        var author = await forum.SisterAsync();
        var comment = await forum.CommentAsync(author, await forum.PostAsync(author));
        await using var visit = forum.As(author);
        Assert.True((await visit.Comments.EditAsync(comment, "Wa alaykum as-salam.\r\n", null, null, default)).Ok);
        Assert.Null((await forum.CommentRowAsync(comment)).EditedAt);
        Assert.True((await visit.Comments.EditAsync(comment, "Wa alaykum *as-salam*!", null, null, default)).Ok);
        var row = await forum.CommentRowAsync(comment);
        Assert.Equal(("Wa alaykum *as-salam*!", forum.Clock.Now), (row.Body, row.EditedAt));
        Assert.Contains("<em>", row.BodyHtml, StringComparison.Ordinal);
        Expect.Invalid(await visit.Comments.EditAsync(comment, " ", null, null, default), "Body:BodyEmpty");
    }

    [Fact]
    public async Task A_comment_of_somebody_else_is_forbidden_when_seen_and_missing_when_hidden()
    {
        var author = await forum.SisterAsync();
        var (open, own) = (await forum.CommentAsync(author, await forum.PostAsync(author)), await forum.CommentAsync(author, await forum.PostAsync(author, ownCircleOnly: true)));
        foreach (var (viewer, id, seen) in new[] { (await forum.SisterAsync(), open, true), (await forum.SisterAsync(), own, true), (await forum.BrotherAsync(), open, true), (await forum.BrotherAsync(), own, false) })
        {
            await using var visit = forum.As(viewer);
            var (edit, delete) = (await visit.Comments.EditAsync(id, "mine now", null, null, default), await visit.Comments.DeleteAsync(id, default));
            if (seen)
            {
                Expect.Refused(RefusalKind.Forbidden, "NotYours", edit);
                Expect.Refused(RefusalKind.Forbidden, "NotYours", delete);
            }
            else
            {
                Expect.Missing(edit);
                Expect.Missing(delete);
            }
        }
        await using var guest = forum.AsGuest();
        Expect.LogIn(await guest.Comments.DeleteAsync(open, default));
        Expect.Missing(await guest.Comments.DeleteAsync(own, default));
    }

    [Fact]
    public async Task The_pages_to_answer_and_to_change_a_comment_get_its_source_under_visibility()
    {
        var (author, sister, brother) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.BrotherAsync());
        var post = await forum.PostAsync(author, ownCircleOnly: true);
        var (comment, placeholder) = (await forum.CommentAsync(author, post), await forum.CommentAsync(author, post));
        await forum.CommentAsync(author, post, placeholder);
        await forum.DeleteCommentAsync(author, placeholder);
        foreach (var (viewer, mine) in new[] { (author, true), (sister, false) })
        {
            await using var visit = forum.As(viewer);
            var source = (await visit.Threads.SourceAsync(comment, default))!;
            Assert.Equal((comment, post, mine, "Wa alaykum as-salam."), (source.Id, source.PostId, source.IsMine, source.Body));
            Assert.Null(await visit.Threads.SourceAsync(placeholder, default));
        }
        foreach (var viewer in new[] { brother, Viewer.Guest })
        {
            await using var visit = forum.As(viewer);
            Assert.Null(await visit.Threads.SourceAsync(comment, default));
            Assert.Null(await visit.Threads.ThreadAsync(post, comment, CommentSort.Best, default));
            Assert.Empty((await visit.Threads.OfPostAsync(post, CommentSort.Best, null, default)).Value.Tops);
        }
    }

    [Fact]
    public async Task A_thread_is_asked_for_under_its_own_post_only()
    {
        var author = await forum.BrotherAsync();
        var (here, there) = (await forum.PostAsync(author), await forum.PostAsync(author));
        var comment = await forum.CommentAsync(author, here);
        await using var visit = forum.As(author);
        Assert.NotNull(await visit.Threads.ThreadAsync(here, comment, CommentSort.New, default));
        Assert.Null(await visit.Threads.ThreadAsync(there, comment, CommentSort.New, default));
        Assert.Null(await visit.Threads.ThreadAsync(here, 999_999, CommentSort.New, default));
    }
}
