using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;
using Salam.Forum.Posts;

namespace Salam.Forum.Comments;

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> comment)
    {
        comment.ToTable("Comments", table =>
        {
            table.HasCheckConstraint("CK_Comments_Audience", "Audience IN (1, 2, 3)");
            table.HasCheckConstraint("CK_Comments_Status", "Status IN (1, 2, 3, 4)");
            table.HasCheckConstraint("CK_Comments_Score", "Score = BaseScore + Ups - Downs");
            table.HasCheckConstraint("CK_Comments_Thread", "(Depth = 0 AND ParentId IS NULL AND RootId IS NULL) OR (Depth > 0 AND ParentId IS NOT NULL AND RootId IS NOT NULL)");
        });
        comment.HasOne<Post>().WithMany().HasForeignKey(c => c.PostId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Comment>().WithMany().HasForeignKey(c => c.ParentId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Comment>().WithMany().HasForeignKey(c => c.RootId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Member>().WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);

        // Where the database lets two write at once, whoever read the row before the other one's change starts again instead of bringing wiped words back.
        comment.Property(c => c.EditedAt).IsConcurrencyToken();
        comment.Property(c => c.JudgedBy).HasMaxLength(64);
        comment.Property(c => c.Language).HasMaxLength(8);
        comment.Property(c => c.ArchiveId).HasMaxLength(64);
        // As long as a picture has them: checks of their own would have SQLite copy the table.
        comment.Property(c => c.PictureAlt).HasDefaultValue("");
        comment.Property(c => c.PicturePlaceholder).HasDefaultValue("");

        // Topmost comments by sort, and the threads below them by level.
        comment.HasIndex(c => new { c.PostId, c.Depth, c.Confidence, c.Id }, "IX_Comments_Best").IsDescending(false, false, true, true);
        comment.HasIndex(c => new { c.PostId, c.Depth, c.CreatedAt, c.Id }, "IX_Comments_ByTime");
        comment.HasIndex(c => new { c.RootId, c.Depth, c.Confidence, c.Id }, "IX_Comments_Thread").IsDescending(false, false, true, true);
        comment.HasIndex(c => c.ParentId);
        comment.HasIndex(c => new { c.AuthorId, c.CreatedAt, c.Id }, "IX_Comments_OfAuthor").IsDescending(false, true, true);
        comment.HasIndex(c => c.SubmitKey).IsUnique();
        comment.HasIndex(c => c.ArchiveId).IsUnique();
        comment.HasIndex(c => c.PictureKey).IsUnique().HasFilter("PictureKey IS NOT NULL");
    }
}
