using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Media;

namespace Salam.Forum.Charity;

/// <summary>A picture of a project, written anew by us; it is there for whoever the project is there for.</summary>
public sealed class ProjectPicture
{
    /// <summary>The most of one project.</summary>
    public const int Most = Picture.PerPost;

    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>In its address; random, so that nobody can guess it.</summary>
    public required Guid Key { get; init; }

    /// <summary>The project it belongs to.</summary>
    public required long ProjectId { get; init; }

    /// <summary>Its place among those of the project, from 0.</summary>
    public required int Place { get; set; }

    /// <summary>Pixels of the widest form that is kept.</summary>
    public required int Width { get; init; }

    /// <summary>Pixels of that form, downwards.</summary>
    public required int Height { get; init; }

    /// <summary>What it shows, in words, for those who do not see it; may be empty.</summary>
    public string Alt { get; set; } = "";

    /// <summary>As <see cref="Picture.Placeholder"/>.</summary>
    public required string Placeholder { get; init; }
}

internal sealed class ProjectPictureConfiguration : IEntityTypeConfiguration<ProjectPicture>
{
    public void Configure(EntityTypeBuilder<ProjectPicture> picture)
    {
        picture.ToTable("ProjectPictures", table => table.HasCheckConstraint("CK_ProjectPictures_Size", "Width > 0 AND Height > 0"));
        picture.HasOne<Project>().WithMany().HasForeignKey(p => p.ProjectId).OnDelete(DeleteBehavior.Restrict);
        picture.Property(p => p.Alt).HasMaxLength(Picture.AltMax * 2);
        picture.Property(p => p.Placeholder).HasMaxLength(Picture.PlaceholderMax);
        picture.HasIndex(p => p.Key).IsUnique();
        picture.HasIndex(p => new { p.ProjectId, p.Place });
    }
}
