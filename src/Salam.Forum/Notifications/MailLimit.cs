using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Salam.Forum.Data;
using Salam.Forum.Text;

namespace Salam.Forum.Notifications;

/// <summary>A mail that was sent, for as long as it counts towards the limit of its recipient.</summary>
public sealed class SentMail
{
    /// <summary>Its number.</summary>
    public long Id { get; init; }

    /// <summary>To whom, as a hash: the forum keeps no list of addresses it wrote to.</summary>
    public required string Recipient { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime SentAt { get; init; }
}

internal sealed class SentMailConfiguration : IEntityTypeConfiguration<SentMail>
{
    public void Configure(EntityTypeBuilder<SentMail> mail)
    {
        mail.ToTable("SentMails");
        mail.Property(m => m.Recipient).HasMaxLength(64);
        mail.HasIndex(m => new { m.Recipient, m.SentAt });
        mail.HasIndex(m => m.SentAt);
    }
}

/// <summary>
/// How many mails one recipient gets, so that nobody can flood a mailbox by typing its address into our forms. Counted where mail is sent,
/// so that the answers to those forms stay the same; in the database, for all nodes. Two nodes at the same moment may send one too many.
/// </summary>
internal sealed class MailLimit(ForumDb db, TimeProvider time)
{
    public const int PerHour = 5, PerDay = 20;

    /// <summary>Whether the recipient has had enough for now.</summary>
    public async Task<bool> IsReachedAsync(string address, CancellationToken cancellation)
    {
        var key = Key(address);
        var (hour, day) = (Now.AddHours(-1), Now.AddDays(-1));
        var sent = await db.SentMails.Where(m => m.Recipient == key && m.SentAt > day).OrderByDescending(m => m.SentAt).Select(m => m.SentAt).Take(PerDay).ToListAsync(cancellation);
        return sent.Count >= PerDay || sent.Count(at => at > hour) >= PerHour;
    }

    /// <summary>Counts a mail that was sent, and forgets those that count no longer.</summary>
    public async Task NoteAsync(string address, CancellationToken cancellation) => await db.WriteAsync<Done>(async () =>
    {
        var day = Now.AddDays(-1);
        await db.SentMails.Where(m => m.SentAt <= day).ExecuteDeleteAsync(cancellation);
        db.SentMails.Add(new SentMail { Recipient = Key(address), SentAt = Now });
        await db.SaveChangesAsync(cancellation);
        return default(Done);
    }, cancellation);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    // What follows a plus is a label inside one mailbox; counted apart, every label would open a new limit.
    private static string Key(string address)
    {
        var at = address.LastIndexOf('@');
        var mailbox = address[..at].Split('+')[0] + address[at..];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalise.Fold(mailbox))));
    }
}
