using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Salam.Forum.Audiences;
using Salam.Forum.Data;
using Salam.Forum.Moderation;
using Salam.Forum.Tests.Moderation;
using Salam.Forum.Tests.Support;

namespace Salam.Forum.Tests.Data;

/// <summary>What a database of an older version is made into.</summary>
public sealed class CarriedOverTests
{
    [Fact]
    public async Task Cases_of_before_know_what_settled_them_and_those_whose_thing_is_held_wait_again()
    {
        string file;
        long warnedOn, spammed, stuck, removal, everything;
        await using (var forum = await ForumFixture.StartAsync())
        {
            var (author, spammer, moderator) = (await forum.SisterAsync(), await forum.SisterAsync(), await forum.SisterAsync(Role.Moderator));
            warnedOn = await forum.PostAsync(author);
            removal = await forum.DecidedAsync(moderator, ThingKind.Post, warnedOn, new Decision(Act.Removed, Rules.Spam));
            var (first, second) = (await forum.PostAsync(spammer), await forum.PostAsync(spammer));
            spammed = second;
            _ = await forum.ReportedAsync(ThingKind.Post, second);
            everything = await forum.DecidedAsync(moderator, ThingKind.Post, first, new Decision(Act.EverythingRemoved, Rules.Spam));
            stuck = await forum.PostAsync(author);
            _ = await forum.DecidedAsync(moderator, ThingKind.Post, stuck, new Decision(Act.Approved));
            await forum.SetStatusAsync(stuck, Status.Held);
            file = forum.File + ".copy";
            await forum.SqlAsync($"VACUUM INTO '{file}'");
        }
        await MigrateAsync(file, "Moderation");
        await MigrateAsync(file, null);
        await using (var later = await ForumFixture.StartAsync(file))
        {
            await using var visit = later.AsGuest();
            var cases = await visit.Db.Cases.IgnoreQueryFilters().ToDictionaryAsync(c => c.ThingId);
            Assert.Equal((CaseState.Decided, (long?)removal), (cases[warnedOn].State, cases[warnedOn].SettledBy));
            Assert.Equal((CaseState.Decided, (long?)everything), (cases[spammed].State, cases[spammed].SettledBy));
            Assert.Equal((CaseState.Open, (long?)null), (cases[stuck].State, cases[stuck].SettledBy));
        }
    }

    private static async Task MigrateAsync(string file, string? to)
    {
        var options = new DbContextOptionsBuilder<SqliteForumDb>();
        using (var lines = new SqliteLines($"Data Source={file}"))
        {
            ForumServices.UseSqlite(options, lines).UseApplicationServiceProvider(DesignTime.Services);
            await using var db = new SqliteForumDb(options.Options);
            using var turn = await db.EnterWriteAsync(default);
            await db.GetService<IMigrator>().MigrateAsync(to);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
