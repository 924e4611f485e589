using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace Salam.Forum.Data;

/// <summary>The forum's data on SQL Server.</summary>
public sealed class SqlServerForumDb(DbContextOptions<SqlServerForumDb> options) : ForumDb(options)
{
    private const int DuplicateIndexRow = 2601, DuplicateKey = 2627;

    /// <inheritdoc/>
    protected internal override bool IsClash(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: DuplicateIndexRow or DuplicateKey };
}
