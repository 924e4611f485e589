using Microsoft.Data.Sqlite;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Data;
using Salam.Forum.Feeds;
using Salam.Forum.Tests.Support;
using SQLitePCL;

namespace Salam.Forum.Tests.Charity;

/// <summary>The charity feed is planned once, whatever moment it is asked at.</summary>
public sealed class CharityFeedPlanTests(ForumFixture forum) : IClassFixture<ForumFixture>
{
    private const int Reprepared = 5;

    [Fact]
    public async Task A_statement_that_is_kept_is_not_planned_anew_for_another_moment()
    {
        await forum.CharityAsync();
        var sent = forum.Commands.Listen();
        Assert.NotEmpty((await forum.ActAsync<CharityFeedQueries, Result<CharityPage>>(Viewer.Guest, q => q.PageAsync(new CharityRequest(), default))).Value.Projects.Items);
        var sql = sent.Select(s => s.Sql).Single(text => text.Contains("\"Urgency\"", StringComparison.Ordinal));
        Assert.Equal(0, await PlannedAnewAsync(new SqliteLine($"Data Source={forum.File};Pooling=False"), sql));
        // Elsewhere the engine does plan it anew: else this says nothing.
        Assert.InRange(await PlannedAnewAsync(new SqliteConnection($"Data Source={forum.File};Pooling=False"), sql), 9, 10);
    }

    /// <summary>How often the statement is planned anew, run ten times with another moment each.</summary>
    private static async Task<int> PlannedAnewAsync(SqliteConnection connection, string sql)
    {
        await using (connection)
        {
            await connection.OpenAsync();
            Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement));
            using (statement)
            {
                for (var run = 0; run < 10; run++)
                {
                    for (var i = 1; i <= raw.sqlite3_bind_parameter_count(statement); i++)
                    {
                        if (raw.sqlite3_bind_parameter_name(statement, i).utf8_to_string().Contains("since", StringComparison.Ordinal))
                            raw.sqlite3_bind_text(statement, i, $"2026-03-01 12:00:0{run}");
                        else
                            raw.sqlite3_bind_int(statement, i, 21);
                    }
                    while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
                    {
                    }
                    raw.sqlite3_reset(statement);
                }
                return raw.sqlite3_stmt_status(statement, Reprepared, 0);
            }
        }
    }
}
