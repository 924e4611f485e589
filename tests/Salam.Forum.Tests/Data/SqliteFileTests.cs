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
        var (db, lines) = (visit.Get<ForumDb>(), visit.Get<SqliteLines>());
        await FillAsync(db);
        written.Refresh();
        var full = written.Length;
        Assert.True(full > 16_000_000, $"The log is only {full} bytes.");
        var before = new FileInfo(forum.File).Length;

        var seen = await SqliteCheckpoints.FoldAsync(db, lines, DateTime.MinValue, CancellationToken.None);

        Assert.True(new FileInfo(forum.File).Length > before + 10_000_000);
        Assert.Equal(seen, await SqliteCheckpoints.FoldAsync(db, lines, seen, CancellationToken.None));
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

    [Fact]
    public async Task Requests_that_wait_hold_no_connection()
    {
        await using var forum = await ForumFixture.StartAsync();
        var visits = Enumerable.Range(0, 60).Select(_ => forum.AsGuest()).ToList();
        foreach (var visit in visits)
            await visit.Get<ForumDb>().Posts.CountAsync();
        Assert.Equal(1, visits[0].Get<SqliteLines>().AtRest);
        foreach (var visit in visits)
            await visit.DisposeAsync();
    }

    [Fact]
    public async Task A_row_is_read_while_another_list_is_still_open_and_what_was_written_is_seen_at_once()
    {
        await using var forum = await ForumFixture.StartAsync();
        await using var visit = forum.AsGuest();
        var db = visit.Get<ForumDb>();
        await FillAsync(db);
        var seen = 0;
        await foreach (var message in db.Outbox.AsNoTracking().Take(3).AsAsyncEnumerable())
        {
            db.Outbox.Add(new OutboxMessage { Kind = "late", Payload = "", CreatedAt = DateTime.UnixEpoch, DueAt = DateTime.UnixEpoch });
            await db.SaveChangesAsync();
            seen++;
            Assert.Equal(seen, await db.Outbox.CountAsync(m => m.Kind == "late"));
        }
        Assert.Equal(3, seen);
    }

    [Fact]
    public async Task What_failed_in_the_middle_leaves_nothing_behind_and_the_next_write_works()
    {
        await using var forum = await ForumFixture.StartAsync();
        await using (var visit = forum.AsGuest())
        {
            var db = visit.Get<ForumDb>();
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.WriteAsync<Done>(async () =>
            {
                await db.Database.ExecuteSqlRawAsync("INSERT INTO Outbox (Kind, Payload, CreatedAt, DueAt, Attempts) VALUES ('half', '', '2026-01-01', '2026-01-01', 0)");
                throw new InvalidOperationException();
            }, default));
            await Assert.ThrowsAnyAsync<Microsoft.Data.Sqlite.SqliteException>(() => db.WriteAsync<Done>(async () =>
            {
                await db.Database.ExecuteSqlRawAsync("INSERT INTO Outbox (Kind, Payload, CreatedAt, DueAt, Attempts) VALUES ('half', '', '2026-01-01', '2026-01-01', 0)");
                await db.Database.ExecuteSqlRawAsync("INSERT OR ROLLBACK INTO Outbox (Kind) VALUES (NULL)");
                return default(Done);
            }, default));
        }
        await using var later = forum.AsGuest();
        var outbox = later.Get<ForumDb>();
        Assert.Equal(0, await outbox.Outbox.CountAsync());
        Assert.True((await outbox.WriteAsync<Done>(async () =>
        {
            outbox.Outbox.Add(new OutboxMessage { Kind = "whole", Payload = "", CreatedAt = DateTime.UnixEpoch, DueAt = DateTime.UnixEpoch });
            await outbox.SaveChangesAsync();
            return default(Done);
        }, default)).Ok);
        Assert.Equal(1, await outbox.Outbox.CountAsync());
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
