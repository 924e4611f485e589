using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Media;

/// <summary>A comment has a picture: posted, changed, seen and thrown away.</summary>
public sealed class PictureCommentTests(ForumFixture fixture) : PictureTests(fixture), IClassFixture<ForumFixture>
{
    private const string Indecent = "fuck this";

    [Fact]
    public async Task A_picture_stands_beside_words_in_the_thread_and_in_the_profile()
    {
        var (sister, friend) = (await Fixture.SisterAsync(), await Fixture.SisterAsync());
        var (post, key) = (await Fixture.PostAsync(sister), await SendAsync(friend));
        var id = await CommentAsync(friend, post, "Ours", new PictureDraft(key, " A lamp\nand its light "));
        Assert.Equal(0, await Fixture.NumberAsync($"SELECT COUNT(*) FROM PictureUploads WHERE MemberId = {friend.MemberId}"));
        await using var visit = Fixture.AsGuest();
        var shown = Assert.Single((await visit.Threads.OfPostAsync(post, CommentSort.Best, null, default)).Value.Tops).Row.Picture!;
        Assert.Equal((key, 640, 480, "A lamp and its light"), (shown.Key, shown.Width, shown.Height, shown.Alt));
        Assert.Equal(shown, Assert.Single((await visit.Threads.OfMemberAsync(friend.MemberId, null, default)).Value.Items).Picture);
        Assert.Equal(shown, (await visit.Threads.SourceAsync(id, default))!.Row.Picture);
        await using var hers = Fixture.As(friend);
        Expect.Invalid(await hers.Comments.ReplyAsync(ForumFixture.Answer(post, body: "") with { Picture = new(key, "A lamp") }, default), "Body:BodyEmpty");
        Expect.Invalid(await hers.Comments.ReplyAsync(ForumFixture.Answer(post) with { Picture = new(key, new string('a', Picture.AltMax + 1)) }, default), "Pictures:WordsLong");
    }

    [Fact]
    public async Task A_picture_is_there_for_whoever_its_comment_and_the_post_above_are_there_for()
    {
        var (sister, friend, other) = (await Fixture.SisterAsync(), await Fixture.SisterAsync(), await Fixture.SisterAsync());
        var (brother, moderator) = (await Fixture.BrotherAsync(), await Fixture.SisterAsync(Role.Moderator));
        var all = new[] { sister, friend, other, brother, moderator, Viewer.Guest };
        var (own, open) = (await Fixture.PostAsync(sister, ownCircleOnly: true), await Fixture.PostAsync(sister));
        var (hidden, seen) = (await SendAsync(friend), await SendAsync(friend));
        await CommentAsync(friend, own, "Look", new PictureDraft(hidden, ""));
        var said = await CommentAsync(friend, open, "Look", new PictureDraft(seen, ""));
        Assert.Equal([sister, friend, other, moderator], await SeenByAsync(hidden, all));
        Assert.Equal(all, await SeenByAsync(seen, all));
        await Fixture.SetCommentStatusAsync(said, Status.Held);
        Assert.Equal([friend, moderator], await SeenByAsync(seen, all));
        await Fixture.SetCommentStatusAsync(said, Status.Published);
        await Fixture.SetStatusAsync(open, Status.Held);
        Assert.Equal([sister, moderator], await SeenByAsync(seen, all));
        await Fixture.SetStatusAsync(open, Status.Published);
        await Fixture.CommentAsync(other, open, said);
        await Fixture.SetCommentStatusAsync(said, Status.Deleted);
        Assert.Empty(await SeenByAsync(seen, all));
    }

    [Fact]
    public async Task An_edit_changes_its_words_puts_another_in_its_place_or_takes_it_away()
    {
        var sister = await Fixture.SisterAsync();
        var (post, first, second) = (await Fixture.PostAsync(sister), await SendAsync(sister), await SendAsync(sister));
        var id = await CommentAsync(sister, post, "Look", new PictureDraft(first, "One"));
        await EditAsync(sister, id, new PictureDraft(first, "One"));
        Assert.Null((await Fixture.CommentRowAsync(id)).EditedAt);
        await EditAsync(sister, id, new PictureDraft(first, "One, said better"));
        var row = await Fixture.CommentRowAsync(id);
        Assert.Equal(((Guid?)first, "One, said better", 640), (row.PictureKey, row.PictureAlt, row.PictureWidth));
        Assert.NotNull(row.EditedAt);
        await EditAsync(sister, id, new PictureDraft(second, ""));
        await SweepBlobsAsync();
        Assert.Equal((false, true), (HasFiles(first), HasFiles(second)));
        await EditAsync(sister, id, null);
        await SweepBlobsAsync();
        Assert.Equal((null, 0, ""), ((await Fixture.CommentRowAsync(id)).PictureKey, (await Fixture.CommentRowAsync(id)).PictureWidth, (await Fixture.CommentRowAsync(id)).PictureAlt));
        Assert.False(HasFiles(second));
    }

