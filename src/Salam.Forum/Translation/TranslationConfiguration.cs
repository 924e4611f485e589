using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;

namespace Salam.Forum.Translation;

internal sealed class TranslationConfiguration : IEntityTypeConfiguration<TranslatedText>, IEntityTypeConfiguration<TranslationDay>
{
    public void Configure(EntityTypeBuilder<TranslatedText> text)
    {
        text.ToTable("TranslatedTexts", table =>
        {
            table.HasCheckConstraint("CK_TranslatedTexts_Audience", "Audience IN (1, 2, 3)");
            table.HasCheckConstraint("CK_TranslatedTexts_State", "State IN (1, 2, 3, 4)");
        });
        text.Property(t => t.Language).HasMaxLength(8);
        text.Property(t => t.Title).HasMaxLength(TranslatedText.TitleMax * 2);
        text.Property(t => t.DoneAt).IsConcurrencyToken();
        text.Property(t => t.Excerpt).HasMaxLength(600);
        text.Property(t => t.Engine).HasMaxLength(32);
        // No foreign key: a thing is a post, a comment, or words of a project. Whoever deletes or changes one takes its translations away (TranslationKeeper).
        text.HasIndex(t => new { t.Thing, t.Language, t.Version }).IsUnique();
        text.HasOne<Member>().WithMany().HasForeignKey(t => t.TranslatorId).OnDelete(DeleteBehavior.Restrict);
        // Moderators see how many are under way; of all texts few ever are.
        text.HasIndex(t => t.State, "IX_TranslatedTexts_UnderWay").HasFilter("State = 1");
    }

    public void Configure(EntityTypeBuilder<TranslationDay> day)
    {
        day.ToTable("TranslationDays", table => table.HasCheckConstraint("CK_TranslationDays_Audience", "Audience IN (1, 2, 3)"));
        day.HasKey(d => new { d.Day, d.Engine, d.From, d.To, d.Audience });
        day.Property(d => d.Engine).HasMaxLength(32);
        day.Property(d => d.From).HasMaxLength(8);
        day.Property(d => d.To).HasMaxLength(8);
    }
}
