using Microsoft.Data.Sqlite;

namespace Salam.Forum.Benchmarks.Inside;

/// <summary>How SQLite means to run the query of a page.</summary>
public sealed record Plan(string Name, IReadOnlyList<string> Steps)
{
    /// <summary>Whether rows are sorted: an index did not give the order.</summary>
    public bool Sorts => Steps.Any(s => s.Contains("TEMP B-TREE", StringComparison.Ordinal));
}

/// <summary>Asks SQLite for its plans.</summary>
public static class Plans
{
    public static IReadOnlyList<Plan> Explain(string folder, IEnumerable<Cost> costs)
    {
        using var connection = new SqliteConnection(ForumHost.Options(folder).ConnectionString);
        connection.Open();
        // Figures with allocations are pages seen already; the rest is the list of feeds.
        return [.. costs.Where(c => c.Allocated == 0).SelectMany(c => c.Commands.Select((command, i) => new Plan(c.Commands.Count == 1 ? c.Name : $"{c.Name} ({i + 1})", Steps(connection, command))))];
    }

    private static List<string> Steps(SqliteConnection connection, Command asked)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + asked.Sql;
        foreach (var (name, value) in asked.Parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }
}
