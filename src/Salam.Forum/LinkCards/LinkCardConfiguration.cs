using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Media;
using Salam.Forum.Posts;

namespace Salam.Forum.LinkCards;

internal sealed class LinkCardConfiguration : IEntityTypeConfiguration<LinkCard>
{
    public void Configure(EntityTypeBuilder<LinkCard> card)
    {
        card.ToTable("LinkCards", table =>
        {
            table.HasCheckConstraint("CK_LinkCards_Audience", "Audience BETWEEN 1 AND 3");
            table.HasCheckConstraint("CK_LinkCards_State", "State IN (1, 2, 3)");
        });
        card.HasKey(c => c.PostId);
        card.Property(c => c.PostId).ValueGeneratedNever();
        card.HasOne<Post>().WithOne().HasForeignKey<LinkCard>(c => c.PostId).OnDelete(DeleteBehavior.Restrict);
        card.Property(c => c.Title).HasMaxLength(LinkCard.TitleMax);
        card.Property(c => c.Description).HasMaxLength(LinkCard.DescriptionMax);
        card.Property(c => c.Publisher).HasMaxLength(LinkCard.PublisherMax);
        card.Property(c => c.Language).HasMaxLength(LinkCard.LanguageMax);
        card.Property(c => c.Placeholder).HasMaxLength(Picture.PlaceholderMax);
        card.HasIndex(c => c.Key).IsUnique();
    }
}
