using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;

namespace Salam.Forum.Translation.Corrections;

internal sealed class CorrectionConfiguration : IEntityTypeConfiguration<TranslationReport>, IEntityTypeConfiguration<TranslationSuggestion>
{
    private const string AudienceCheck = "Audience IN (1, 2, 3)";

    public void Configure(EntityTypeBuilder<TranslationReport> report)
    {
        report.ToTable("TranslationReports", table =>
        {
            table.HasCheckConstraint("CK_TranslationReports_Audience", AudienceCheck);
            table.HasCheckConstraint("CK_TranslationReports_Fault", "Fault IN (1, 2, 3, 4)");
            table.HasCheckConstraint("CK_TranslationReports_Outcome", "Outcome IN (1, 2, 3)");
        });
        report.HasOne<TranslatedText>().WithMany().HasForeignKey(r => r.TextId).OnDelete(DeleteBehavior.Cascade);
        report.HasOne<Member>().WithMany().HasForeignKey(r => r.MemberId).OnDelete(DeleteBehavior.Restrict);
        report.Property(r => r.Words).HasMaxLength(TranslationReport.WordsMax * 2);
        report.HasIndex(r => new { r.TextId, r.MemberId }).IsUnique();
        report.HasIndex(r => new { r.MemberId, r.CreatedAt });
        report.HasIndex(r => new { r.Outcome, r.TextId });
    }

    public void Configure(EntityTypeBuilder<TranslationSuggestion> suggestion)
    {
        suggestion.ToTable("TranslationSuggestions", table =>
        {
            table.HasCheckConstraint("CK_TranslationSuggestions_Audience", AudienceCheck);
            table.HasCheckConstraint("CK_TranslationSuggestions_State", "State IN (1, 2, 3)");
        });
        suggestion.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
        suggestion.Property(s => s.Language).HasMaxLength(8);
        suggestion.Property(s => s.From).HasMaxLength(8);
        suggestion.Property(s => s.Title).HasMaxLength(TranslatedText.TitleMax * 2);
        // Who decides has read the words that she decides on.
        suggestion.Property(s => s.SentAt).IsConcurrencyToken();
        // No foreign key to the thing, as with translations (TranslationKeeper).
        suggestion.HasIndex(s => new { s.Thing, s.Language, s.MemberId }).IsUnique();
        suggestion.HasIndex(s => new { s.State, s.Id });
        suggestion.HasIndex(s => new { s.MemberId, s.SentAt });
    }
}
