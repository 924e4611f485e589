using Microsoft.EntityFrameworkCore;
using Salam.Forum.Data;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Data;

public sealed class ModelTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    [Fact]
    public void The_migrations_of_sqlite_hold_the_whole_model()
    {
        using var db = new SqliteDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void The_migrations_of_sql_server_hold_the_whole_model()
    {
        using var db = new SqlServerDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges());
        Assert.NotEmpty(db.Database.GetMigrations());
    }

    [Fact]
    public async Task The_model_of_the_running_forum_is_the_migrated_one()
    {
        await using var visit = forum.AsGuest();
        Assert.False(visit.Db.Database.HasPendingModelChanges());
        Assert.Empty(await visit.Db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_moment_that_is_not_utc_is_a_bug_and_throws()
    {
        await using var visit = forum.AsGuest();
        var local = DateTime.SpecifyKind(FakeClock.Start, DateTimeKind.Local);
        await Assert.ThrowsAnyAsync<Exception>(() => visit.Db.Posts.Where(p => p.CreatedAt > local).CountAsync());
    }
}
