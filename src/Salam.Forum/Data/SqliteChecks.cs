using Microsoft.EntityFrameworkCore;

namespace Salam.Forum.Data;

/// <summary>SQLite does not keep to declared lengths; a check on every text column with a length makes it.</summary>
internal static class SqliteChecks
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.GetTableName() is not null))
        {
            foreach (var property in entity.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is > 0))
            {
                var column = property.GetColumnName();
                entity.AddCheckConstraint($"CK_{entity.GetTableName()}_{column}_Length", $"length(\"{column}\") <= {property.GetMaxLength()}");
            }
        }
    }
}
