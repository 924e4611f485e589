using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;

namespace Salam.Forum.Moderation;

internal sealed class ModerationConfiguration :
    IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<Report>, IEntityTypeConfiguration<LogEntry>, IEntityTypeConfiguration<Notice>,
    IEntityTypeConfiguration<Appeal>, IEntityTypeConfiguration<CircleEntry>, IEntityTypeConfiguration<JudgingProgress>
{
    private const string AudienceCheck = "Audience IN (1, 2, 3)";

    public void Configure(EntityTypeBuilder<Case> entity)
    {
        entity.ToTable("Cases", table =>
        {
            table.HasCheckConstraint("CK_Cases_Audience", AudienceCheck);
            table.HasCheckConstraint("CK_Cases_Circle", "Circle IN (1, 2)");
            table.HasCheckConstraint("CK_Cases_State", "State IN (1, 2)");
        });
        entity.HasOne<Member>().WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
        entity.Property(c => c.Version).IsConcurrencyToken();
        entity.Property(c => c.Language).HasMaxLength(8);
        entity.HasIndex(c => new { c.Kind, c.ThingId }).IsUnique();
        // The queue is read in order, never sorted.
        entity.HasIndex(c => new { c.State, c.Urgency, c.OpenedAt, c.Id }, "IX_Cases_Queue").IsDescending(false, true, false, false);
        entity.HasIndex(c => new { c.AuthorId, c.State });
    }

    public void Configure(EntityTypeBuilder<Report> entity)
    {
        entity.ToTable("Reports", table =>
        {
            table.HasCheckConstraint("CK_Reports_Audience", AudienceCheck);
            table.HasCheckConstraint("CK_Reports_Outcome", "Outcome IN (1, 2, 3)");
        });
        entity.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<Member>().WithMany().HasForeignKey(r => r.ReporterId).OnDelete(DeleteBehavior.Restrict);
        entity.Property(r => r.Words).HasMaxLength(Report.WordsMax * 2);
        entity.HasIndex(r => new { r.CaseId, r.ReporterId }).IsUnique();
        entity.HasIndex(r => new { r.ReporterId, r.CreatedAt }).IsDescending(false, true);
    }

    public void Configure(EntityTypeBuilder<LogEntry> entity)
    {
        entity.ToTable("ModerationLog", table =>
        {
            table.HasCheckConstraint("CK_ModerationLog_Audience", AudienceCheck);
            // The migrations make it: no row is ever changed or deleted.
            table.HasTrigger("TR_ModerationLog_NoUpdate");
            table.HasTrigger("TR_ModerationLog_NoDelete");
        });
        entity.Property(e => e.Words).HasMaxLength(LogEntry.WordsMax * 2);
        entity.HasIndex(e => new { e.MemberId, e.Id }).IsDescending(false, true);
        entity.HasIndex(e => new { e.Kind, e.ThingId, e.Id }).IsDescending(false, false, true);
        entity.HasIndex(e => new { e.ActorId, e.Id }).IsDescending(false, true);
        entity.HasIndex(e => e.About);
    }

    public void Configure(EntityTypeBuilder<Notice> entity)
    {
        entity.ToTable("Notices");
        entity.HasOne<Member>().WithMany().HasForeignKey(n => n.MemberId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<LogEntry>().WithMany().HasForeignKey(n => n.EntryId).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(n => new { n.MemberId, n.ReadAt, n.Id });
    }

    public void Configure(EntityTypeBuilder<Appeal> entity)
    {
        entity.ToTable("Appeals", table => table.HasCheckConstraint("CK_Appeals_Audience", AudienceCheck));
        entity.HasOne<Member>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.Restrict);
        entity.HasOne<LogEntry>().WithMany().HasForeignKey(a => a.EntryId).OnDelete(DeleteBehavior.Restrict);
        entity.Property(a => a.Words).HasMaxLength(Appeal.WordsMax * 2);
        entity.Property(a => a.Answer).HasMaxLength(Appeal.WordsMax * 2);
        entity.HasIndex(a => a.EntryId).IsUnique();
        entity.HasIndex(a => new { a.Granted, a.Id });
    }

    public void Configure(EntityTypeBuilder<JudgingProgress> entity)
    {
        entity.ToTable("JudgingProgress");
        entity.HasKey(p => p.Kind);
        entity.Property(p => p.JudgedBy).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<CircleEntry> entity)
    {
        entity.ToTable("CircleEntries", table => table.HasCheckConstraint("CK_CircleEntries_Circle", "Circle IN (1, 2)"));
        entity.HasOne<Member>().WithMany().HasForeignKey(e => e.MemberId).OnDelete(DeleteBehavior.Restrict);
        entity.HasIndex(e => new { e.MemberId, e.Until });
    }
}
