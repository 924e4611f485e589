using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Audiences;
using Salam.Forum.Translation;

namespace Salam.Forum.Members;

internal sealed class MemberConfiguration : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("Members", table => table.HasCheckConstraint("CK_Members_Circle", "Circle IN (1, 2)"));
        member.Ignore(m => m.Handle);
        member.Property(m => m.HandleSkeleton).HasMaxLength(200);
        member.Property(m => m.About).HasMaxLength(Member.AboutLength * 2);
        member.Property(m => m.Languages).HasMaxLength(200);
        member.Property(m => m.TranslationWishes).HasMaxLength(TranslationWishes.LengthMax).HasDefaultValue("");
        member.Property(m => m.ArchiveId).HasMaxLength(64);
        member.Property(m => m.HasKeys).HasDefaultValue(true);
        member.Property(m => m.Level).HasDefaultValue(ReadingLevel.Standard);
        member.Property(m => m.JudgedBy).HasMaxLength(64);
        member.HasIndex(m => m.HandleSkeleton).IsUnique();
        member.HasIndex(m => m.ArchiveId).IsUnique();
        // Two accounts on one address would make every answer about that address ambiguous.
        member.HasIndex(m => m.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
    }
}
