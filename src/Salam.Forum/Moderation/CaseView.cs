using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Media;
using Role = Salam.Forum.Audiences.Role;

namespace Salam.Forum.Moderation;

/// <summary>The member whom a case is about, and how she stands as far as the viewer may know it.</summary>
/// <param name="Removals">Things of hers that were taken away, less what was undone.</param>
/// <param name="Warnings">Warnings, likewise.</param>
/// <param name="Sanctions">Silences, suspensions and bans, likewise.</param>
/// <param name="Languages">The codes of the languages she reads, divided by blanks.</param>
public sealed record CaseAuthor(
    long Id, string Handle, Circle Circle, Role Role, DateTime JoinedAt, DateTime? SilencedUntil, DateTime? SuspendedUntil, bool HasLeft, string About, int Removals, int Warnings, int Sanctions,
    string Languages)
{
    /// <summary>How far she is known, by the rule that weighs her reports.</summary>
    public Standing Standing { get; init; }
}

/// <summary>A text of a case: the thing itself, or what stands above it.</summary>
/// <param name="IsPost">Whether it is a post; else a comment.</param>
/// <param name="Id">The number of the post or comment.</param>
/// <param name="Title">The title of a post; empty for a comment.</param>
/// <param name="Source">The body as written.</param>
/// <param name="Html">The body rendered, safe to show as it is.</param>
public sealed record CaseText(
    bool IsPost, long Id, string Title, string Slug, string Source, string Html, string Language, string? LinkUrl, Status Status, string AuthorHandle, DateTime CreatedAt, DateTime? EditedAt, bool IsLocked, int SlowMinutes, long? ParentId)
{
    /// <summary>The pictures of a post, or the one of a comment.</summary>
    public IReadOnlyList<PictureView> Pictures { get; init; } = [];

    /// <summary>The picture of what a link post leads to, which stands beside the post; null without one.</summary>
    public PictureView? CardPicture { get; init; }

    /// <summary>What they show, in its author's words.</summary>
    public string PictureWords { get; init; } = "";
}

/// <summary>A report as moderators see it.</summary>
/// <param name="Weight">In hundredths of an ordinary member's report.</param>
public sealed record CaseReport(Rules Rule, string Words, int Weight, ReportOutcome Outcome, DateTime SentAt, string Reporter, Standing Standing);

/// <summary>An entry of the log, as the page of a case shows it.</summary>
/// <param name="By">Who did it; null for the forum itself.</param>
/// <param name="IsMine">Whether the viewer did it.</param>
/// <param name="IsUndone">Whether it was undone, by whoever did it or on appeal.</param>
public sealed record CaseEntry(long Id, Act Act, ThingKind Kind, Rules Rule, string Words, DateTime At, DateTime? Until, string? By, bool IsMine, bool IsUndone);

/// <summary>An appeal that waits, against a decision on the case.</summary>
public sealed record CaseAppeal(string Words, DateTime SentAt);

/// <summary>A case whole, as the page of a moderator shows it.</summary>
/// <param name="Version">What a decision names as the state that was seen.</param>
/// <param name="Words">What the thing said, where its author deleted it while the case waited.</param>
/// <param name="ClaimedBy">The other moderator who looks at it now.</param>
public sealed record CaseView(
    long Id, ThingKind Kind, long ThingId, Audience Audience, CaseState State, int Version, Rules Rules, Categories Found, int Weight, DateTime OpenedAt, string? Words, string? ClaimedBy, CaseAuthor Author)
{
    /// <summary>The post or comment; null for a member, and for what is not there any more.</summary>
    public CaseText? Thing { get; init; }

    /// <summary>What a comment stands under: the post, and the comment that it answers if it answers one.</summary>
    public IReadOnlyList<CaseText> Above { get; init; } = [];

    /// <summary>Where the filter finds something, with what it is.</summary>
    public IReadOnlyList<MarkedText> Marked { get; init; } = [];

    /// <summary>What members said against it, the newest first.</summary>
    public IReadOnlyList<CaseReport> Reports { get; init; } = [];

    /// <summary>The author's newest entries of the log.</summary>
    public IReadOnlyList<CaseEntry> History { get; init; } = [];

    /// <summary>The last decision on the case.</summary>
    public CaseEntry? Last { get; init; }

    /// <summary>What the author says against it, while that waits.</summary>
    public CaseAppeal? Appeal { get; init; }

    /// <summary>What the viewer may decide now.</summary>
    public IReadOnlyList<Act> Acts { get; init; } = [];

    /// <summary>Why she may not act against the member; null when she may.</summary>
    public Refusal? MemberRefusal { get; init; }

    /// <summary>The post that the thing is, or stands under.</summary>
    public CaseText? Post => Kind == ThingKind.Post ? Thing : Above.Count > 0 ? Above[0] : null;
}
