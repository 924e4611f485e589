using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Salam.Forum.Data;

/// <summary>
/// Keeps SQLite's statements prepared from request to request (docs/adr/0012). For the short queries of a forum, parsing and planning take
/// longer than running, and SQLite has no server that would remember them.
/// </summary>
internal sealed class SqliteStatements : DbCommandInterceptor
{
    public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result.Connection is SqliteKeptConnection connection ? connection.Prepared((SqliteCommand)result) : result;
}

/// <summary>A connection that stays open from query to query, while its context waits in the pool too, and with it what is prepared on it.</summary>
internal sealed class SqliteKeptConnection(string? connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Statements kept; the forum has fewer that are used all day.</summary>
    private const int Most = 96;

    private readonly Dictionary<string, KeptCommand> kept = new(StringComparer.Ordinal);
    private bool ends;

    /// <summary>The command that was prepared for the same text, with the parameters of the one given; the given one where that is at work.</summary>
    public SqliteCommand Prepared(SqliteCommand given)
    {
        if (!kept.TryGetValue(given.CommandText, out var command))
        {
            if (kept.Count >= Most)
                return given;
            kept[given.CommandText] = command = new KeptCommand { Connection = this, CommandText = given.CommandText };
        }
        else if (command.IsAtWork)
        {
            return given;
        }
        command.Take(given);
        given.Dispose();
        return command;
    }

    /// <summary>Nothing, until the connection itself is no longer needed.</summary>
    public override void Close()
    {
        if (ends)
            base.Close();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        ends = true;
        if (disposing)
        {
            foreach (var command in kept.Values)
                command.End();
            kept.Clear();
        }
        base.Dispose(disposing);
    }

    /// <summary>A command whose disposal ends one use of it.</summary>
    private sealed class KeptCommand : SqliteCommand
    {
        private bool ends;

        public bool IsAtWork { get; private set; }

        public void Take(SqliteCommand given)
        {
            IsAtWork = true;
            Transaction = given.Transaction;
            CommandTimeout = given.CommandTimeout;
            Parameters.Clear();
            foreach (SqliteParameter parameter in given.Parameters)
                Parameters.Add(parameter);
        }

        public void End()
        {
            ends = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            IsAtWork = false;
            if (ends || !disposing)
                base.Dispose(disposing);
        }
    }
}
