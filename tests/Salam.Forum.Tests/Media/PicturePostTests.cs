using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Media;
using Salam.Forum.Members;
using Salam.Forum.Moderation;
using Salam.Forum.Posts;
using Salam.Forum.Tests.Support;
using Salam.Forum.Translation;

namespace Salam.Forum.Tests.Media;

/// <summary>Pictures are sent, posted, changed and thrown away.</summary>
public sealed class PicturePostTests(ForumFixture fixture) : PictureTests(fixture), IClassFixture<ForumFixture>
{
    [Fact]
    public async Task A_picture_that_was_sent_is_posted_with_its_words_and_has_the_audience_of_its_post()
    {
        var sister = await Fixture.SisterAsync();
        var key = await SendAsync(sister);
        Assert.Equal(1, await Fixture.NumberAsync($"SELECT COUNT(*) FROM PictureUploads WHERE MemberId = {sister.MemberId}"));
        var id = await Fixture.PostAsync(sister, Draft((key, "A garden at dawn")) with { OwnCircleOnly = true, BlurPictures = true });
        Assert.Equal(0, await Fixture.NumberAsync($"SELECT COUNT(*) FROM PictureUploads WHERE MemberId = {sister.MemberId}"));
        var post = await Fixture.PostRowAsync(id);
        Assert.Equal((1, (Guid?)key, 480, "A garden at dawn", true), (post.PictureCount, post.CoverKey, post.CoverWidth, post.PictureWords, post.AreBlurred));
        await using var visit = Fixture.As(sister);
        var picture = await visit.Db.Pictures.SingleAsync(p => p.PostId == id);
        Assert.Equal((key, Audience.Sisters, 640, 480, "A garden at dawn"), (picture.Key, picture.Audience, picture.Width, picture.Height, picture.Alt));
        var row = (await visit.Feeds.PageAsync(new FeedRequest(FeedKind.New), default)).Value.Items.First(r => r.Id == id);
        Assert.Equal((key, 1, true), (row.CoverKey, row.PictureCount, row.AreBlurred));
    }

    [Fact]
    public async Task A_picture_is_there_for_whoever_its_post_is_there_for()
    {
        var (sister, other, brother, moderator) = (await Fixture.SisterAsync(), await Fixture.SisterAsync(), await Fixture.BrotherAsync(), await Fixture.SisterAsync(Role.Moderator));
        var key = await SendAsync(sister);
        Assert.Equal([sister], await SeenByAsync(key, sister, other, brother, moderator, Viewer.Guest));
        var id = await Fixture.PostAsync(sister, Draft((key, "")) with { OwnCircleOnly = true });
        Assert.Equal([sister, other, moderator], await SeenByAsync(key, sister, other, brother, moderator, Viewer.Guest));
        await Fixture.SetStatusAsync(id, Status.Held);
        Assert.Equal([sister, moderator], await SeenByAsync(key, sister, other, brother, moderator, Viewer.Guest));
        await Fixture.SetStatusAsync(id, Status.Deleted);
        Assert.Empty(await SeenByAsync(key, sister, other, brother, moderator, Viewer.Guest));
        var open = await SendAsync(sister);
        await Fixture.PostAsync(sister, Draft((open, "")));
        Assert.Equal(5, (await SeenByAsync(open, sister, other, brother, moderator, Viewer.Guest)).Count);
    }

    [Fact]
    public async Task Nobody_posts_what_somebody_else_sent_or_what_is_in_another_post()
    {
        var (sister, other) = (await Fixture.SisterAsync(), await Fixture.SisterAsync());
        var (key, posted) = (await SendAsync(sister), await SendAsync(other));
        await Fixture.PostAsync(other, Draft((posted, "")));
        await using var visit = Fixture.As(other);
        foreach (var stolen in new[] { key, posted, Guid.NewGuid() })
        {
            var before = await Fixture.NumberAsync("SELECT COUNT(*) FROM Posts");
            Expect.Refused(RefusalKind.Invalid, "PictureGone", await visit.Posts.SubmitAsync(Draft((stolen, "")), default));
            Assert.Equal(before, await Fixture.NumberAsync("SELECT COUNT(*) FROM Posts"));
        }
        Assert.Equal([sister], await SeenByAsync(key, sister, other));
    }

    [Fact]
    public async Task A_form_with_pictures_sent_twice_is_one_post()
    {
        var sister = await Fixture.SisterAsync();
        var draft = Draft((await SendAsync(sister), "One"));
        Assert.Equal(await Fixture.PostAsync(sister, draft), await Fixture.PostAsync(sister, draft));
    }

