using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Salam.Forum.Data;

/// <summary>Makes an offline context for the migration tool.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteForumDb>
{
    /// <inheritdoc/>
    public SqliteForumDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteForumDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>Makes an offline context for the migration tool.</summary>
public sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerForumDb>
{
    /// <inheritdoc/>
    public SqlServerForumDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerForumDb>().UseSqlServer("Server=offline;Encrypt=true").Options);
}
