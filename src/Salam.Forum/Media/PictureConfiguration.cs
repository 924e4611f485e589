using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;
using Salam.Forum.Posts;

namespace Salam.Forum.Media;

internal sealed class PictureConfiguration : IEntityTypeConfiguration<Picture>
{
    public void Configure(EntityTypeBuilder<Picture> picture)
    {
        picture.ToTable("Pictures", table =>
        {
            table.HasCheckConstraint("CK_Pictures_Audience", "Audience BETWEEN 1 AND 3");
            table.HasCheckConstraint("CK_Pictures_Size", "Width > 0 AND Height > 0");
        });
        picture.HasOne<Post>().WithMany().HasForeignKey(p => p.PostId).OnDelete(DeleteBehavior.Restrict);
        picture.Property(p => p.Alt).HasMaxLength(Picture.AltMax * 2);
        picture.Property(p => p.Placeholder).HasMaxLength(Picture.PlaceholderMax);
        picture.HasIndex(p => p.Key).IsUnique();
        picture.HasIndex(p => new { p.PostId, p.Place });
    }
}

internal sealed class PictureUploadConfiguration : IEntityTypeConfiguration<PictureUpload>
{
    public void Configure(EntityTypeBuilder<PictureUpload> upload)
    {
        upload.ToTable("PictureUploads");
        upload.HasOne<Member>().WithMany().HasForeignKey(u => u.MemberId).OnDelete(DeleteBehavior.Cascade);
        upload.Property(u => u.Placeholder).HasMaxLength(Picture.PlaceholderMax);
        upload.HasIndex(u => u.Key).IsUnique();
        upload.HasIndex(u => new { u.MemberId, u.CreatedAt });
        upload.HasIndex(u => u.CreatedAt);
    }
}