    [Fact]
    public async Task A_post_of_pictures_needs_no_words_and_has_eight_at_most()
    {
        var sister = await Fixture.SisterAsync();
        var key = await SendAsync(sister);
        await using var visit = Fixture.As(sister);
        var many = Draft() with { Pictures = [.. Enumerable.Range(0, Picture.PerPost + 1).Select(_ => new PictureDraft(Guid.NewGuid(), ""))] };
        Expect.Invalid(await visit.Posts.SubmitAsync(many, default), "Pictures:PicturesMany");
        Expect.Invalid(await visit.Posts.SubmitAsync(Draft((key, ""), (key, "")), default), ":FormIncomplete");
        Expect.Invalid(await visit.Posts.SubmitAsync(Draft((key, new string('a', Picture.AltMax + 1))), default), "Pictures:WordsLong");
        var wordless = Draft((key, "")) with { Body = "" };
        Assert.True((await visit.Posts.SubmitAsync(wordless, default)).Ok);
        Expect.Invalid(await visit.Posts.SubmitAsync(Draft() with { Body = "" }, default), "Body:BodyEmpty");
    }

    [Fact]
    public async Task An_edit_puts_pictures_in_another_order_takes_new_ones_and_throws_others_away()
    {
        var sister = await Fixture.SisterAsync();
        var (first, second, third) = (await SendAsync(sister), await SendAsync(sister), await SendAsync(sister));
        var draft = Draft((first, "First"), (second, "Second"));
        var id = await Fixture.PostAsync(sister, draft);
        await using (var visit = Fixture.As(sister))
            Assert.True((await visit.Posts.EditAsync(id, draft, default)).Ok);
        Assert.Null((await Fixture.PostRowAsync(id)).EditedAt);
        await using (var visit = Fixture.As(sister))
            Assert.True((await visit.Posts.EditAsync(id, draft with { Pictures = [new(third, "Third"), new(first, "First, said better")] }, default)).Ok);
        var post = await Fixture.PostRowAsync(id);
        Assert.Equal((2, (Guid?)third, "Third\n\nFirst, said better"), (post.PictureCount, post.CoverKey, post.PictureWords));
        Assert.NotNull(post.EditedAt);
        await using var read = Fixture.As(sister);
        Assert.Equal([(third, "Third"), (first, "First, said better")], (await read.Get<PictureQueries>().OfPostAsync(id, default)).Select(p => (p.Key, p.Alt)));
        Assert.True(HasFiles(second));
        await SweepBlobsAsync();
        Assert.False(HasFiles(second));
        Assert.True(HasFiles(third));
    }

    [Fact]
    public async Task To_change_pictures_alone_leaves_translations_and_to_blur_none_changes_nothing()
    {
        var sister = await Fixture.SisterAsync();
        var draft = Draft((await SendAsync(sister), "A gate"));
        var id = await Fixture.PostAsync(sister, draft);
        var plain = await Fixture.PostAsync(sister, ForumFixture.Draft());
        await using (var past = Fixture.AsGuest())
        {
            var at = (await Fixture.PostRowAsync(id)).CreatedAt;
            past.Db.TranslatedTexts.Add(new TranslatedText
            {
                Thing = TranslatedText.KeyOf(ThingKind.Post, id), Version = at, Language = "es", Audience = Audience.Everyone, State = TranslationState.Ready, AskedAt = at, DoneAt = at, Engine = "fake",
                Title = "Una puerta", Body = "", BodyHtml = "", Excerpt = "",
            });
            await past.Db.SaveChangesAsync();
        }
        await using var visit = Fixture.As(sister);
        Assert.True((await visit.Posts.EditAsync(id, draft with { Pictures = [draft.Pictures[0] with { Alt = "A gate, open" }] }, default)).Ok);
        var edited = (await Fixture.PostRowAsync(id)).EditedAt!.Value;
        Assert.Equal(edited, (await visit.Db.TranslatedTexts.AsNoTracking().SingleAsync()).Version);
        Assert.True((await visit.Posts.EditAsync(plain, ForumFixture.Draft() with { BlurPictures = true }, default)).Ok);
        Assert.Equal((false, (DateTime?)null), ((await Fixture.PostRowAsync(plain)).AreBlurred, (await Fixture.PostRowAsync(plain)).EditedAt));
    }

