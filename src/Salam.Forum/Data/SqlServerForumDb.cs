using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Salam.Forum.Charity.Donations;
using Salam.Forum.Search;

namespace Salam.Forum.Data;

/// <summary>The forum's data on SQL Server.</summary>
public sealed class SqlServerForumDb(DbContextOptions<SqlServerForumDb> options) : ForumDb(options)
{
    private const int DuplicateIndexRow = 2601, DuplicateKey = 2627;
    private const string Exact = "Latin1_General_BIN2";

    /// <inheritdoc/>
    protected internal override bool IsClash(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: DuplicateIndexRow or DuplicateKey };

    /// <inheritdoc/>
    internal override async Task AddNumberedAsync<T>(T row, CancellationToken cancellation)
    {
        var numbering = "SET IDENTITY_INSERT [" + Model.FindEntityType(typeof(T))!.GetTableName() + "] ";
        var (own, given) = (numbering + "ON", numbering + "OFF");
        await Database.ExecuteSqlRawAsync(own, cancellation);
        try
        {
            await base.AddNumberedAsync(row, cancellation);
        }
        finally
        {
            await Database.ExecuteSqlRawAsync(given, cancellation);
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Folded words are the same only when they are written the same, as SQLite has it; the server's own rules know no letters of younger scripts.
        builder.Entity<PostWord>().Property(w => w.Word).UseCollation(Exact);
        builder.Entity<PostText>().Property(t => t.Title).UseCollation(Exact);
        builder.Entity<PostText>().Property(t => t.Text).UseCollation(Exact);
        // What a foundation numbers a and A are two donations.
        builder.Entity<Donation>().Property(d => d.Name).UseCollation(Exact);
        builder.Entity<Donation>().Property(d => d.RefundOf).UseCollation(Exact);
    }
}
