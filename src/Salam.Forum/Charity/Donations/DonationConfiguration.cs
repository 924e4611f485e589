using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Salam.Forum.Charity.Donations;

internal sealed class DonationConfiguration :
    IEntityTypeConfiguration<Donation>, IEntityTypeConfiguration<LedgerLine>, IEntityTypeConfiguration<LedgerHead>, IEntityTypeConfiguration<DonationMonth>, IEntityTypeConfiguration<HookKey>,
    IEntityTypeConfiguration<Statement>, IEntityTypeConfiguration<StatementDifference>
{
    public void Configure(EntityTypeBuilder<Donation> donation)
    {
        donation.ToTable("Donations", table =>
        {
            table.HasCheckConstraint("CK_Donations_State", "State IN (1, 2, 3)");
            table.HasCheckConstraint("CK_Donations_Amount", "(Amount > 0 AND RefundOf IS NULL) OR (Amount < 0 AND RefundOf IS NOT NULL)");
            table.HasCheckConstraint("CK_Donations_Refunded", "Refunded >= 0 AND (Refunded = 0 OR Refunded <= Amount)");
            table.HasCheckConstraint("CK_Donations_Accepted", "State <> 1 OR (ProjectId IS NOT NULL AND LedgerNumber IS NOT NULL AND Variant = 0)");
        });
        donation.HasOne<Foundation>().WithMany().HasForeignKey(d => d.FoundationId).OnDelete(DeleteBehavior.Restrict);
        donation.Property(d => d.Name).HasMaxLength(Donation.NameMax);
        donation.Property(d => d.RefundOf).HasMaxLength(Donation.NameMax);
        donation.Property(d => d.Project).HasMaxLength(Donation.ProjectMax);
        donation.Property(d => d.Currency).HasMaxLength(Donation.CurrencyMax);
        donation.Property(d => d.Reference).HasMaxLength(Donation.ReferenceMax);
        // Said once, counted once.
        donation.HasIndex(d => new { d.FoundationId, d.Name, d.Variant }).IsUnique();
        donation.HasIndex(d => new { d.FoundationId, d.RefundOf }).HasFilter("RefundOf IS NOT NULL");
        donation.HasIndex(d => new { d.FoundationId, d.State, d.Id });
        donation.HasIndex(d => new { d.ProjectId, d.Id });
    }

    public void Configure(EntityTypeBuilder<LedgerLine> line)
    {
        line.ToTable("DonationLedger", table =>
        {
            table.HasCheckConstraint("CK_DonationLedger_Amount", "Amount <> 0");
            // The migrations make it: no row is ever changed or deleted.
            table.HasTrigger("TR_DonationLedger_NoUpdate");
            table.HasTrigger("TR_DonationLedger_NoDelete");
        });
        line.HasKey(l => l.Number);
        line.Property(l => l.Number).ValueGeneratedNever();
        line.Property(l => l.Currency).HasMaxLength(3);
        line.Property(l => l.Hash).HasMaxLength(64);
        line.HasOne<Project>().WithMany().HasForeignKey(l => l.ProjectId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => new { l.ProjectId, l.Number });
    }

    public void Configure(EntityTypeBuilder<LedgerHead> head)
    {
        head.ToTable("DonationLedgerHead", table => table.HasCheckConstraint("CK_DonationLedgerHead_Only", "Id = 1"));
        head.Property(h => h.Id).ValueGeneratedNever();
        head.Property(h => h.Hash).HasMaxLength(64);
        head.HasData(new LedgerHead { Id = LedgerHead.Only, Hash = LedgerHead.Genesis });
    }

    public void Configure(EntityTypeBuilder<DonationMonth> month)
    {
        month.ToTable("DonationMonths");
        month.HasKey(m => new { m.FoundationId, m.Month, m.ProjectId, m.Kind, m.Currency });
        month.HasOne<Project>().WithMany().HasForeignKey(m => m.ProjectId).OnDelete(DeleteBehavior.Restrict);
        month.Property(m => m.Currency).HasMaxLength(3);
        month.HasIndex(m => new { m.ProjectId, m.Month });
    }

    public void Configure(EntityTypeBuilder<HookKey> key)
    {
        key.ToTable("HookKeys");
        key.HasOne<Foundation>().WithMany().HasForeignKey(k => k.FoundationId).OnDelete(DeleteBehavior.Restrict);
        key.Property(k => k.Name).HasMaxLength(24);
        key.Property(k => k.Sealed).HasMaxLength(1_000);
        key.HasIndex(k => k.Name).IsUnique();
        key.HasIndex(k => new { k.FoundationId, k.RetiredAt, k.Id });
    }

    public void Configure(EntityTypeBuilder<Statement> statement)
    {
        statement.ToTable("DonationStatements");
        statement.HasOne<Foundation>().WithMany().HasForeignKey(s => s.FoundationId).OnDelete(DeleteBehavior.Restrict);
        statement.HasIndex(s => new { s.FoundationId, s.Month, s.Id }).IsDescending(false, true, true);
    }

    public void Configure(EntityTypeBuilder<StatementDifference> difference)
    {
        difference.ToTable("StatementDifferences");
        difference.HasOne<Foundation>().WithMany().HasForeignKey(d => d.FoundationId).OnDelete(DeleteBehavior.Restrict);
        difference.HasOne<Project>().WithMany().HasForeignKey(d => d.ProjectId).OnDelete(DeleteBehavior.Restrict);
        difference.Property(d => d.Currency).HasMaxLength(3);
        difference.Property(d => d.Explanation).HasMaxLength(StatementDifference.WordsMax * 2);
        difference.Property(d => d.EditedAt).IsConcurrencyToken();
        difference.HasIndex(d => new { d.FoundationId, d.Month, d.ProjectId, d.Currency, d.Kind }).IsUnique();
        difference.HasIndex(d => new { d.FoundationId, d.SettledAt, d.Id });
    }
}
