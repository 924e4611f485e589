using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;

namespace Salam.Forum.Charity;

internal sealed class FoundationConfiguration :
    IEntityTypeConfiguration<Foundation>, IEntityTypeConfiguration<FoundationStaff>, IEntityTypeConfiguration<FoundationDocument>, IEntityTypeConfiguration<ZakatPolicy>,
    IEntityTypeConfiguration<VettingCheck>, IEntityTypeConfiguration<VettingTerm>
{
    public void Configure(EntityTypeBuilder<Foundation> foundation)
    {
        foundation.ToTable("Foundations", table =>
        {
            table.HasCheckConstraint("CK_Foundations_State", "State IN (1, 2, 3, 4)");
            table.HasCheckConstraint("CK_Foundations_Vetted", "State <> 2 OR (VettedAt IS NOT NULL AND VettedUntil IS NOT NULL)");
        });
        foundation.HasOne<Member>().WithMany().HasForeignKey(f => f.AppliedBy).OnDelete(DeleteBehavior.Restrict);
        foundation.Property(f => f.EditedAt).IsConcurrencyToken();
        foundation.Property(f => f.Name).HasMaxLength(Foundation.NameMax * 2);
        foundation.Property(f => f.Slug).HasMaxLength(100);
        foundation.Property(f => f.Country).HasMaxLength(2);
        foundation.Property(f => f.Register).HasMaxLength(Foundation.RegisterMax * 2);
        foundation.Property(f => f.RegisterNumber).HasMaxLength(Foundation.NumberMax * 2);
        foundation.Property(f => f.Site).HasMaxLength(Foundation.SiteMax);
        foundation.Property(f => f.Contact).HasMaxLength(Foundation.ContactMax * 2);
        foundation.HasIndex(f => new { f.State, f.AppliedAt, f.Id });
        // The same charity is not vetted twice; who applies with another's number finds that out from an administrator.
        foundation.HasIndex(f => new { f.Country, f.Register, f.RegisterNumber }).IsUnique().HasFilter("VettedAt IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<FoundationStaff> staff)
    {
        staff.ToTable("FoundationStaff");
        staff.HasKey(s => new { s.FoundationId, s.MemberId });
        staff.HasOne<Foundation>().WithMany().HasForeignKey(s => s.FoundationId).OnDelete(DeleteBehavior.Restrict);
        staff.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Restrict);
        staff.HasIndex(s => s.MemberId);
    }

    public void Configure(EntityTypeBuilder<FoundationDocument> document)
    {
        document.ToTable("FoundationDocuments", table => table.HasCheckConstraint("CK_FoundationDocuments_Kind", "Kind IN (1, 2, 3)"));
        document.HasOne<Foundation>().WithMany().HasForeignKey(d => d.FoundationId).OnDelete(DeleteBehavior.Restrict);
        document.Property(d => d.Name).HasMaxLength(FoundationDocument.NameMax * 2);
        document.HasIndex(d => d.Key).IsUnique();
        document.HasIndex(d => new { d.FoundationId, d.Id });
    }

    public void Configure(EntityTypeBuilder<ZakatPolicy> policy)
    {
        policy.ToTable("ZakatPolicies");
        policy.HasKey(p => new { p.FoundationId, p.Version });
        policy.HasOne<Foundation>().WithMany().HasForeignKey(p => p.FoundationId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<VettingCheck> check)
    {
        check.ToTable("VettingChecks", table => table.HasCheckConstraint("CK_VettingChecks_Step", "Step BETWEEN 1 AND 5"));
        check.HasKey(c => new { c.FoundationId, c.Round, c.Step });
        check.HasOne<Foundation>().WithMany().HasForeignKey(c => c.FoundationId).OnDelete(DeleteBehavior.Restrict);
        check.HasOne<Member>().WithMany().HasForeignKey(c => c.ByMember).OnDelete(DeleteBehavior.Restrict);
        check.Property(c => c.Words).HasMaxLength(VettingCheck.WordsMax * 2);
    }

    public void Configure(EntityTypeBuilder<VettingTerm> term)
    {
        term.ToTable("VettingTerms");
        term.HasOne<Foundation>().WithMany().HasForeignKey(t => t.FoundationId).OnDelete(DeleteBehavior.Restrict);
        term.HasIndex(t => new { t.FoundationId, t.Until });
    }
}

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>, IEntityTypeConfiguration<Milestone>, IEntityTypeConfiguration<ProjectUpdate>
{
    public void Configure(EntityTypeBuilder<Project> project)
    {
        project.ToTable("Projects", table =>
        {
            table.HasCheckConstraint("CK_Projects_State", "State BETWEEN 1 AND 7");
            table.HasCheckConstraint("CK_Projects_Kind", "Kind BETWEEN 1 AND 4");
            table.HasCheckConstraint("CK_Projects_Category", "Category BETWEEN 1 AND 10");
            table.HasCheckConstraint("CK_Projects_Money", "Goal > 0 AND Raised >= 0 AND Donations >= 0");
            table.HasCheckConstraint("CK_Projects_Published", "State IN (1, 2, 7) OR PublishedAt IS NOT NULL");
            table.HasCheckConstraint("CK_Projects_Zakat", "Kind = 1 OR (Recipients = 0 AND Schools = 0 AND PolicyVersion = 0)");
        });
        project.HasOne<Foundation>().WithMany().HasForeignKey(p => p.FoundationId).OnDelete(DeleteBehavior.Restrict);
        project.Property(p => p.EditedAt).IsConcurrencyToken();
        project.Ignore(p => p.WordsVersion);
        project.Property(p => p.Title).HasMaxLength(Project.TitleMax * 2);
        project.Property(p => p.Slug).HasMaxLength(100);
        project.Property(p => p.Language).HasMaxLength(8);
        project.Property(p => p.Excerpt).HasMaxLength(600);
        project.Property(p => p.Currency).HasMaxLength(3);
        project.Property(p => p.Country).HasMaxLength(2);
        project.Property(p => p.Fees).HasMaxLength(Project.FeesMax * 2);
        project.Property(p => p.DonateUrl).HasMaxLength(Project.LinkMax);
        project.Property(p => p.Reason).HasMaxLength(Project.ReasonMax * 2);
        // The feed is read in order, never sorted, whatever it is narrowed by.
        project.HasIndex(p => new { p.State, p.Urgency, p.Id }, "IX_Projects_Feed");
        project.HasIndex(p => new { p.State, p.Kind, p.Urgency, p.Id }, "IX_Projects_FeedOfKind");
        project.HasIndex(p => new { p.State, p.Category, p.Urgency, p.Id }, "IX_Projects_FeedOfCategory");
        project.HasIndex(p => new { p.State, p.Country, p.Urgency, p.Id }, "IX_Projects_FeedOfCountry");
        project.HasIndex(p => new { p.State, p.Currency, p.Urgency, p.Id }, "IX_Projects_FeedOfCurrency");
        project.HasIndex(p => new { p.FoundationId, p.Id }).IsDescending(false, true);
    }

    public void Configure(EntityTypeBuilder<Milestone> milestone)
    {
        milestone.ToTable("ProjectMilestones", table => table.HasCheckConstraint("CK_ProjectMilestones_Amount", "Amount > 0"));
        milestone.HasOne<Project>().WithMany().HasForeignKey(m => m.ProjectId).OnDelete(DeleteBehavior.Restrict);
        milestone.Property(m => m.Title).HasMaxLength(Project.TitleMax * 2);
        milestone.HasIndex(m => new { m.ProjectId, m.Amount });
    }

    public void Configure(EntityTypeBuilder<ProjectUpdate> update)
    {
        update.ToTable("ProjectUpdates", table => table.HasCheckConstraint("CK_ProjectUpdates_Moment", "DueAt IS NOT NULL OR PostedAt IS NOT NULL"));
        update.HasOne<Project>().WithMany().HasForeignKey(u => u.ProjectId).OnDelete(DeleteBehavior.Restrict);
        update.HasIndex(u => new { u.ProjectId, u.PostedAt, u.Id });
        // How many are awaited too long stands beside every project in every list.
        update.HasIndex(u => new { u.ProjectId, u.DueAt }).HasFilter("PostedAt IS NULL");
    }
}
