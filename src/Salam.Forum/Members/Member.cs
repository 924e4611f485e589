using Microsoft.AspNetCore.Identity;
using Salam.Forum.Audiences;
using Salam.Forum.Text;

namespace Salam.Forum.Members;

/// <summary>Somebody with an account. <see cref="IdentityUser{TKey}.UserName"/> is the handle.</summary>
public sealed class Member : IdentityUser<long>
{
    /// <summary>The greatest length of <see cref="About"/>, in characters.</summary>
    public const int AboutLength = 500;

    /// <summary>Stated at sign-up; changed only by a moderator on request.</summary>
    public required Circle Circle { get; set; }

    /// <summary>What the member may do for the community.</summary>
    public Role Role { get; set; } = Role.Member;

    /// <summary>The handle with look-alike letters made one; unique, so that nobody can pass for somebody else.</summary>
    public required string HandleSkeleton { get; set; }

    /// <summary>A few words about oneself, plain text.</summary>
    public string About { get; set; } = "";

    /// <summary>Codes of the languages the member reads, divided by blanks, the first one preferred.</summary>
    public string Languages { get; set; } = "en";

    /// <summary>What the member wants translated of the languages she does not read, as <see cref="Translation.TranslationWishes.Write"/> has it.</summary>
    public string TranslationWishes { get; set; } = "";

    /// <summary>The circle whose feed opens first; null for all.</summary>
    public Circle? OpeningCircle { get; set; }

    /// <summary>Light, dark, or as the device says.</summary>
    public Theme Theme { get; set; } = Theme.Device;

    /// <summary>Whether single letters act on pages; somebody who speaks to her device needs them off.</summary>
    public bool HasKeys { get; set; } = true;

    /// <summary>How much of what the filter found she reads.</summary>
    public ReadingLevel Level { get; set; } = ReadingLevel.Standard;

    /// <summary>The lists that judged her handle and her words about herself; empty when none did yet.</summary>
    public string JudgedBy { get; set; } = "";

    /// <summary>May not write until then, UTC; null when she may.</summary>
    public DateTime? SilencedUntil { get; set; }

    /// <summary>May only read, appeal, take her data and leave until then, UTC; null when she may do all. <see cref="DateTime.MaxValue"/> is for good.</summary>
    public DateTime? SuspendedUntil { get; set; }

    /// <summary>When the member left, UTC; null while she is here. Her page is missing since.</summary>
    public DateTime? LeftAt { get; set; }

    /// <summary>When the member joined, UTC.</summary>
    public required DateTime JoinedAt { get; init; }

    /// <summary>When the member agreed that her words may reveal her belief, UTC; null for imported members, who agree at their first log-in.</summary>
    public DateTime? ConsentAt { get; set; }

    /// <summary>The id in an archive: the one it came with, or a random one; unique.</summary>
    public string ArchiveId { get; init; } = Guid.NewGuid().ToString("n");

    /// <summary>The end of the addresses of members that only keep a handle: no such domain can exist (RFC 2606).</summary>
    internal const string NoAddress = "@kept.invalid";

    /// <summary>Whether there is, or was, somebody behind the account: its address was confirmed, or it was imported and has none.</summary>
    internal static readonly System.Linq.Expressions.Expression<Func<Member, bool>> IsReal = m => m.EmailConfirmed || m.Email == null;

    /// <summary>
    /// Whether the member is there for others: her address is confirmed, or she was imported and has none. Before that her page is missing, so
    /// that nobody learns from it whether a sign-up made an account; once she has left, it is missing again.
    /// </summary>
    internal static readonly System.Linq.Expressions.Expression<Func<Member, bool>> IsShown = m => (m.EmailConfirmed || m.Email == null) && m.LeftAt == null;

    /// <summary>The handle.</summary>
    public string Handle => UserName!;

    /// <summary>Leaves the address to somebody else; the row only keeps its handle, and no link that was mailed opens it any more.</summary>
    internal void GiveUpAddress()
    {
        Email = Guid.NewGuid().ToString("n") + NoAddress;
        NormalizedEmail = Normalise.Fold(Email);
        SecurityStamp = Guid.NewGuid().ToString("n");
    }

    /// <summary>How the member looks at things.</summary>
    public Viewer AsViewer() => new() { MemberId = Id, Handle = Handle, Circle = Circle, Role = Role, HasSecondFactor = TwoFactorEnabled, Level = Level };
}

/// <summary>Light, dark, or as the device says.</summary>
public enum Theme : byte
{
    /// <summary>As the device says.</summary>
    Device = 1,

    /// <summary>Dark letters on light paper.</summary>
    Light = 2,

    /// <summary>Light letters on dark paper.</summary>
    Dark = 3,
}
