using Microsoft.Data.Sqlite;
using Salam.Forum.Benchmarks.Fill;
using Salam.Forum.Feeds;

namespace Salam.Forum.Benchmarks.Load;

/// <summary>What the load needs to know of the filled forum.</summary>
public sealed class Rows
{
    private const int PagesDeep = 1_000, PostsInView = 2_000;
    private readonly string source;

    public Rows(string folder, Community plan)
    {
        source = ForumHost.Options(folder).ConnectionString;
        FirstVisitor = plan.Members - Community.Visitors - Community.Moderators;
        Best = [.. Read("SELECT Id, Slug, Rank, Circle FROM Posts WHERE Status = 1 AND Audience = 1 ORDER BY Rank DESC, Id DESC", r => (r.GetInt64(0), r.GetString(1), r.GetDouble(2), r.GetInt32(3)))];
        var special = Enumerable.Range(plan.Heaviest + 1, Community.TwentyPosts + 2).Select(i => (long)i).ToHashSet();
        var slugs = Best.Where(p => special.Contains(p.Id)).ToDictionary(p => p.Id, p => Path(p.Id, p.Slug));
        (FiveThousand, Fifty) = (slugs[plan.Heaviest + 1], slugs[plan.Heavy + 1]);
        Twenty = [.. plan.WithTwenty.Select(i => slugs[i + 1])];
        var random = new Random(1);
        var others = Best.Where(p => !special.Contains(p.Id)).ToArray();
        random.Shuffle(others);
        InView = [.. Best.Where(p => !special.Contains(p.Id)).Take(PostsInView).Select(p => (p.Id, p.Circle))];
        Anywhere = [.. others.Take(PostsInView).Select(p => (p.Id, p.Circle))];
        // Feed pages and post pages by turns, none twice.
        Far = [.. others.Select((p, i) => i % 2 == 0 ? Path(p.Id, p.Slug) : After(p.Rank, p.Id))];
        var deep = Best[Math.Min(PagesDeep * FeedQueries.PageSize, Best.Count - 2 * FeedQueries.PageSize) - 1];
        Deep = After(deep.Rank, deep.Id);
    }

    /// <summary>Members with ids above it neither post nor comment.</summary>
    public long FirstVisitor { get; }
    public IReadOnlyList<(long Id, string Slug, double Rank, int Circle)> Best { get; }
    public string FiveThousand { get; }
    public string Fifty { get; }
    public IReadOnlyList<string> Twenty { get; }

    /// <summary>Posts on the first 80 pages of Best, which is where members find what they vote and comment on.</summary>
    public IReadOnlyList<(long Id, int Circle)> InView { get; }

    /// <summary>As many posts from anywhere, whose pages of the file nothing keeps warm.</summary>
    public IReadOnlyList<(long Id, int Circle)> Anywhere { get; }
    public IReadOnlyList<string> Far { get; }
    public string Deep { get; }

    public long Votes() => Read("SELECT count(*) FROM PostVotes", r => r.GetInt64(0)).Single();

    public long Comments() => Read("SELECT count(*) FROM Comments", r => r.GetInt64(0)).Single();

    /// <summary>Donations that count: what is kept aside is no measure of anything.</summary>
    public long Donations() => Read("SELECT Number FROM DonationLedgerHead", r => r.GetInt64(0)).Single();

    public long Decisions() => Read("SELECT count(*) FROM ModerationLog", r => r.GetInt64(0)).Single();

    /// <summary>Cases that wait, in the order of the queue, with the state they are in.</summary>
    public IReadOnlyList<(long Id, int Version)> OpenCases() => Read("SELECT Id, Version FROM Cases WHERE State = 1 ORDER BY Urgency DESC, OpenedAt", r => (r.GetInt64(0), r.GetInt32(1)));

    private static string Path(long id, string slug) => $"/en/p/{Uri.EscapeDataString(slug)}-{id}";

    private static string After(double rank, long id) => $"/en/best?after={Cursor.Of(rank, id)}&circle=all";

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> row)
    {
        using var connection = new SqliteConnection(source);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }
}
