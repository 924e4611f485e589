using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Salam.Forum.Members;

/// <summary>The browsers that a list of sessions tells apart.</summary>
public enum Browser : byte
{
    /// <summary>One that does not say, or one of the many others.</summary>
    Other = 1, Firefox, Chrome, Safari, Edge, Opera, Samsung,
}

/// <summary>The devices that a list of sessions tells apart, as far as browsers say.</summary>
public enum Device : byte
{
    /// <summary>One that does not say, or another one.</summary>
    Other = 1, Android, IPhone, IPad, Windows, Mac, Linux, ChromeOs,
}

/// <summary>
/// A session of a member that is open. It says in which kind of browser, and nothing that could find her: no address, no version, no
/// string that her browser sent.
/// </summary>
public sealed class OpenSession
{
    /// <summary>How many random bits a session's key has.</summary>
    public const int KeyBits = 128;

    /// <summary>Its number, by which its owner ends it.</summary>
    public long Id { get; init; }

    /// <summary>Whose session it is.</summary>
    public required long MemberId { get; init; }

    /// <summary>SHA-256 of the key, which stands in the sealed cookie and nowhere else.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>The member's security stamp when the session was begun or renewed: with another one it is over.</summary>
    public required string Stamp { get; set; }

    /// <summary>The browser, as it named itself when she logged in.</summary>
    public required Browser Browser { get; init; }

    /// <summary>The device, likewise.</summary>
    public required Device Device { get; init; }

    /// <summary>When she logged in, UTC.</summary>
    public required DateTime BegunAt { get; init; }

    /// <summary>When it was last used, UTC, some minutes more or less.</summary>
    public required DateTime UsedAt { get; set; }
}

internal sealed class OpenSessionConfiguration : IEntityTypeConfiguration<OpenSession>
{
    public void Configure(EntityTypeBuilder<OpenSession> session)
    {
        session.ToTable("Sessions");
        session.Property(s => s.KeyHash).HasMaxLength(32);
        session.Property(s => s.Stamp).HasMaxLength(64);
        session.HasOne<Member>().WithMany().HasForeignKey(s => s.MemberId).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(s => s.KeyHash).IsUnique();
        session.HasIndex(s => s.UsedAt);
    }
}
