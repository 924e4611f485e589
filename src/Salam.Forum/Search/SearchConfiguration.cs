using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Posts;
using Salam.Forum.Text;

namespace Salam.Forum.Search;

internal sealed class SearchConfiguration : IEntityTypeConfiguration<PostWord>, IEntityTypeConfiguration<PostText>, IEntityTypeConfiguration<IndexProgress>
{
    private const string AudienceCheck = "Audience IN (1, 2, 3)";

    public void Configure(EntityTypeBuilder<PostWord> word)
    {
        word.ToTable("PostWords", table =>
        {
            table.HasCheckConstraint("CK_PostWords_Audience", AudienceCheck);
            table.HasCheckConstraint("CK_PostWords_Place", "Place IN (1, 2)");
        });
        // The table is its key: on SQLite the migration makes it WITHOUT ROWID. No foreign key to the post, whose own would need another index as large.
        word.HasKey(w => new { w.Word, w.Place, w.PostId });
        word.Property(w => w.Word).HasMaxLength(SearchWords.Longest);
    }

    public void Configure(EntityTypeBuilder<PostText> text)
    {
        text.ToTable("PostTexts", table => table.HasCheckConstraint("CK_PostTexts_Audience", AudienceCheck));
        text.HasKey(t => t.PostId);
        text.Property(t => t.PostId).ValueGeneratedNever();
        text.HasOne<Post>().WithOne().HasForeignKey<PostText>(t => t.PostId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IndexProgress> progress)
    {
        progress.ToTable("IndexProgress");
        progress.HasKey(p => p.Version);
        progress.Property(p => p.Version).ValueGeneratedNever();
    }
}