    [Fact]
    public async Task What_a_crash_left_half_drawn_is_thrown_away_and_what_is_being_drawn_is_not()
    {
        var turns = Fixture.Services.GetRequiredService<UploadTurns>();
        var (left, now) = (turns.NewFolder(), turns.NewFolder());
        await File.WriteAllTextAsync(Path.Combine(left, "sent"), "where it was taken");
        Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddHours(-2));
        turns.Clear(DateTime.UtcNow.AddHours(-1));
        Assert.Equal((false, true), (Directory.Exists(left), Directory.Exists(now)));
    }

    [Fact]
    public async Task Deleting_a_post_or_leaving_throws_its_pictures_away()
    {
        var sister = await Fixture.SisterAsync();
        var (deleted, left) = (await SendAsync(sister), await SendAsync(sister));
        var id = await Fixture.PostAsync(sister, Draft((deleted, "Words of it")));
        var other = await Fixture.PostAsync(sister, Draft((left, "")));
        Assert.True((await Fixture.DeletePostAsync(sister, id)).Ok);
        await using (var visit = Fixture.As(sister))
            Assert.True((await visit.Get<LeaveService>().LeaveAsync(ForumFixture.Password, keepWords: false, default)).Ok);
        foreach (var gone in new[] { id, other })
        {
            var post = await Fixture.PostRowAsync(gone);
            Assert.Equal((0, (Guid?)null, ""), (post.PictureCount, post.CoverKey, post.PictureWords));
            Assert.Equal(0, await Fixture.NumberAsync($"SELECT COUNT(*) FROM Pictures WHERE PostId = {gone}"));
        }
        await SweepBlobsAsync();
        Assert.False(HasFiles(deleted) || HasFiles(left));
    }

    [Fact]
    public async Task What_is_not_posted_within_a_day_is_thrown_away()
    {
        var sister = await Fixture.SisterAsync();
        var old = await SendAsync(sister);
        Fixture.Clock.Advance(PictureUpload.Lifetime);
        var fresh = await SendAsync(sister);
        await using (var visit = Fixture.AsGuest())
        {
            while (await visit.Get<UploadSweep>().SweepAsync(default) > 0)
            {
            }
        }
        await SweepBlobsAsync();
        Assert.Equal((false, true), (HasFiles(old), HasFiles(fresh)));
        Assert.Empty(await SeenByAsync(old, sister));
        Assert.Equal([sister], await SeenByAsync(fresh, sister));
    }

    [Fact]
    public async Task What_pictures_show_is_judged_as_the_words_of_the_post_are()
    {
        var sister = await Fixture.SisterAsync();
        await using var visit = Fixture.As(sister);
        var refused = await visit.Posts.SubmitAsync(Draft((await SendAsync(sister), "Win at our online casino, deposit now: best betting odds, click here")), default);
        var said = await visit.Posts.SubmitAsync(Draft() with { Body = "Win at our online casino, deposit now: best betting odds, click here" }, default);
        Assert.Equal(said.Ok, refused.Ok);
        var clean = await visit.Posts.SubmitAsync(Draft((await SendAsync(sister), "A cat on a wall")), default);
        Assert.Equal(Status.Published, (await Fixture.PostRowAsync(clean.Value.Id)).Status);
        if (refused.Ok)
            Assert.Equal((await Fixture.PostRowAsync(said.Value.Id)).Status, (await Fixture.PostRowAsync(refused.Value.Id)).Status);
    }

    [Fact]
    public async Task Guests_and_silenced_members_send_none_and_nobody_lets_many_wait()
    {
        await using (var guest = Fixture.AsGuest())
            Expect.LogIn(await guest.Get<PictureService>().UploadAsync(new MemoryStream(PictureFiles.Of("jpg")), default));
        var silenced = await Fixture.SisterAsync();
        await Fixture.SqlAsync($"UPDATE Members SET SilencedUntil = '2099-01-01 00:00:00' WHERE Id = {silenced.MemberId}");
        await using (var visit = Fixture.As(silenced))
            Expect.Refused(RefusalKind.Forbidden, "Silenced", await visit.Get<PictureService>().UploadAsync(new MemoryStream(PictureFiles.Of("jpg")), default));
        var eager = await Fixture.SisterAsync();
        await using var many = Fixture.As(eager);
        for (var i = 0; i < PictureUpload.PerMember; i++)
            many.Db.PictureUploads.Add(new PictureUpload { Key = Guid.NewGuid(), MemberId = eager.MemberId, Width = 1, Height = 1, Placeholder = "", CreatedAt = Fixture.Clock.GetUtcNow().UtcDateTime });
        await many.Db.SaveChangesAsync();
        Expect.Refused(RefusalKind.TooMany, "PicturesWaiting", await many.Get<PictureService>().UploadAsync(new MemoryStream(PictureFiles.Of("jpg")), default));
    }

    [Fact]
    public async Task A_file_is_refused_for_its_size_its_kind_and_what_else_it_is()
    {
        var sister = await Fixture.SisterAsync();
        await using var visit = Fixture.As(sister);
        var pictures = visit.Get<PictureService>();
        foreach (var (file, code) in new (byte[], string)[]
        {
            (new byte[Picture.BytesMax + 1], "PictureBytes"), ([], "PictureFormat"), ("<svg/>"u8.ToArray(), "PictureFormat"), ([.. PictureFiles.Of("jpg"), .. "<script>"u8], "PictureBroken"),
            (PictureFiles.Of("png")[..200], "PictureBroken"),
        })
            Expect.Refused(RefusalKind.Invalid, code, await pictures.UploadAsync(new MemoryStream(file), default));
        Assert.Equal(0, await Fixture.NumberAsync($"SELECT COUNT(*) FROM PictureUploads WHERE MemberId = {sister.MemberId}"));
    }

    private static PostDraft Draft(params (Guid Key, string Alt)[] pictures) => ForumFixture.Draft() with { Pictures = [.. pictures.Select(p => new PictureDraft(p.Key, p.Alt))] };
}
