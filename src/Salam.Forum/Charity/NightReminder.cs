using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Members;

namespace Salam.Forum.Charity;

/// <summary>A member wants a mail before each odd night of the last ten of Ramadan.</summary>
public sealed class NightReminder
{
    /// <summary>What a new form starts with: five in the afternoon, in Mecca.</summary>
    public const int UsualHour = 17, UsualOffset = 180;

    /// <summary>By how many minutes the clocks of the earth are ahead of UTC.</summary>
    public static readonly IReadOnlyList<int> Offsets =
        [-720, -660, -600, -540, -480, -420, -360, -300, -240, -210, -180, -120, -60, 0, 60, 120, 180, 210, 240, 270, 300, 330, 345, 360, 390, 420, 480, 540, 570, 600, 660, 720, 780, 840];

    public required long MemberId { get; init; }

    /// <summary>The language of the mails.</summary>
    public required string Language { get; set; }

    /// <summary>The hour of her own day.</summary>
    public required int Hour { get; set; }

    /// <summary>By how many minutes her clock is ahead of UTC.</summary>
    public required int Offset { get; set; }

    /// <summary>The minute of the day in UTC at which a mail is due; before 0 and after 1440 where her day is another one there.</summary>
    public required int Minute { get; set; }

    /// <summary>What stands in the link that stops the mails.</summary>
    public required Guid Key { get; init; }
}

/// <summary>A mail about a night that was asked for: the key sees to it that it is one.</summary>
public sealed class NightMail
{
    public required long MemberId { get; init; }

    /// <summary>The year of the hijra.</summary>
    public required int Year { get; init; }

    public required int Night { get; init; }
}

internal sealed class NightReminderConfiguration : IEntityTypeConfiguration<NightReminder>, IEntityTypeConfiguration<NightMail>
{
    public void Configure(EntityTypeBuilder<NightReminder> reminder)
    {
        reminder.ToTable("NightReminders", table => table.HasCheckConstraint("CK_NightReminders_Hour", "Hour BETWEEN 0 AND 23"));
        reminder.HasKey(r => r.MemberId);
        reminder.Property(r => r.MemberId).ValueGeneratedNever();
        reminder.HasOne<Member>().WithMany().HasForeignKey(r => r.MemberId).OnDelete(DeleteBehavior.Restrict);
        reminder.Property(r => r.Language).HasMaxLength(8);
        reminder.HasIndex(r => r.Key).IsUnique();
        reminder.HasIndex(r => new { r.Minute, r.MemberId });
    }

    public void Configure(EntityTypeBuilder<NightMail> mail)
    {
        mail.ToTable("NightMails");
        mail.HasKey(m => new { m.MemberId, m.Year, m.Night });
        mail.HasOne<Member>().WithMany().HasForeignKey(m => m.MemberId).OnDelete(DeleteBehavior.Restrict);
    }
}
