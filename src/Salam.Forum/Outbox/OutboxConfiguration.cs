using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Salam.Forum.Outbox;

internal sealed class OutboxConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("Outbox");
        message.Property(m => m.Kind).HasMaxLength(64);
        message.Property(m => m.Lane).HasDefaultValue(OutboxLane.Mail).HasSentinel((OutboxLane)0);
        message.HasIndex(m => new { m.Lane, m.DueAt, m.Id });
    }
}
