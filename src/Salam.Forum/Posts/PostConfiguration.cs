using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;

namespace Salam.Forum.Posts;

internal sealed class PostConfiguration : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.ToTable("Posts", table =>
        {
            table.HasCheckConstraint("CK_Posts_Circle", "Circle IN (1, 2)");
            // Everyone, or the author's own circle; never the other one.
            table.HasCheckConstraint("CK_Posts_Audience", "Audience = 1 OR Audience = Circle + 1");
            table.HasCheckConstraint("CK_Posts_Status", "Status IN (1, 2, 3, 4)");
            table.HasCheckConstraint("CK_Posts_Score", "Score = BaseScore + Ups - Downs");
            table.HasCheckConstraint("CK_Posts_Link", "(Kind = 1 AND LinkUrl IS NULL) OR (Kind = 2 AND LinkUrl IS NOT NULL)");
        });
        post.HasOne<Member>().WithMany().HasForeignKey(p => p.AuthorId).OnDelete(DeleteBehavior.Restrict);

        // Where the database lets two write at once, whoever read the row before the other one's change starts again instead of bringing wiped words back.
        post.Property(p => p.EditedAt).IsConcurrencyToken();
        post.Property(p => p.JudgedBy).HasMaxLength(64);
        post.Property(p => p.Language).HasMaxLength(8);
        post.Property(p => p.Title).HasMaxLength(Post.TitleMax * 2);
        post.Property(p => p.Slug).HasMaxLength(100);
        post.Property(p => p.Excerpt).HasMaxLength(600);
        post.Property(p => p.LinkUrl).HasMaxLength(Post.LinkMax);
        post.Property(p => p.LinkHost).HasMaxLength(255);
        post.Property(p => p.PictureWords).HasDefaultValue("");
        post.Property(p => p.ArchiveId).HasMaxLength(64);

        // One index for each feed and circle switch: a page of a feed is read in order, never sorted.
        post.HasIndex(p => new { p.Status, p.Rank, p.Id }, "IX_Posts_Best").IsDescending(false, true, true);
        post.HasIndex(p => new { p.Status, p.Circle, p.Rank, p.Id }, "IX_Posts_BestOfCircle").IsDescending(false, false, true, true);
        post.HasIndex(p => new { p.Status, p.CreatedAt, p.Id }, "IX_Posts_New").IsDescending(false, true, true);
        post.HasIndex(p => new { p.Status, p.Circle, p.CreatedAt, p.Id }, "IX_Posts_NewOfCircle").IsDescending(false, false, true, true);
        post.HasIndex(p => new { p.Status, p.Score, p.Id }, "IX_Posts_Top").IsDescending(false, true, true);
        post.HasIndex(p => new { p.Status, p.Circle, p.Score, p.Id }, "IX_Posts_TopOfCircle").IsDescending(false, false, true, true);
        post.HasIndex(p => new { p.AuthorId, p.CreatedAt, p.Id }, "IX_Posts_OfAuthor").IsDescending(false, true, true);
        // One thread for each circle under the news of a project.
        post.HasIndex(p => new { p.UpdateId, p.Circle }, "IX_Posts_Threads").IsUnique().HasFilter("UpdateId IS NOT NULL");
        post.HasIndex(p => p.SubmitKey).IsUnique();
        post.HasIndex(p => p.ArchiveId).IsUnique();
    }
}
