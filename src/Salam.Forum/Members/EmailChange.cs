using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Salam.Forum.Members;

/// <summary>
/// A change of address that the old one can still undo. The row holds no address: the old one stands sealed in the link that was mailed to
/// it, and nowhere else.
/// </summary>
public sealed class EmailChange
{
    /// <summary>Its number; a later change has a greater one.</summary>
    public long Id { get; init; }

    /// <summary>Stands in the link too: after a backup was put back, a number alone could be another member's.</summary>
    public Guid Key { get; init; } = Guid.NewGuid();

    /// <summary>Whose address was changed.</summary>
    public required long MemberId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime ChangedAt { get; init; }
}

internal sealed class EmailChangeConfiguration : IEntityTypeConfiguration<EmailChange>
{
    public void Configure(EntityTypeBuilder<EmailChange> change)
    {
        change.ToTable("EmailChanges");
        change.HasOne<Member>().WithMany().HasForeignKey(c => c.MemberId).OnDelete(DeleteBehavior.Cascade);
        change.HasIndex(c => c.Key).IsUnique();
    }
}