    [Fact]
    public async Task Nobody_takes_what_somebody_else_sent_and_one_picture_is_in_one_place()
    {
        var (sister, friend) = (await Fixture.SisterAsync(), await Fixture.SisterAsync());
        var (post, hers, mine) = (await Fixture.PostAsync(sister), await SendAsync(sister), await SendAsync(friend));
        await CommentAsync(friend, post, "Look", new PictureDraft(mine, ""));
        var inPost = await SendAsync(friend);
        await Fixture.PostAsync(friend, ForumFixture.Draft() with { Pictures = [new(inPost, "")] });
        await using var visit = Fixture.As(friend);
        foreach (var stolen in new[] { hers, mine, inPost, Guid.NewGuid() })
            Expect.Invalid(await visit.Comments.ReplyAsync(ForumFixture.Answer(post) with { Picture = new(stolen, "") }, default), "Pictures:PictureGone");
        Expect.Refused(RefusalKind.Invalid, "PictureGone", await visit.Posts.SubmitAsync(ForumFixture.Draft() with { Pictures = [new(mine, "")] }, default));
        Assert.Equal(1, await Fixture.NumberAsync($"SELECT COUNT(*) FROM Comments WHERE PostId = {post}"));
    }

    [Fact]
    public async Task Deleting_a_comment_or_leaving_throws_its_picture_away()
    {
        var (sister, friend) = (await Fixture.SisterAsync(), await Fixture.SisterAsync());
        var (post, deleted, left) = (await Fixture.PostAsync(sister), await SendAsync(friend), await SendAsync(friend));
        var id = await CommentAsync(friend, post, "Look", new PictureDraft(deleted, "Words of it"));
        var other = await CommentAsync(friend, post, "Look", new PictureDraft(left, ""));
        await Fixture.DeleteCommentAsync(friend, id);
        await using (var visit = Fixture.As(friend))
            Assert.True((await visit.Get<LeaveService>().LeaveAsync(ForumFixture.Password, keepWords: false, default)).Ok);
        foreach (var gone in new[] { id, other })
            Assert.Equal((null, ""), ((await Fixture.CommentRowAsync(gone)).PictureKey, (await Fixture.CommentRowAsync(gone)).PictureAlt));
        await SweepBlobsAsync();
        Assert.False(HasFiles(deleted) || HasFiles(left));
    }

    [Fact]
    public async Task What_a_picture_shows_is_judged_as_the_words_are_and_moderators_see_both()
    {
        var (sister, moderator) = (await Fixture.SisterAsync(), await Fixture.SisterAsync(Role.Moderator));
        var post = await Fixture.PostAsync(sister);
        var (held, clean) = (await SendAsync(sister), await SendAsync(sister));
        var id = await CommentAsync(sister, post, "Look", new PictureDraft(held, Indecent));
        Assert.Equal(Status.Held, (await Fixture.CommentRowAsync(id)).Status);
        Assert.Equal(Status.Published, (await Fixture.CommentRowAsync(await CommentAsync(sister, post, "Look", new PictureDraft(clean, "A cat on a wall")))).Status);
        await using var desk = Fixture.As(moderator);
        var review = (await desk.Get<CaseQueries>().ShowAsync(await Fixture.NumberAsync($"SELECT Id FROM Cases WHERE Kind = {(int)ThingKind.Comment} AND ThingId = {id}"), default)).Value;
        Assert.Equal((held, Indecent), (Assert.Single(review.Thing!.Pictures).Key, review.Thing.PictureWords));
        Assert.Contains(review.Marked, m => m.Field == PictureService.Field);
    }

    private async Task<long> CommentAsync(Viewer author, long post, string body, PictureDraft picture)
    {
        await using var visit = Fixture.As(author);
        return (await visit.Comments.ReplyAsync(ForumFixture.Answer(post, body: body) with { Picture = picture }, default)).Value.Id;
    }

    private async Task EditAsync(Viewer author, long id, PictureDraft? picture)
    {
        await using var visit = Fixture.As(author);
        Assert.True((await visit.Comments.EditAsync(id, "Look", picture, null, default)).Ok);
    }
}
