using Microsoft.EntityFrameworkCore;

namespace Salam.Forum.Benchmarks.Floors;

/// <summary>An item of the floors' list: what a row of a feed cannot do without.</summary>
public sealed record FloorPost
{
    public long Id { get; init; }
    public byte Status { get; init; }
    public byte Audience { get; init; }
    public required string Title { get; init; }
    public required string Slug { get; init; }
    public required string Excerpt { get; init; }
    public int Score { get; init; }
    public double Rank { get; init; }
    public int CommentCount { get; init; }
    public DateTime CreatedAt { get; init; }
}

/// <summary>The forum's file seen through the smallest model: one table, no filters, no interceptors.</summary>
public sealed class FloorDb(DbContextOptions<FloorDb> options) : DbContext(options)
{
    public const int Items = 25;

    public DbSet<FloorPost> Posts => Set<FloorPost>();
}
