using Microsoft.Data.Sqlite;

namespace Salam.Forum.Benchmarks.Floors;

/// <summary>Writes one row in a transaction of its own, through one connection and one prepared statement: nothing can write it cheaper here.</summary>
public sealed class FloorWriter : IDisposable
{
    private readonly Lock turn = new();
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;

    public FloorWriter(string file)
    {
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using (var setUp = connection.CreateCommand())
        {
            setUp.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE IF NOT EXISTS Rows (Id INTEGER PRIMARY KEY AUTOINCREMENT, Body TEXT NOT NULL, CreatedAt TEXT NOT NULL)";
            setUp.ExecuteNonQuery();
        }
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO Rows (Body, CreatedAt) VALUES ($body, $at) RETURNING Id";
        insert.Parameters.Add("$body", SqliteType.Text);
        insert.Parameters.Add("$at", SqliteType.Text);
        insert.Prepare();
    }

    /// <summary>The id of the new row.</summary>
    public long Write(string body)
    {
        lock (turn)
        {
            (insert.Parameters[0].Value, insert.Parameters[1].Value) = (body, DateTime.UtcNow);
            return (long)insert.ExecuteScalar()!;
        }
    }

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }
}
