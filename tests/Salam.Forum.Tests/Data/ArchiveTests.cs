using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Comments;
using Salam.Forum.Data;
using Salam.Forum.Data.Archive;
using Salam.Forum.Media;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Data;

public sealed class ArchiveTests : IAsyncLifetime
{
    private readonly ForumFixture forum = new();

    public Task InitializeAsync() => forum.InitializeAsync();

    public Task DisposeAsync() => forum.DisposeAsync();

    [Fact]
    public async Task The_real_archive_comes_in_but_for_the_line_that_breaks_the_circle_rule()
    {
        await using var file = File.OpenRead(Path.Combine(SourceTree.Root, "tests", "Salam.Forum.Tests", "Data", "community.jsonl"));
        var told = new List<long>();
        await using (var visit = forum.AsGuest())
        {
            var report = await visit.Get<ArchiveReader>().ImportAsync(file, told.Add, default);
            Assert.Equal((55, 0, 1), (report.Added, report.Unchanged, report.RefusedCount));
            var (line, reason) = Assert.Single(report.Refused);
            Assert.Equal(56, line);
            Assert.Contains("circle rule", reason, StringComparison.Ordinal);
        }
        Assert.Equal([56L], told);
        file.Position = 0;
        await using (var visit = forum.AsGuest())
        {
            var again = await visit.Get<ArchiveReader>().ImportAsync(file, null, default);
            Assert.Equal((0, 55, 1), (again.Added, again.Unchanged, again.RefusedCount));
        }
        await using var guest = forum.AsGuest();
        var id = await guest.Db.Posts.Where(p => p.ArchiveId == "p1").Select(p => p.Id).SingleAsync();
        var post = (await guest.PostPages.ShowAsync(id, default))!.Row;
        Assert.Equal((278, 8, Circle.Brothers, "umar-k"), (post.Score, post.CommentCount, post.Circle, post.AuthorHandle));
        Assert.Equal(8, (await guest.Threads.OfPostAsync(id, CommentSort.Best, null, default)).Value.Tops.Count);
        Assert.Empty(await guest.Get<Recount>().RunAsync(default));
    }

    [Fact]
    public async Task Reading_an_export_into_an_empty_forum_and_exporting_that_gives_the_same_bytes()
    {
        await LiveAsync();
        var first = await ExportAsync(forum);
        var other = await ForumFixture.StartAsync();
        var report = await ImportAsync(other, first);
        Assert.Empty(report.Refused);
        Assert.Equal(first, await ExportAsync(other));
        await using (var visit = other.AsGuest())
            Assert.Empty(await visit.Get<Recount>().RunAsync(default));
        Assert.Equal(await StateAsync(forum), await StateAsync(other));
        report = await ImportAsync(other, first);
        Assert.Equal((0, 0), (report.Added, report.RefusedCount));
        Assert.Equal(first, await ExportAsync(other));
        await other.DisposeAsync();
    }

