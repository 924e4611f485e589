using System.Collections;
using System.Data.Common;

namespace Salam.Forum.Tests.Support;

/// <summary>What an offline database answers to everything: one row, in which each column holds something of the type that is asked for.</summary>
internal sealed class OneRowReader : DbDataReader
{
    private static readonly DateTime Moment = FakeClock.Start;
    private readonly Dictionary<int, long> numbers = [];
    private bool read;

    public override int Depth => 0;

    public override int FieldCount => 100;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => 1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(0);

    public override bool Read() => !read && (read = true);

    public override bool NextResult() => false;

    public override bool IsDBNull(int ordinal) => false;

    public override bool GetBoolean(int ordinal) => true;

    public override byte GetByte(int ordinal) => 1;

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => 0;

    public override char GetChar(int ordinal) => 'x';

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => 0;

    public override string GetDataTypeName(int ordinal) => "nvarchar";

    public override DateTime GetDateTime(int ordinal) => Moment;

    public override decimal GetDecimal(int ordinal) => 1;

    public override double GetDouble(int ordinal) => 1;

    public override IEnumerator GetEnumerator() => Array.Empty<object>().GetEnumerator();

    public override Type GetFieldType(int ordinal) => typeof(string);

    public override T GetFieldValue<T>(int ordinal) => typeof(T) == typeof(DateTimeOffset) ? (T)(object)new DateTimeOffset(Moment) : typeof(T) == typeof(DateOnly) ? (T)(object)DateOnly.FromDateTime(Moment) : base.GetFieldValue<T>(ordinal);

    public override float GetFloat(int ordinal) => 1;

    public override Guid GetGuid(int ordinal) => new("00000000-0000-0000-0000-000000000001");

    public override short GetInt16(int ordinal) => 1;

    public override int GetInt32(int ordinal) => 1;

    // Numbers of rows differ from each other, as they do in a table; and a cell that is read twice says the same, or a list within a row never ends.
    public override long GetInt64(int ordinal)
    {
        numbers.TryAdd(ordinal, numbers.Count + 1);
        return numbers[ordinal];
    }

    public override string GetName(int ordinal) => $"c{ordinal}";

    public override int GetOrdinal(string name) => 0;

    public override string GetString(int ordinal) => "en";

    public override object GetValue(int ordinal) => "en";

    public override int GetValues(object[] values) => 0;
}
