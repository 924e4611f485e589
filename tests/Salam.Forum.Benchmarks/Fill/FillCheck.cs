using Microsoft.Data.Sqlite;
using Salam.Forum.Data;

namespace Salam.Forum.Benchmarks.Fill;

/// <summary>
/// Shows that the filler keeps the forum's books: a small forum, filled by the same code, has nothing for the forum's own recount to set right,
/// and in the large one the counters agree with the rows.
/// </summary>
public static class FillCheck
{
    private const int SmallPosts = 700, SampleEvery = 997;

    private static readonly (string What, string Sql)[] Sums =
    [
        ("members are in the database twice", "SELECT count(*) - count(DISTINCT NormalizedUserName) FROM Members"),
        ("posts differ from their votes", $"SELECT count(*) FROM Posts p WHERE p.Id % {SampleEvery} < 9 AND (p.Ups <> (SELECT count(*) FROM PostVotes v WHERE v.PostId = p.Id AND v.Value = 1) OR p.Downs <> (SELECT count(*) FROM PostVotes v WHERE v.PostId = p.Id AND v.Value = -1))"),
        ("posts differ from their comments", $"SELECT count(*) FROM Posts p WHERE p.Id % {SampleEvery} < 9 AND p.CommentCount <> (SELECT count(*) FROM Comments c WHERE c.PostId = p.Id AND c.Status = 1)"),
        ("comments differ from their votes", $"SELECT count(*) FROM Comments c WHERE c.Id % {SampleEvery} < 9 AND c.Ups + c.Downs <> (SELECT count(*) FROM CommentVotes v WHERE v.CommentId = c.Id)"),
        ("votes are missing under posts", "SELECT (SELECT sum(Ups + Downs) FROM Posts) - (SELECT count(*) FROM PostVotes)"),
        ("votes are missing under comments", "SELECT (SELECT sum(Ups + Downs) FROM Comments) - (SELECT count(*) FROM CommentVotes)"),
        ("members voted on their own posts", "SELECT count(*) FROM Posts p JOIN PostVotes v ON v.PostId = p.Id AND v.MemberId = p.AuthorId"),
        ("comments stand in another audience than their post", $"SELECT count(*) FROM Comments c JOIN Posts p ON p.Id = c.PostId WHERE c.Id % {SampleEvery} < 9 AND p.Audience <> c.Audience"),
        ("comments come from outside the author's circle", $"SELECT count(*) FROM Comments c JOIN Posts p ON p.Id = c.PostId JOIN Members m ON m.Id = c.AuthorId WHERE c.Id % {SampleEvery} < 9 AND m.Circle <> p.Circle"),
    ];

    /// <summary>Throws when something is wrong.</summary>
    public static async Task RunAsync(string folder, string scratch, DateTime now)
    {
        Check(folder);
        var small = Path.Combine(scratch, "small");
        var said = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            await Filler.FillAsync(small, SmallPosts, now);
        }
        finally
        {
            Console.SetOut(said);
        }
        Check(small);
        await using var services = ForumHost.Services(ForumHost.Options(small));
        await using var scope = services.CreateAsyncScope();
        var differences = await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(CancellationToken.None);
        if (differences.Count > 0)
            throw new InvalidOperationException($"The filler does not keep the books: the recount finds {differences.Count} differences, the first {differences[0]}");
        Console.WriteLine("The filled forum was checked: its counters agree with its rows, and the recount of a small one finds nothing.");
    }

    private static void Check(string folder)
    {
        using var connection = new SqliteConnection(ForumHost.Options(folder).ConnectionString);
        connection.Open();
        foreach (var (what, sql) in Sums)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            if (command.ExecuteScalar() is not 0L and var number)
                throw new InvalidOperationException($"{number} {what} in {folder}");
        }
    }
}
