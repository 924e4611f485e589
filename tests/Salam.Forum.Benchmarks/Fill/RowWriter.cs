using Microsoft.Data.Sqlite;

namespace Salam.Forum.Benchmarks.Fill;

/// <summary>A prepared insert into one table, in one transaction.</summary>
public sealed class RowWriter : IDisposable
{
    private readonly SqliteTransaction transaction;
    private readonly SqliteCommand command;
    private readonly bool commits;

    public RowWriter(SqliteConnection connection, string table, params string[] columns) : this(connection, connection.BeginTransaction(), table, columns) => commits = true;

    /// <summary>Writes in the transaction of another writer, which commits it.</summary>
    public RowWriter(SqliteConnection connection, RowWriter with, string table, params string[] columns) : this(connection, with.transaction, table, columns)
    {
    }

    private RowWriter(SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns)
    {
        this.transaction = transaction;
        command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"$p{i}"))})";
        for (var i = 0; i < columns.Length; i++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{i}" });
        command.Prepare();
    }

    public long Rows { get; private set; }

    public void Write(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
        Rows++;
    }

    public void Dispose()
    {
        command.Dispose();
        if (!commits)
            return;
        transaction.Commit();
        transaction.Dispose();
    }
}
