using System.Text;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data.Archive;
using Salam.Forum.Members;
using Salam.Forum.Posts;
using Salam.Forum.Search;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Search;

public sealed class SearchTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private static int words;

    [Theory]
    [InlineData("فضل الصَّلَاة في وقتها", "صلاه")]
    [InlineData("فضل صلاة الجماعة هنا", "الصَّلاة")]
    [InlineData("کیا یہ کتاب اچھی ہے", "كتاب")]
    [InlineData("Sabahları ŞÜKÜR etmek", "şükür")]
    [InlineData("Sabahları şükran etmek", "SUKRAN")]
    [InlineData("Un café après la prière", "cafe priere")]
    [InlineData("在清真寺的礼拜时间是几点", "礼拜时间")]
    [InlineData("เวลาละหมาดในเมือง", "ละหมาด")]
    [InlineData("The du’a of the traveller", "dua travell")]
    public async Task A_post_is_found_however_its_words_are_written(string title, string asked)
    {
        var id = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft(title));
        Assert.Contains(id, await FindAsync(asked));
    }

    [Fact]
    public async Task All_words_must_occur_the_last_may_be_a_beginning_and_quoted_words_stand_in_a_row()
    {
        var (one, other) = (Word(), Word());
        var both = await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft($"{one} then {other} here"));
        var first = await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft($"{one} alone without it"));
        Assert.Equal([both], await FindAsync($"{other} {one}"));
        Assert.Equal([first, both], await FindAsync(one));
        Assert.Equal([first, both], await FindAsync(one[..^1]));
        Assert.Empty(await FindAsync($"{one[..^1]} {other}"));
        Assert.Equal([both], await FindAsync($"\"then {other}\""));
        Assert.Empty(await FindAsync($"\"{one} {other}\""));
        Assert.Equal([both], await FindAsync($"{one} \"{other}"));
        Assert.Empty(await FindAsync($"{one} {Word()}"));
    }

    [Fact]
    public async Task What_matches_in_the_title_comes_first_unless_the_newest_is_asked_for()
    {
        var word = Word();
        var title = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft($"About {word} in the title"));
        var text = await forum.PostAsync(await forum.SisterAsync(), ForumFixture.Draft() with { Body = $"Some *{word}* in the text, [and more](https://example.org/{word}x)." });
        Assert.Equal([title, text], await FindAsync(word));
        Assert.Equal([text, title], await FindAsync(word, sort: SearchSort.New));
    }

    [Theory]
    [InlineData(SearchSort.Relevance, 0)]
    [InlineData(SearchSort.New, 0)]
    [InlineData(SearchSort.Relevance, 1)]
    public async Task Walking_the_pages_shows_each_post_once(SearchSort sort, int cut)
    {
        var (author, word, expected) = (await forum.BrotherAsync(), Word(), new List<long>());
        for (var i = 0; i < 2 * SearchQueries.PageSize + 7; i++)
        {
            // Titles and texts in turn, and several words that begin alike.
            var some = word + (cut == 0 ? "" : "abc"[i % 3]);
            expected.Add(await forum.PostAsync(author, i % 3 == 0 ? ForumFixture.Draft($"Title with {some} number {i}") : ForumFixture.Draft() with { Body = $"Text with {some}." }));
        }
        var (seen, after) = (new List<long>(), (string?)null);
        do
        {
            await using var visit = forum.AsGuest();
            var page = (await visit.Get<SearchQueries>().PostsAsync(new SearchRequest(word, null, sort, after), default)).Value.Posts;
            seen.AddRange(page.Items.Select(r => r.Id));
            after = page.Next;
        }
        while (after is not null && seen.Count < 500);
        var ordered = sort == SearchSort.New ? expected.OrderDescending() : expected.Where((_, i) => i % 3 == 0).OrderDescending().Concat(expected.Where((_, i) => i % 3 != 0).OrderDescending());
        Assert.Equal(ordered, seen);
    }

    [Fact]
    public async Task After_an_edit_the_new_words_lead_to_a_post_and_the_old_ones_do_not()
    {
        var (author, old, now) = (await forum.SisterAsync(), Word(), Word());
        var id = await forum.PostAsync(author, ForumFixture.Draft($"Written with {old} first") with { Body = $"And {old} again." });
        await using (var visit = forum.As(author))
            _ = (await visit.Posts.EditAsync(id, ForumFixture.Draft($"Written with {now} first"), default)).Value;
        Assert.Empty(await FindAsync(old));
        Assert.Equal([id], await FindAsync(now));
        Assert.Equal(0, await forum.NumberAsync($"SELECT count(*) FROM PostWords WHERE Word = '{old}'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_wiped_is_gone_from_the_index_too(bool byLeaving)
    {
        var (author, word) = (await forum.SisterAsync(), Word());
        var id = await forum.PostAsync(author, ForumFixture.Draft($"A secret {word} to be wiped", ownCircleOnly: true) with { Body = $"More of {word}text." });
        Assert.Equal(3, await forum.NumberAsync($"SELECT count(*) FROM PostWords WHERE Word LIKE '{word}%'"));
        if (byLeaving)
        {
            await using var visit = forum.As(author);
            _ = (await visit.Get<LeaveService>().LeaveAsync(ForumFixture.Password, keepWords: false, default)).Value;
        }
        else
            _ = (await forum.DeletePostAsync(author, id)).Value;
        Assert.Equal(0, await forum.NumberAsync($"SELECT count(*) FROM PostWords WHERE Word LIKE '{word}%' OR PostId = {id}"));
        Assert.Equal(0, await forum.NumberAsync($"SELECT count(*) FROM PostTexts WHERE Title LIKE '%{word}%' OR Text LIKE '%{word}%' OR PostId = {id}"));
    }

    [Fact]
    public async Task What_is_held_or_removed_is_found_by_nobody_and_found_again_once_it_is_back()
    {
        var (author, word) = (await forum.SisterAsync(), Word());
        var id = await forum.PostAsync(author, ForumFixture.Draft($"Standing with {word} here"));
        foreach (var status in new[] { Status.Held, Status.Removed })
        {
            await forum.SetStatusAsync(id, status);
            foreach (var viewer in new[] { Viewer.Guest, author, await forum.SisterAsync(Role.Moderator) })
                Assert.Empty(await FindAsync(word, viewer));
            await forum.SetStatusAsync(id, Status.Published);
            Assert.Equal([id], await FindAsync(word));
        }
    }

    [Fact]
    public async Task Words_of_a_circle_lead_nobody_else_anywhere()
    {
        var (author, word) = (await forum.SisterAsync(), Word());
        var id = await forum.PostAsync(author, ForumFixture.Draft($"Among sisters {word} only", ownCircleOnly: true));
        Assert.Equal([id], await FindAsync(word, await forum.SisterAsync()));
        Assert.Equal([id], await FindAsync(word[..^1], await forum.SisterAsync()));
        foreach (var viewer in new[] { Viewer.Guest, await forum.BrotherAsync(), await forum.BrotherAsync(Role.Administrator) })
        {
            Assert.Empty(await FindAsync(word, viewer));
            Assert.Empty(await FindAsync(word[..^1], viewer));
        }
    }

    [Fact]
    public async Task What_an_import_brings_is_found()
    {
        var (word, handle) = (Word(), forum.NewHandle(Circle.Brothers));
        var lines = $$"""
            {"kind":"member","id":"m-{{word}}","handle":"{{handle}}","gender":"brother","joined":"2020-01-01T00:00:00Z"}
            {"kind":"post","id":"p-{{word}}","author":"m-{{word}}","audience":"everyone","title":"Brought with {{word}} in it","body":"Text","language":"en","created":"2020-02-01T00:00:00Z"}
            """;
        await using var visit = forum.AsGuest();
        for (var twice = 0; twice < 2; twice++)
            Assert.Empty((await visit.Get<ArchiveReader>().ImportAsync(new MemoryStream(Encoding.UTF8.GetBytes(lines)), null, default)).Refused);
        Assert.Single(await FindAsync(word));
    }

    [Fact]
    public async Task Posts_of_before_there_was_a_search_are_found_once_the_pass_has_come_by()
    {
        await using var old = await ForumOfBeforeAsync();
        var forumOfBefore = old.Forum;
        var steps = 0;
        while (true)
        {
            await using var visit = forumOfBefore.AsGuest();
            if (await visit.Get<IndexingPass>().StepAsync(default) is null)
                break;
            steps++;
            if (steps == 1)
            {
                // Somebody changes and deletes what the pass has not come to yet.
                await using var author = forumOfBefore.As(old.Author);
                _ = (await author.Posts.EditAsync(old.Ids[^1], ForumFixture.Draft("Changed meanwhile zafarani"), default)).Value;
                _ = (await author.Posts.DeleteAsync(old.Ids[^2], default)).Value;
            }
        }
        Assert.True(steps > 1);
        Assert.Equal(old.Ids.SkipLast(2).Order(), (await FindAsync("mubarak", in_: forumOfBefore)).Order());
        Assert.Equal([old.Ids[^1]], await FindAsync("zafarani", in_: forumOfBefore));
        Assert.Equal(old.Ids.Count - 1, await forumOfBefore.NumberAsync("SELECT count(*) FROM PostTexts"));
        // Once more from the start, and nothing differs.
        var before = await forumOfBefore.NumberAsync("SELECT count(*) FROM PostWords");
        await using (var visit = forumOfBefore.AsGuest())
        {
            _ = (await visit.Get<IndexingPass>().AgainAsync(default)).Value;
            while (await visit.Get<IndexingPass>().StepAsync(default) is not null)
            {
            }
        }
        Assert.Equal(before, await forumOfBefore.NumberAsync("SELECT count(*) FROM PostWords"));
    }

    [Fact]
    public async Task The_words_of_one_statement_are_those_of_one_row_each()
    {
        var id = await forum.PostAsync(await forum.BrotherAsync(), ForumFixture.Draft("Twice twice the same, \"quoted\" 'apostrophes' \\ back") with { Body = "Ünïcode 礼拜 الصلاة the same & <b>" });
        await using var visit = forum.AsGuest();
        var kept = await visit.Db.PostWords.Where(w => w.PostId == id).Select(w => new { w.Word, w.Place, w.Audience }).ToListAsync();
        PostIndex.AddRows(visit.Db, await visit.Db.PostTexts.AsNoTracking().FirstAsync(t => t.PostId == id));
        var rows = visit.Db.ChangeTracker.Entries<PostWord>().Select(e => new { e.Entity.Word, e.Entity.Place, e.Entity.Audience }).ToList();
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Select(r => r.ToString()!).Order(StringComparer.Ordinal), kept.Select(r => r.ToString()!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("NEAR(a b, 2)")]
    [InlineData("pray* OR fast")]
    [InlineData("title:pray -fast ^x")]
    [InlineData("%pray% _ [a-z] \\")]
    [InlineData("'; DROP TABLE Posts; --")]
    [InlineData("\"\"\" \"pray")]
    [InlineData("pray \uD800 \uDC00 \0 \u0001 \u202E\uFFFF")]
    [InlineData("礼😀拜 ﷺ ﷽")]
    public async Task Whatever_is_asked_is_answered(string asked)
    {
        await using var visit = forum.AsGuest();
        var answer = await visit.Get<SearchQueries>().PostsAsync(new SearchRequest(asked), default);
        Assert.True(answer.Ok || answer.Refusals[0].Kind == RefusalKind.Invalid);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("3-5")]
    [InlineData("2-0")]
    [InlineData("0-5")]
    public async Task A_cursor_that_no_page_wrote_is_refused(string after)
    {
        await using var visit = forum.AsGuest();
        Assert.Equal("Cursor", (await visit.Get<SearchQueries>().PostsAsync(new SearchRequest("pray", After: after), default)).Refusals.Single().Code);
    }

    [Fact]
    public async Task Members_are_found_by_the_beginning_of_their_handles_as_long_as_their_pages_are_there()
    {
        var (shown, left, unknown) = (await forum.MemberAsync(Circle.Sisters, handle: "zubayda-one"), await forum.MemberAsync(Circle.Sisters, handle: "zubayda-two"), await forum.MemberAsync(Circle.Brothers, handle: "Zubaydi"));
        await forum.SqlAsync($"UPDATE Members SET LeftAt = '2026-01-01' WHERE Id = {left.MemberId}");
        Assert.Equal(["zubayda-one", "Zubaydi"], await MembersAsync("ZUBAY"));
        Assert.Equal(["zubayda-one"], await MembersAsync("@zubayda", circle: Circle.Sisters));
        Assert.Equal(["Zubaydi"], await MembersAsync("zub", after: "zubayda-one"));
        await forum.SqlAsync($"UPDATE Members SET EmailConfirmed = 0 WHERE Id = {unknown.MemberId}");
        Assert.Equal(["zubayda-one"], await MembersAsync("zubay"));
        Assert.Empty(await MembersAsync("%"));
    }

    private async Task<List<string>> MembersAsync(string beginning, Circle? circle = null, string? after = null)
    {
        await using var visit = forum.AsGuest();
        return [.. (await visit.Members.FindAsync(beginning, circle, after, default)).Value.Items.Select(m => m.Handle)];
    }

    private async Task<List<long>> FindAsync(string asked, Viewer? viewer = null, SearchSort sort = SearchSort.Relevance, ForumFixture? in_ = null)
    {
        await using var visit = (in_ ?? forum).As(viewer ?? Viewer.Guest);
        return [.. (await visit.Get<SearchQueries>().PostsAsync(new SearchRequest(asked, null, sort), default)).Value.Posts.Items.Select(r => r.Id)];
    }

    /// <summary>A word that stands nowhere else.</summary>
    private static string Word() => "qw" + string.Concat(Interlocked.Increment(ref words).ToString("00000").Select(d => "abcdefghij"[d - '0'])) + "k";

    private static async Task<OldForum> ForumOfBeforeAsync()
    {
        var before = await ForumFixture.StartAsync();
        var author = await before.BrotherAsync();
        var ids = new List<long>();
        for (var i = 0; i < IndexingPass.Step + 3; i++)
            ids.Add(await before.PostAsync(author, ForumFixture.Draft($"Ramadan mubarak number {i}")));
        await before.SqlAsync("DELETE FROM PostWords; DELETE FROM PostTexts; DELETE FROM IndexProgress");
        return new OldForum(before, author, ids);
    }

    private sealed record OldForum(ForumFixture Forum, Viewer Author, List<long> Ids) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Forum.DisposeAsync();
    }
}
