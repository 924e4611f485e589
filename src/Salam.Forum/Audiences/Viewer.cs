using Salam.Forum.ContentFilter;

namespace Salam.Forum.Audiences;

/// <summary>Who is looking: a guest, or a member with her circle, role and languages.</summary>
public sealed record Viewer
{
    /// <summary>Nobody in particular. Outside a request the viewer is the guest.</summary>
    public static readonly Viewer Guest = new();

    /// <summary>The member's id; 0 for the guest, which no member has.</summary>
    public long MemberId { get; init; }

    /// <summary>The member's handle; empty for the guest.</summary>
    public string Handle { get; init; } = "";

    /// <summary>The member's circle; null for the guest.</summary>
    public Circle? Circle { get; init; }

    /// <summary>What the member may do for the community.</summary>
    public Role Role { get; init; } = Role.Member;

    /// <summary>Whether the member proves at every log-in that she holds a second factor, without which she may not act for the community.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>How much of what the filter found she reads.</summary>
    public ReadingLevel Level { get; init; } = ReadingLevel.Standard;

    /// <summary>Whether a member is signed in.</summary>
    public bool IsMember => MemberId != 0;

    /// <summary>Whether held and removed things are hers to review.</summary>
    public bool IsModerator => IsMember && Role >= Role.Moderator;

    /// <summary>Whether she runs the community.</summary>
    public bool IsAdministrator => IsMember && Role >= Role.Administrator;

    /// <summary>The gravest that her level lets through.</summary>
    public Severity MostSevere => Level switch { ReadingLevel.Strict => Severity.Clean, ReadingLevel.Standard => Severity.Sensitive, _ => Severity.Forbidden };

    /// <summary>Whether something that grave by that author is folded behind a line for the viewer, to be opened on purpose. Her own words never are.</summary>
    public bool Folds(Severity severity, long authorId) => severity > Severity.Clean && Level == ReadingLevel.Standard && !(IsMember && authorId == MemberId);

    /// <summary>The one audience beside Everyone that the viewer belongs to; Everyone for the guest.</summary>
    public Audience OwnAudience => Circle?.Own() ?? Audience.Everyone;
}

/// <summary>Holds the viewer of the present scope. Set once at the door of a request, a guest everywhere else.</summary>
public sealed class CurrentViewer
{
    /// <summary>Who is looking.</summary>
    public Viewer Value { get; set; } = Viewer.Guest;
}
