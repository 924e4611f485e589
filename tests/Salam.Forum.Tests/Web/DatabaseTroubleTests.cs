using Microsoft.Data.Sqlite;

namespace Salam.Forum.Tests.Web;

/// <summary>A database that is locked, full, read-only or out of reach is a short pause, not a broken page, and nothing is lost.</summary>
public sealed class DatabaseTroubleTests(ForumSite site) : IClassFixture<ForumSite>
{
    private const string Words = "Words that must not be lost";

    [Theory]
    [InlineData(Trouble.ReadOnly)]
    [InlineData(Trouble.Full)]
    public async Task A_database_that_takes_nothing_is_a_short_pause(Trouble trouble)
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        await member.TokenAsync();
        var before = await site.TotalsAsync();
        site.Watch.Trouble = trouble;
        try
        {
            var body = Words + new string('x', 30_000);
            AssertPause(await member.PostAsync("/ar/submit", [("Title", "A title of words"), ("Body", body), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())]), "ar", kept: true);
            AssertPause(await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", Words + new string('y', 9_000)), ("SubmitKey", Guid.NewGuid().ToString())]), "en", kept: true);
            Assert.Equal(200, (await member.GetAsync(post.Path())).Status);
            Assert.Equal(200, (await site.Guest().GetAsync("/en/top?period=year")).Status);
        }
        finally
        {
            site.Watch.Trouble = Trouble.None;
        }
        Assert.Equal(before, await site.TotalsAsync());
        Assert.Equal(302, (await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", Words), ("SubmitKey", Guid.NewGuid().ToString())])).Status);
    }

    [Fact]
    public async Task What_could_not_be_written_is_sent_again_from_the_page_that_says_so()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        await member.TokenAsync();
        Answer comment, submitted;
        site.Watch.Trouble = Trouble.Full;
        try
        {
            comment = await member.PostAsync($"/en/p/{post.Id}/comment", [("Body", Words + "\n\n" + new string('y', 9_000)), ("SubmitKey", Guid.NewGuid().ToString())]);
            submitted = await member.PostAsync("/ar/submit", [("Title", "A title of words"), ("Body", Words + new string('x', 30_000)), ("Language", "en"), ("SubmitKey", Guid.NewGuid().ToString())]);
            AssertPause(comment, "en", kept: true);
            AssertPause(submitted, "ar", kept: true);
        }
        finally
        {
            site.Watch.Trouble = Trouble.None;
        }
        Assert.Equal(302, (await member.SendAgainAsync(comment)).Status);
        Assert.Equal(2, Assert.Single((await member.GetAsync(post.Path())).Page.QuerySelectorAll("#thread .prose")).QuerySelectorAll("p").Length);
        var sent = await member.SendAgainAsync(submitted);
        Assert.Equal(302, sent.Status);
        Assert.Equal("A title of words", (await member.GetAsync(sent.Location!)).Page.QuerySelector("h1")!.TextContent.Trim());
    }

    [Fact]
    public async Task Another_writer_that_does_not_let_go_is_waited_for_and_then_a_short_pause()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        await member.TokenAsync();
        await using (var other = new SqliteConnection($"Data Source={site.File};Pooling=False"))
        {
            await other.OpenAsync();
            await ExecuteAsync(other, "BEGIN EXCLUSIVE");
            AssertPause(await member.PostAsync($"/en/vote/post/{post.Id}", [("value", "1")]), "en", kept: false);
            Assert.Equal(200, (await member.GetAsync(post.Path())).Status);
            await ExecuteAsync(other, "ROLLBACK");
        }
        Assert.Equal(302, (await member.PostAsync($"/en/vote/post/{post.Id}", [("value", "1")])).Status);
    }

    [Fact]
    public async Task A_file_out_of_reach_is_a_short_pause_for_everybody()
    {
        var post = await site.PostAsync(Cast.Brother);
        var member = await site.SignInAsync(Cast.Brother2);
        var old = await site.SignInAsync(Cast.Brother3, TimeSpan.FromMinutes(5));
        // Said by the engine's own error: while the forum has the file open, no other process can really get it for itself.
        site.Watch.Trouble = Trouble.OutOfReach;
        try
        {
            var answers = await Task.WhenAll(
                site.Guest().GetAsync("/ar/top?period=month&circle=brothers"), member.GetAsync(post.Path()), old.GetAsync("/en/new"), site.Guest().GetAsync("/sitemap.xml"));
            AssertPause(answers[0], "ar", kept: false);
            AssertPause(answers[1], "en", kept: false);
            AssertPause(answers[2], "en", kept: false);
            Assert.Equal(503, answers[3].Status);
        }
        finally
        {
            site.Watch.Trouble = Trouble.None;
        }
        Assert.Equal(200, (await site.Guest().GetAsync("/ar/top?period=month&circle=brothers")).Status);
        Assert.Equal(200, (await member.GetAsync(post.Path())).Status);
        Assert.Contains("data-member=\"1\"", (await old.GetAsync("/en/new")).Body);
    }

    private static void AssertPause(Answer answer, string lang, bool kept)
    {
        Assert.Equal(503, answer.Status);
        Assert.Equal("10", answer["Retry-After"]);
        Assert.Equal(lang, answer.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("503", answer.Page.QuerySelector(".message-code")?.TextContent);
        Assert.Equal("private, no-store", answer["Cache-Control"]);
        Assert.Equal(kept, answer.Kept.Contains(Words, StringComparison.Ordinal));
        HeadersTests.AssertSafe(answer);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
