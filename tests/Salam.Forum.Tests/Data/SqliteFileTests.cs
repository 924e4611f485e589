using Microsoft.EntityFrameworkCore;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Outbox;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Data;

public sealed class SqliteFileTests
{
    [Fact]
    public async Task A_long_log_is_folded_into_the_file_beside_the_requests_and_begins_anew()
    {
        await using var forum = await ForumFixture.StartAsync();
        var written = new FileInfo(forum.File + "-wal");
        await using var visit = forum.AsGuest();
        var db = visit.Get<ForumDb>();
        await FillAsync(db);
        written.Refresh();
        var full = written.Length;
        Assert.True(full > 16_000_000, $"The log is only {full} bytes.");
        var before = new FileInfo(forum.File).Length;

        var seen = await SqliteCheckpoints.FoldAsync(db, DateTime.MinValue, CancellationToken.None);

        Assert.True(new FileInfo(forum.File).Length > before + 10_000_000);
        Assert.Equal(seen, await SqliteCheckpoints.FoldAsync(db, seen, CancellationToken.None));
        await FillAsync(db);
        written.Refresh();
        Assert.True(written.Length <= full + 1_000_000, $"The log grew from {full} to {written.Length} bytes.");
    }

    [Fact]
    public async Task The_end_of_the_services_lets_go_of_the_file()
    {
        var file = await TemplateFile.CopyAsync();
        var forum = await ForumFixture.StartAsync(file);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var visit = forum.As(Viewer.Guest);
            await visit.Get<ForumDb>().Posts.CountAsync();
        })));
        Assert.True(File.Exists(file + "-wal"));

        await forum.EndAsync();

        // The last connection to close folds the log into the file and takes it away.
        Assert.False(File.Exists(file + "-wal"));
        await forum.DisposeAsync();
    }

    /// <summary>Writes some 20 MB.</summary>
    private static async Task FillAsync(ForumDb db)
    {
        for (var i = 0; i < 10; i++)
        {
            db.Outbox.AddRange(Enumerable.Range(0, 1_000).Select(_ =>
                new OutboxMessage { Kind = "test", Payload = new string('x', 1_900), CreatedAt = DateTime.UnixEpoch, DueAt = new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc) }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }
}
