using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Salam.Forum.Data;

/// <summary>Makes an offline context for the migration tool.</summary>
public sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteForumDb>
{
    /// <inheritdoc/>
    public SqliteForumDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteForumDb>().UseSqlite("Data Source=:memory:").UseApplicationServiceProvider(DesignTime.Services).Options);
}

/// <summary>Makes an offline context for the migration tool.</summary>
public sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerForumDb>
{
    /// <inheritdoc/>
    public SqlServerForumDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqlServerForumDb>().UseSqlServer("Server=offline;Encrypt=true").UseApplicationServiceProvider(DesignTime.Services).Options);
}

/// <summary>What the model needs to know of the application: identity's tables depend on its options.</summary>
internal static class DesignTime
{
    public static readonly IServiceProvider Services = new ServiceCollection().AddOptions().Configure<Microsoft.AspNetCore.Identity.IdentityOptions>(ForumServices.SetUpIdentity).BuildServiceProvider();
}
