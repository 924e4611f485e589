using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Salam.Forum.Data;

/// <summary>Every moment is stored as UTC and read back as UTC; a local time is a bug and throws.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    written => Checked(written),
    read => DateTime.SpecifyKind(read, DateTimeKind.Utc))
{
    private static DateTime Checked(DateTime moment) =>
        moment.Kind == DateTimeKind.Utc ? moment : throw new InvalidOperationException("A moment to be stored must be UTC.");
}
