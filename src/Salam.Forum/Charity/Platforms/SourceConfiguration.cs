using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Salam.Forum.Charity.Platforms;

internal sealed class SourceConfiguration : IEntityTypeConfiguration<ProjectSource>, IEntityTypeConfiguration<ProjectWish>
{
    public void Configure(EntityTypeBuilder<ProjectSource> source)
    {
        source.ToTable("ProjectSources", table =>
        {
            table.HasCheckConstraint("CK_ProjectSources_Platform", "Platform IN (1, 2)");
            table.HasCheckConstraint("CK_ProjectSources_Total", "Total >= 0");
        });
        source.HasKey(s => s.ProjectId);
        source.Property(s => s.ProjectId).ValueGeneratedNever();
        source.HasOne<Project>().WithOne().HasForeignKey<ProjectSource>(s => s.ProjectId).OnDelete(DeleteBehavior.Restrict);
        source.Property(s => s.Nonprofit).HasMaxLength(SourcePlace.NameMax);
        source.Property(s => s.Name).HasMaxLength(SourcePlace.NameMax);
        source.Property(s => s.Currency).HasMaxLength(3);
        source.Ignore(s => s.Place);
        source.HasIndex(s => s.DueAt);
        // What is given in one place is counted for one project.
        source.HasIndex(s => new { s.Platform, s.Nonprofit, s.Name }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ProjectWish> wish)
    {
        wish.ToTable("ProjectWishes", table => table.HasCheckConstraint("CK_ProjectWishes_Goal", "Goal > 0"));
        wish.HasKey(w => w.ProjectId);
        wish.Property(w => w.ProjectId).ValueGeneratedNever();
        wish.HasOne<Project>().WithOne().HasForeignKey<ProjectWish>(w => w.ProjectId).OnDelete(DeleteBehavior.Restrict);
        wish.Property(w => w.DonateUrl).HasMaxLength(Project.LinkMax);
        wish.Property(w => w.Nonprofit).HasMaxLength(SourcePlace.NameMax);
        wish.Property(w => w.Name).HasMaxLength(SourcePlace.NameMax);
        wish.Property(w => w.WishedAt).IsConcurrencyToken();
        wish.Ignore(w => w.Place);
        wish.HasIndex(w => w.WishedAt);
    }
}
