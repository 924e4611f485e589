using System.Data;
using Microsoft.Data.Sqlite;

namespace Salam.Forum.Data;

/// <summary>
/// A connection that stays open, and with it what was prepared on it (docs/adr/0012). For the short queries of a forum, parsing and planning take
/// longer than running, and SQLite has no server that would remember them.
/// </summary>
internal sealed class SqliteLine(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>Statements kept; the forum has fewer that are used all day.</summary>
    private const int Most = 96;

    /// <summary>
    /// With a write-ahead log, NORMAL loses no consistency at a power cut, at most the last commits. The log is folded into the file by
    /// <see cref="SqliteCheckpoints"/>; a commit does it only where that does not run or cannot keep up, at 200 MB. The log keeps the length that it
    /// came to: cut off and grown again each second, as under many votes, it makes whoever writes wait for the file system.
    /// </summary>
    private const string Settings = "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=2000; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-4000; PRAGMA wal_autocheckpoint=50000; PRAGMA journal_size_limit=268435456;";

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG: a plan does not depend on the values that are asked with. Else many a statement is planned anew each time one of them differs, which takes longer than running it.</summary>
    internal const int StablePlans = 1007;

    private readonly Dictionary<string, KeptCommand> kept = new(StringComparer.Ordinal);
    private bool ends;

    /// <summary>Whether something failed on it: the engine may have ended its transaction or left it open, so it is not used again.</summary>
    public bool IsSpoilt { get; set; }

    /// <inheritdoc/>
    public override void Open()
    {
        if (State == ConnectionState.Open)
            return;
        base.Open();
        SQLitePCL.raw.sqlite3_db_config(Handle, StablePlans, 1, out _);
        using var command = new SqliteCommand(Settings, this);
        command.ExecuteNonQuery();
    }

    /// <summary>The command that was prepared for the same text, with the parameters of the one given; one of its own where that is at work.</summary>
    /// <param name="given">What is to be run; it is used up.</param>
    /// <param name="done">Called when the command has been run and read to its end.</param>
    public SqliteCommand Prepared(SqliteCommand given, Action<SqliteLine>? done)
    {
        var isKnown = kept.TryGetValue(given.CommandText, out var command);
        if (command is not { IsAtWork: false })
        {
            command = new KeptCommand(this) { CommandText = given.CommandText, Ends = isKnown || kept.Count >= Most };
            if (!command.Ends)
                kept[given.CommandText] = command;
        }
        command.Take(given, done);
        given.Dispose();
        return command;
    }

    /// <summary>Nothing, until the line itself is no longer needed.</summary>
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
        private readonly SqliteLine line;
        private Action<SqliteLine>? done;

        public KeptCommand(SqliteLine line) => Connection = this.line = line;

        public bool IsAtWork { get; private set; }

        /// <summary>Whether it is not kept.</summary>
        public bool Ends { get; set; }

        public void Take(SqliteCommand given, Action<SqliteLine>? then)
        {
            (IsAtWork, done) = (true, then);
            Transaction = given.Transaction;
            CommandTimeout = given.CommandTimeout;
            Parameters.Clear();
            foreach (SqliteParameter parameter in given.Parameters)
                Parameters.Add(parameter);
        }

        public void End()
        {
            Ends = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            var wasAtWork = IsAtWork;
            IsAtWork = false;
            if (Ends || !disposing)
                base.Dispose(disposing);
            if (disposing && wasAtWork)
                done?.Invoke(line);
        }
    }
}
