using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Media;
using Salam.Forum.Votes;

namespace Salam.Forum.Comments;

/// <summary>An answer to a post or to another comment; it inherits the audience of its post.</summary>
public sealed class Comment : IAuthored
{
    /// <summary>The most characters of a comment.</summary>
    public const int BodyMax = 10_000;

    /// <summary>How many levels a page shows before "continue this thread".</summary>
    public const int DepthShown = 8;

    /// <summary>The number in its address.</summary>
    public long Id { get; init; }

    /// <summary>The post it stands under.</summary>
    public required long PostId { get; init; }

    /// <summary>The comment it answers; null for an answer to the post.</summary>
    public long? ParentId { get; init; }

    /// <summary>The topmost comment of its thread; null for a topmost one.</summary>
    public long? RootId { get; init; }

    /// <summary>0 for an answer to the post, one more for each level below.</summary>
    public int Depth { get; init; }

    /// <inheritdoc/>
    public required long AuthorId { get; init; }

    /// <inheritdoc/>
    public required Audience Audience { get; init; }

    /// <inheritdoc/>
    public Status Status { get; set; } = Status.Published;

    /// <inheritdoc/>
    public Severity Severity { get; set; }

    /// <summary>What the filter found in it.</summary>
    public Categories Found { get; set; }

    /// <summary>The lists that judged it (<see cref="WordFilter.Version"/>); empty when none did yet.</summary>
    public string JudgedBy { get; set; } = "";

    /// <summary>Whether a moderator approved these words; the filter does not judge them again until they change.</summary>
    public bool IsApproved { get; set; }

    /// <summary>Reports of it that were not dismissed: they slow its thread down.</summary>
    public int FlagCount { get; init; }

    /// <summary>The code of the language it is written in.</summary>
    public required string Language { get; set; }

    /// <summary>Markdown, as written.</summary>
    public required string Body { get; set; }

    /// <summary>The body rendered, safe to show as it is.</summary>
    public required string BodyHtml { get; set; }

    /// <summary>The renderer that made <see cref="BodyHtml"/>.</summary>
    public int RendererVersion { get; set; }

    /// <summary>The key of its picture; null without one.</summary>
    public Guid? PictureKey { get; private set; }

    /// <summary>Pixels of the widest form of its picture; 0 without one.</summary>
    public int PictureWidth { get; private set; }

    /// <summary>Pixels of that form, downwards.</summary>
    public int PictureHeight { get; private set; }

    /// <summary>What its picture shows, in the author's words: words of the comment as any others.</summary>
    public string PictureAlt { get; private set; } = "";

    /// <summary>As <see cref="Picture.Placeholder"/>.</summary>
    public string PicturePlaceholder { get; private set; } = "";

    /// <summary>When it was written, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it was last changed, UTC; null when never.</summary>
    public DateTime? EditedAt { get; set; }

    /// <summary>The score it was imported with.</summary>
    public int BaseScore { get; init; }

    /// <summary>Votes of +1.</summary>
    public int Ups { get; init; }

    /// <summary>Votes of -1.</summary>
    public int Downs { get; init; }

    /// <summary>Ups less downs plus the imported base.</summary>
    public int Score { get; init; }

    /// <summary>The place under "best" (<see cref="Tally.Confidence(int, int, int)"/>; an imported base counts as ups, or as downs when negative).</summary>
    public double Confidence { get; init; }

    /// <summary>Direct answers that still stand, as text or as a placeholder.</summary>
    public int ReplyCount { get; init; }

    /// <summary>Answers at every level below that still stand; only kept on topmost comments.</summary>
    public int ThreadCount { get; init; }

    /// <summary>Made in the author's form, so that a form sent twice is one comment; unique. Also its id in an archive, unless it came from one with an id of another form.</summary>
    public Guid SubmitKey { get; init; }

    /// <summary>The id in the archive it came from, where that is not a 128-bit number; unique.</summary>
    public string? ArchiveId { get; init; }

    /// <summary>Why the viewer, who belongs to its audience, may not delete it; null when she may. Her own words are hers to take away, also from under a post that is gone.</summary>
    public Refusal? DeleteRefusal(Viewer viewer, bool seesPost)
    {
        var refusal = ChangeRefusal(viewer);
        return refusal is null || seesPost ? refusal : Refusal.Missing;
    }

    /// <summary>Its words as they are written, those of its picture among them, for whoever has to judge them later.</summary>
    internal string AsWritten() => PictureAlt.Length == 0 ? Body : $"{Body}\n\n{PictureAlt}";

    /// <summary>Puts a picture to it in place of what it had; null for none.</summary>
    internal void Show(PictureView? picture) => (PictureKey, PictureWidth, PictureHeight, PictureAlt, PicturePlaceholder) =
        (picture?.Key, picture?.Width ?? 0, picture?.Height ?? 0, picture?.Alt ?? "", picture?.Placeholder ?? "");

    /// <summary>Deletes it for its author; its words are wiped.</summary>
    internal void Wipe(DateTime now)
    {
        Status = Status.Deleted;
        Body = BodyHtml = "";
        Show(null);
        (Severity, Found) = (Severity.Clean, Categories.None);
        EditedAt = Edits.Next(now, EditedAt);
    }

    /// <summary>Why the viewer, who sees it and its post, may not change it; null when she may.</summary>
    public Refusal? ChangeRefusal(Viewer viewer)
    {
        if (!viewer.IsMember)
            return Refusal.LogIn;
        return AuthorId == viewer.MemberId ? null : Refusal.Forbidden("NotYours");
    }
}