    [Fact]
    public async Task An_export_holds_every_line_once_and_no_address_password_or_wiped_word()
    {
        await LiveAsync();
        var text = await ExportAsync(forum);
        Assert.DoesNotContain("post.example", text, StringComparison.Ordinal);
        Assert.DoesNotContain("assword", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://a.example/secret", text, StringComparison.Ordinal);
        Assert.Contains("مسجد", text, StringComparison.Ordinal);
        var kinds = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).GroupBy(l => JsonDocument.Parse(l).RootElement.GetProperty("kind").GetString()!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        foreach (var (kind, sql) in new[] { ("member", "Members"), ("post", "Posts"), ("comment", "Comments"), ("follow", "Follows") })
            Assert.Equal(await forum.NumberAsync($"SELECT COUNT(*) FROM {sql}"), kinds[kind]);
        Assert.Equal(await forum.NumberAsync("SELECT (SELECT COUNT(*) FROM PostVotes) + (SELECT COUNT(*) FROM CommentVotes)"), kinds["vote"]);
    }

    [Fact]
    public async Task What_an_import_brings_is_seen_by_its_audience_alone()
    {
        var report = await ImportAsync(forum, string.Join('\n', Member("u"), Member("s", "sister"), """{"kind":"post","id":"x","author":"s","audience":"sisters","language":"en","title":"For sisters alone","body":"b","created":"2026-01-01T00:00:00Z"}""", """{"kind":"comment","id":"y","post":"x","author":"s","language":"en","body":"b"}"""));
        Assert.Empty(report.Refused);
        await using (var visit = forum.As(await forum.BrotherAsync()))
            Assert.Equal((0, 0), (await visit.Db.Posts.CountAsync(), await visit.Db.Comments.CountAsync()));
        await using (var visit = forum.As(await forum.SisterAsync()))
            Assert.Equal((1, 1), (await visit.Db.Posts.CountAsync(), await visit.Db.Comments.CountAsync()));
    }

    [Fact]
    public async Task A_line_that_breaks_off_half_way_takes_back_what_it_wrote()
    {
        await forum.SqlAsync("CREATE TRIGGER NoCase BEFORE INSERT ON Cases WHEN NEW.ThingId > 0 BEGIN SELECT RAISE(ABORT, 'no case'); END");
        var report = await ImportAsync(forum, string.Join('\n', Member("u"), Post("p", "u"), Post("h", "u", extra: ",\"status\":\"held\""), Comment("c", "h", "u"), Post("q", "u")));
        // The held post comes with a case or not at all; what stands under it has nothing to stand under.
        Assert.Equal([3L, 4], report.Refused.Select(r => r.Line));
        Assert.Equal((3L, 2L, 0L), (report.Added, await forum.NumberAsync("SELECT COUNT(*) FROM Posts"), await forum.NumberAsync("SELECT COUNT(*) FROM Comments")));
    }

    [Fact]
    public async Task A_line_that_is_wrong_is_reported_by_its_number_and_nothing_else_is_lost()
    {
        var before = string.Join('\n', Member("u"), Member("v"), Member("s", "sister"), Post("p", "u"), Comment("c", "p", "v"), "");
        var wrong = new (string Line, string Reason)[]
        {
            ("not json", "JSON"), ("{\"kind\":\"member\"", "JSON"), ("[]", "JSON"), ("\"text\"", "JSON"), ("null", "object"), ("42", "JSON"), ("{}", "kind"),
            ("""{"kind":"Member","id":"z"}""", "kind"), ("""{"kind":"sermon","id":"z"}""", "kind"), ("""{"kind":"member","id":7}""", "JSON"),
            (new string('[', 500), "JSON"), ("""{"kind":"member","id":"z","handle":"\ud800abc","gender":"brother"}""", "JSON"),
            (Member("z", "man"), "gender"), (Member("z", "Sister"), "gender"), ("""{"kind":"member","id":"z","handle":"ab","gender":"sister"}""", "HandleLength"),
            ("""{"kind":"member","id":"","handle":"fulan","gender":"brother"}""", "id"), (Member(new string('z', 65)), "id"),
            ("""{"kind":"member","id":"z","handle":"fulan-u","gender":"brother"}""", "taken"), ("""{"kind":"member","id":"z","handle":"FULAN-U","gender":"brother"}""", "taken"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","languages":["xx"]}""", "LanguageUnknown"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","languages":[]}""", "LanguagesNone"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","about":"#"}""".Replace("#", new string('x', 1_001), StringComparison.Ordinal), "AboutLong"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","joined":"yesterday"}""", "JSON"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","role":"god"}""", "role"), ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","role":"3"}""", "role"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","opening_circle":"x"}""", "opening_circle"), ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","theme":"pink"}""", "theme"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","joined":"9999-12-31T00:00:00Z"}""", "joined"),
            (Post("z", "u", extra: ",\"edited\":\"2999-01-01T00:00:00Z\""), "edited"), (Comment("z", "p", "v", extra: ",\"edited\":\"0001-01-01T00:00:00Z\""), "edited"),
            ("""{"kind":"vote","post":"p","member":"v","value":1,"created":"2999-01-01T00:00:00Z"}""", "created"),
            (Post("z", "nobody"), "author"), (Post("z", "u", "sisters"), "audience"), (Post("z", "s", "brothers"), "audience"), (Post("z", "u", "all"), "audience"), (Post("z", "u", null), "audience"),
            (Post("z", "u", title: "short"), "TitleShort"), (Post("z", "u", body: ""), "BodyEmpty"), (Post("z", "u", language: "xx"), "LanguageUnknown"),
            (Post("z", "u", title: "A title \u202Ethat runs backwards"), "DirectionCharacters"), ("""{"kind":"member","id":"z","handle":"ful\u202Ean","gender":"brother"}""", "HandleCharacters"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","about":"a\u2068b"}""", "DirectionCharacters"),
            (Post("z", "u", extra: ",\"status\":\"hidden\""), "status"), (Post("z", "u", extra: ",\"score\":1.5"), "JSON"), (Post("z", "u", extra: ",\"score\":2147483647"), "score"),
            (Post("z", "u", extra: ",\"score\":99999999999"), "JSON"), (Post("z", "u", extra: ",\"link\":\"javascript:alert(1)\""), "LinkAddress"),
            (Post("z", "u", body: new string('x', 40_001)), "BodyLong"),
            (Post("z", "u", extra: ",\"pictures\":[null]"), "key"), (Post("z", "u", extra: ",\"pictures\":[{\"key\":\"nothing\",\"width\":9,\"height\":9}]"), "key"), (Post("z", "u", extra: ",\"pictures\":[{\"key\":\"00112233445566778899aabbccddeeff\",\"width\":0,\"height\":9}]"), "size"), (Post("z", "u", extra: ",\"pictures\":[{\"key\":\"00112233445566778899aabbccddeeff\",\"width\":9,\"height\":90000}]"), "size"),
            (Post("z", "u", extra: ",\"pictures\":[{\"key\":\"00112233445566778899aabbccddeeff\",\"width\":9,\"height\":9,\"placeholder\":\"<b>\"}]"), "placeholder"), (Post("z", "u", extra: ",\"pictures\":[{\"key\":\"00112233445566778899aabbccddeeff\",\"width\":9,\"height\":9},{\"key\":\"00112233445566778899aabbccddeeff\",\"width\":9,\"height\":9}]"), "FormIncomplete"), (Post("z", "u", extra: ",\"pictures\":[7]"), "JSON"),
            (Comment("z", "p", "u", extra: ",\"pictures\":[null]"), "key"), (Comment("z", "p", "u", extra: ",\"pictures\":[{\"key\":\"00112233445566778899aabbccddeeff\",\"width\":9,\"height\":9},{\"key\":\"00112233445566778899aabbccddeefe\",\"width\":9,\"height\":9}]"), "one picture"),
            (Post("z", "u", extra: ",\"slow\":-1"), "slow"), (Post("z", "u", extra: ",\"slow\":121"), "slow"), (Post("z", "u", extra: ",\"locked\":\"yes\""), "JSON"),
            ("""{"kind":"member","id":"z","handle":"fulan","gender":"brother","level":"none"}""", "level"),
            (Comment("z", "nowhere", "v"), "post"), (Comment("z", "p", "nobody"), "author"), (Comment("z", "p", "s"), "circle rule"), (Comment("z", "p", "v", extra: ",\"parent\":\"nothing\""), "parent"),
            (Comment("z", "p", "v", body: ""), "BodyEmpty"), (Comment("z", "p", "v", extra: ",\"status\":\"lost\""), "status"),
            ("""{"kind":"vote","post":"p","member":"nobody","value":1}""", "member"), ("""{"kind":"vote","post":"nowhere","member":"v","value":1}""", "post"),
            ("""{"kind":"vote","post":"p","member":"v","value":2}""", "value"), ("""{"kind":"vote","post":"p","member":"v"}""", "value"), ("""{"kind":"vote","member":"v","value":1}""", "vote"),
            ("""{"kind":"vote","post":"p","comment":"c","member":"v","value":1}""", "vote"), ("""{"kind":"vote","post":"p","member":"u","value":1}""", "own"),
            ("""{"kind":"follow","follower":"u","followee":"u"}""", "herself"), ("""{"kind":"follow","follower":"u","followee":"nobody"}""", "nobody"),
            ("{\"kind\":\"post\",\"body\":\"" + new string('x', 2_000_000) + "\"}", "longer"),
        };
        var after = string.Join('\n', Post("q", "u"), Comment("d", "p", "u", extra: ",\"parent\":\"c\""), """{"kind":"vote","post":"p","member":"v","value":1}""", """{"kind":"follow","follower":"v","followee":"u"}""");
        var report = await ImportAsync(forum, before + "\n  \r\n" + string.Join("\r\n", wrong.Select(w => w.Line)) + "\r\n\r\n" + after);
        Assert.Equal(9, report.Added);
        Assert.Equal(wrong.Length, report.RefusedCount);
        foreach (var ((line, reason), (written, expected), i) in report.Refused.Zip(wrong, Enumerable.Range(0, wrong.Length)))
        {
            Assert.Equal(8 + i, line);
            Assert.True(reason.Contains(expected, StringComparison.Ordinal), $"\"{expected}\" is not in \"{reason}\" of {written[..Math.Min(written.Length, 200)]}");
            Assert.DoesNotContain('\n', reason);
        }
        await using var visit = forum.AsGuest();
        Assert.Empty(await visit.Get<Recount>().RunAsync(default));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_reported_and_a_byte_order_mark_is_passed_over()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Member("u") + "\n{\"kind\":\"member\",\"id\":\""), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\",\"handle\":\"fulan\",\"gender\":\"brother\"}\n" + Member("v"))];
        await using var visit = forum.AsGuest();
        var report = await visit.Get<ArchiveReader>().ImportAsync(new MemoryStream(bytes), null, default);
        Assert.Equal(2, report.Added);
        Assert.Equal([(2L, "is not UTF-8")], report.Refused);
    }

    [Fact]
    public async Task A_deleted_post_comes_in_without_the_words_a_foreign_archive_left_in_it()
    {
        var report = await ImportAsync(forum, string.Join('\n', Member("u"), Post("p", "u", title: new string('x', 400), language: "a language of its own", extra: ",\"status\":\"deleted\",\"link\":\"https://a.example/\""),
            Post("q", "u"), Comment("c", "q", "u", body: "wiped", extra: ",\"status\":\"deleted\"")));
        Assert.Empty(report.Refused);
        Assert.Equal(0, await forum.NumberAsync("SELECT SUM(length(Title || Slug || Body || BodyHtml || Excerpt || COALESCE(LinkUrl, '') || COALESCE(LinkHost, ''))) FROM Posts WHERE Status = 4"));
        Assert.Equal(0, await forum.NumberAsync("SELECT SUM(length(Body || BodyHtml)) FROM Comments"));
    }

    [Fact]
    public async Task What_moderators_decided_moves_along_and_what_they_have_not_decided_waits_in_the_queue()
    {
        var (sister, other) = (await forum.SisterAsync(), await forum.SisterAsync());
        var (approved, locked, held) = (await forum.PostAsync(sister), await forum.PostAsync(sister), await forum.PostAsync(sister, ownCircleOnly: true));
        var (good, waiting) = (await forum.CommentAsync(other, locked), await forum.CommentAsync(other, locked));
        await forum.SqlAsync($"UPDATE Posts SET IsApproved = 1 WHERE Id = {approved}");
        await forum.SqlAsync($"UPDATE Posts SET IsLocked = 1, SlowMinutes = 10 WHERE Id = {locked}");
        await forum.SqlAsync($"UPDATE Comments SET IsApproved = 1 WHERE Id = {good}");
        await forum.SqlAsync($"UPDATE Members SET SilencedUntil = '2026-12-31 00:00:00', SuspendedUntil = '9999-12-31 00:00:00', Level = 3, HasKeys = 0 WHERE Id = {other.MemberId}");
        await forum.SetStatusAsync(held, Status.Held);
        await forum.SetCommentStatusAsync(waiting, Status.Held);
        await forum.SqlAsync($"UPDATE Posts SET CommentCount = CommentCount - 1 WHERE Id = {locked}");
        var first = await ExportAsync(forum);
        var into = await ForumFixture.StartAsync();
        Assert.Empty((await ImportAsync(into, first)).Refused);
        Assert.Equal(first, await ExportAsync(into));
        foreach (var (sql, count) in new[]
        {
            ("Posts WHERE IsApproved = 1", 1), ("Posts WHERE IsLocked = 1 AND SlowMinutes = 10", 1), ("Comments WHERE IsApproved = 1", 1),
            ("Members WHERE SilencedUntil LIKE '2026-12-31%' AND SuspendedUntil LIKE '9999-12-31%' AND Level = 3 AND HasKeys = 0", 1),
            ("Cases WHERE State = 1 AND Kind = 1 AND Audience = 3", 1), ("Cases WHERE State = 1 AND Kind = 2 AND Audience = 1", 1), ("Cases", 2),
        })
            Assert.True(await into.NumberAsync($"SELECT COUNT(*) FROM {sql}") == count, sql);
        await ImportAsync(into, first);
        Assert.Equal(2, await into.NumberAsync("SELECT COUNT(*) FROM Cases"));
        await into.DisposeAsync();
    }

    [Fact]
    public async Task A_profile_that_the_filter_finds_fault_with_comes_in_and_waits_for_a_moderator()
    {
        var line = """{"kind":"member","id":"z","handle":"fulan","gender":"brother","about":"#"}""".Replace("#", "You fucking liar", StringComparison.Ordinal);
        Assert.Empty((await ImportAsync(forum, line)).Refused);
        Assert.Equal(1, await forum.NumberAsync("SELECT COUNT(*) FROM Cases WHERE Kind = 3 AND State = 1"));
    }

    [Fact]
    public async Task At_most_a_thousand_refusals_are_kept_and_all_are_counted_and_progress_is_told()
    {
        var told = new List<long>();
        await using var visit = forum.AsGuest();
        var report = await visit.Get<ArchiveReader>().ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 1_700)) + Member("u"))), told.Add, default);
        Assert.Equal((1, 1_700, 1_000), (report.Added, report.RefusedCount, report.Refused.Count));
        Assert.Equal([500L, 1_000, 1_500, 1_701], told);
    }

    /// <summary>Everything an archive can hold, made the way members make it.</summary>
    private async Task LiveAsync()
    {
        var (sister, friend, brother) = (await forum.SisterAsync(Role.Moderator), await forum.SisterAsync(), await forum.BrotherAsync());
        await using (var visit = forum.As(friend))
        {
            await visit.Settings.SetAboutAsync("About <me> & \"you\" مسجد", default);
            await visit.Settings.SetReadingAsync(["ar", "en"], null, ReadingLevel.Standard, default);
            await visit.Settings.SetAppearanceAsync(Salam.Forum.Members.Theme.Dark, true, default);
            await visit.Follows.SetAsync(sister.Handle, true, default);
        }
        await ImportAsync(forum, string.Join('\n', Member("u"), Post("p", "u", extra: ",\"score\":-12"), Comment("c", "p", "u", extra: ",\"score\":7")));
        forum.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        var (open, own) = (await forum.PostAsync(sister), await forum.PostAsync(sister, ownCircleOnly: true));
        var (held, deleted) = (await forum.PostAsync(brother), await forum.PostAsync(brother, ForumFixture.Draft() with { Kind = Forum.Posts.PostKind.Link, Link = "https://a.example/secret" }));
        await forum.PostAsync(brother, ForumFixture.Draft("A link to\u2028 somewhere 🕌") with { Kind = Forum.Posts.PostKind.Link, Link = "https://a.example/مسجد?x=1", Body = "" });
        var (gate, wall) = (Guid.NewGuid(), Guid.NewGuid());
        await using (var visit = forum.As(sister))
        {
            visit.Db.PictureUploads.AddRange(new[] { gate, wall }.Select(key => new PictureUpload { Key = key, MemberId = sister.MemberId, Width = 700, Height = 500, Placeholder = "UklGRg==", CreatedAt = forum.Clock.Now }));
            await visit.Db.SaveChangesAsync();
        }
        await forum.PostAsync(sister, ForumFixture.Draft("Two pictures of the garden", ownCircleOnly: true) with { Body = "", BlurPictures = true, Pictures = [new(wall, ""), new(gate, "A gate & a wall")] });
        await using (var visit = forum.As(friend))
        {
            var said = Guid.NewGuid();
            visit.Db.PictureUploads.Add(new PictureUpload { Key = said, MemberId = friend.MemberId, Width = 300, Height = 900, Placeholder = "", CreatedAt = forum.Clock.Now });
            await visit.Db.SaveChangesAsync();
            _ = (await visit.Comments.ReplyAsync(ForumFixture.Answer(open) with { Picture = new(said, "A lamp & its light") }, default)).Value;
        }
        await forum.VoteAsync(friend, open, 1);
        await forum.VoteAsync(brother, open, -1);
        await forum.VoteAsync(friend, own, 1);
        await forum.VoteAsync(sister, deleted, 1);
        var chain = new List<long>();
        for (var i = 0; i < 5; i++)
            chain.Add(await forum.CommentAsync(i % 2 == 0 ? sister : friend, own, i == 0 ? null : chain[^1]));
        await using (var visit = forum.As(friend))
        {
            await visit.Votes.OnCommentAsync(chain[2], -1, default);
            await visit.Comments.EditAsync(chain[1], "Edited: **words**", null, null, default);
        }
        var vanished = await forum.CommentAsync(friend, own, await forum.CommentAsync(friend, own, chain[0]));
        await forum.DeleteCommentAsync(friend, vanished);
        await forum.DeleteCommentAsync(sister, chain[2]);
        await forum.DeleteCommentAsync(friend, chain[3]);
        await forum.SetCommentStatusAsync(chain[4], Status.Removed);
        await forum.SqlAsync($"UPDATE Posts SET CommentCount = CommentCount - 1 WHERE Id = {own}");
        await forum.SetStatusAsync(held, Status.Held);
        await forum.DeletePostAsync(brother, deleted);
    }

    private static async Task<string> StateAsync(ForumFixture of)
    {
        await using var visit = of.AsGuest();
        var comments = await visit.Db.Comments.IgnoreQueryFilters().AsNoTracking().OrderBy(c => c.Id).Select(c => $"{c.Depth} {c.Audience} {c.Status} {c.Score} {c.Confidence} {c.ReplyCount} {c.ThreadCount} {c.BodyHtml} {c.PictureKey} {c.PictureWidth} {c.PictureHeight} {c.PictureAlt} {c.PicturePlaceholder}").ToListAsync();
        var posts = await visit.Db.Posts.IgnoreQueryFilters().AsNoTracking().OrderBy(p => p.Id).Select(p => $"{p.Circle} {p.Audience} {p.Status} {p.Score} {p.Ups} {p.Downs} {p.Rank} {p.CommentCount} {p.Slug} {p.Excerpt} {p.LinkHost} {p.PictureCount} {p.CoverKey} {p.CoverWidth} {p.PictureWords} {p.AreBlurred}").ToListAsync();
        var pictures = await visit.Db.Pictures.IgnoreQueryFilters().AsNoTracking().OrderBy(p => p.Key).Select(p => $"{p.Key} {p.Audience} {p.Place} {p.Width} {p.Height} {p.Alt} {p.Placeholder}").ToListAsync();
        return string.Join('\n', [.. comments, .. posts, .. pictures]);
    }

    private static async Task<string> ExportAsync(ForumFixture from)
    {
        await using var visit = from.AsGuest();
        var stream = new MemoryStream();
        var lines = await visit.Get<ArchiveWriter>().ExportAsync(stream, default);
        var text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Equal(lines, text.Count(c => c == '\n'));
        return text;
    }

    private static async Task<ImportReport> ImportAsync(ForumFixture into, string text)
    {
        await using var visit = into.AsGuest();
        return await visit.Get<ArchiveReader>().ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), null, default);
    }

    private static string Member(string id, string gender = "brother") => $$"""{"kind":"member","id":"{{id}}","handle":"fulan-{{id[..1]}}","gender":"{{gender}}","joined":"2026-01-01T00:00:00Z"}""";

    private static string Post(string id, string author, string? audience = "everyone", string title = "A title of some length", string body = "words", string language = "en", string extra = "") =>
        $$"""{"kind":"post","id":"{{id}}","author":"{{author}}","audience":{{JsonSerializer.Serialize(audience)}},"language":"{{language}}","title":"{{title}}","body":"{{body}}","created":"2026-01-01T00:00:00Z"{{extra}}}""";

    private static string Comment(string id, string post, string author, string body = "words", string extra = "") =>
        $$"""{"kind":"comment","id":"{{id}}","post":"{{post}}","author":"{{author}}","language":"en","body":"{{body}}","created":"2026-01-01T00:00:00Z"{{extra}}}""";
}
