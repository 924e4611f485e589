using System.Globalization;

namespace Salam.Forum.Feeds;

/// <summary>One page of a list, and where the next one starts.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Cuts a page of <paramref name="size"/> from rows of which one more was asked for than the page holds.</summary>
    public static Page<T> Cut(List<T> rows, int size, Func<T, Cursor> cursorOf)
    {
        if (rows.Count <= size)
            return new(rows, null);
        rows.RemoveRange(size, rows.Count - size);
        return new(rows, cursorOf(rows[^1]).ToString());
    }
}

/// <summary>The last row that was seen, by the key of its order and its id. Written in an address, so read with distrust.</summary>
/// <param name="Bits">The key: ticks, a score, or the bits of a rank.</param>
/// <param name="Id">The row's id.</param>
public readonly record struct Cursor(long Bits, long Id)
{
    /// <summary>A cursor in an order by a real number.</summary>
    public static Cursor Of(double key, long id) => new(BitConverter.DoubleToInt64Bits(key), id);

    /// <summary>A cursor in an order by time.</summary>
    public static Cursor Of(DateTime key, long id) => new(key.Ticks, id);

    /// <summary>A cursor in an order by a whole number, moved above zero: the bits of a negative one would read as no number.</summary>
    public static Cursor Of(int key, long id) => new(key - (long)int.MinValue, id);

    /// <summary>The key as a real number.</summary>
    public double Number => BitConverter.Int64BitsToDouble(Bits);

    /// <summary>The key as a moment, UTC.</summary>
    public DateTime Moment => new(Math.Clamp(Bits, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    /// <summary>The key as a whole number.</summary>
    public int Whole => (int)(Math.Clamp(Bits, 0, uint.MaxValue) + int.MinValue);

    /// <summary>Reads a cursor: null for none, a refusal for what no page of ours wrote.</summary>
    public static Result<Cursor?> Read(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return (Cursor?)null;
        var cut = text.IndexOf('-', StringComparison.Ordinal);
        if (cut is < 1 or > 16 || text.Length > 33
            || !long.TryParse(text.AsSpan(0, cut), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            || !long.TryParse(text.AsSpan(cut + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            || id <= 0)
            return Refusal.Invalid("Cursor");
        var cursor = new Cursor(bits, id);
        return double.IsFinite(cursor.Number) ? cursor : Refusal.Invalid("Cursor");
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bits:x}-{Id:x}");
}
