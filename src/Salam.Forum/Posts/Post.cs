using Salam.Forum.Audiences;
using Salam.Forum.ContentFilter;
using Salam.Forum.Votes;

namespace Salam.Forum.Posts;

/// <summary>What a post is made of.</summary>
public enum PostKind : byte
{
    /// <summary>Words.</summary>
    Text = 1,

    /// <summary>An address elsewhere, with words if one likes.</summary>
    Link = 2,
}

/// <summary>A post: a text or a link, in a language, for an audience, by a member of a circle.</summary>
public sealed class Post : IAuthored
{
    /// <summary>The fewest characters of a title.</summary>
    public const int TitleMin = 8;

    /// <summary>The most characters of a title.</summary>
    public const int TitleMax = 150;

    /// <summary>The most characters of a body.</summary>
    public const int BodyMax = 40_000;

    /// <summary>The most characters of a link's address.</summary>
    public const int LinkMax = 2_000;

    /// <summary>The number in its address.</summary>
    public long Id { get; init; }

    /// <inheritdoc/>
    public required long AuthorId { get; init; }

    /// <summary>The author's circle when it was posted: who may comment, and which feed it stands in.</summary>
    public required Circle Circle { get; init; }

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

    /// <summary>Whether nobody may comment any more.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Minutes that a member waits between two comments under it; 0 for no wait.</summary>
    public int SlowMinutes { get; set; }

    /// <summary>What it is made of.</summary>
    public required PostKind Kind { get; init; }

    /// <summary>The code of the language it is written in.</summary>
    public required string Language { get; set; }

    /// <summary>As written.</summary>
    public required string Title { get; set; }

    /// <summary>The title as it stands in the address.</summary>
    public required string Slug { get; set; }

    /// <summary>Markdown, as written.</summary>
    public required string Body { get; set; }

    /// <summary>The body rendered, safe to show as it is.</summary>
    public required string BodyHtml { get; set; }

    /// <summary>The first words of the body, plain.</summary>
    public required string Excerpt { get; set; }

    /// <summary>The renderer that made <see cref="BodyHtml"/>.</summary>
    public int RendererVersion { get; set; }

    /// <summary>Where a link post leads; null for a text, empty once it is deleted.</summary>
    public string? LinkUrl { get; set; }

    /// <summary>The host of <see cref="LinkUrl"/>.</summary>
    public string? LinkHost { get; set; }

    /// <summary>Who published what a link leads to, as its card says; null when there is no card, or it does not say. As long as that has it: a check of its own would have SQLite copy the table.</summary>
    public string? Publisher { get; set; }

    /// <summary>The key of the picture of its link's card, for rows; null when there is none.</summary>
    public Guid? CardKey { get; set; }

    /// <summary>Pixels of that picture.</summary>
    public int CardWidth { get; set; }

    /// <summary>How many pictures it has.</summary>
    public int PictureCount { get; set; }

    /// <summary>The key of the first one, for rows; null when it has none.</summary>
    public Guid? CoverKey { get; set; }

    /// <summary>Pixels of the narrowest form of the first one.</summary>
    public int CoverWidth { get; set; }

    /// <summary>What its pictures show, as the author put it: words of the post as any others.</summary>
    public string PictureWords { get; set; } = "";

    /// <summary>Whether its author asks that its pictures are blurred until a reader wants to see them.</summary>
    public bool AreBlurred { get; set; }

    /// <summary>When it was posted, UTC.</summary>
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

    /// <summary>The place in Best (<see cref="Tally.Rank"/>).</summary>
    public double Rank { get; init; }

    /// <summary>Its comments that are published.</summary>
    public int CommentCount { get; init; }

    /// <summary>Made in the author's form, so that a form sent twice is one post; unique. Also its id in an archive, unless it came from one with an id of another form.</summary>
    public Guid SubmitKey { get; init; }

    /// <summary>The id in the archive it came from, where that is not a 128-bit number; unique.</summary>
    public string? ArchiveId { get; init; }

    /// <summary>
    /// The news of a project that it is the thread of, for one circle; null for everything else. Such a post is no member's word and stands in no list: what says so is
    /// <see cref="Visibility.ThreadFilter"/>. No foreign key: SQLite would copy the table for it, and news are never deleted.
    /// </summary>
    public long? UpdateId { get; init; }

    /// <summary>Why the viewer, who sees the post, may not comment on it now; null when she may. Commenting is for the author's circle only.</summary>
    public Refusal? CommentRefusal(Viewer viewer) => CommentRefusal(viewer, Circle, Status, IsLocked);

    /// <summary>The rule of <see cref="CommentRefusal(Viewer)"/> for a post of which only these facts were read.</summary>
    public static Refusal? CommentRefusal(Viewer viewer, Circle circle, Status status, bool isLocked)
    {
        // Said to guests too: to log in would not help them.
        if (isLocked)
            return Refusal.Forbidden("CommentsLocked");
        if (!viewer.IsMember)
            return Refusal.LogIn;
        if (viewer.Circle != circle)
            return Refusal.Forbidden(circle == Circle.Sisters ? "CommentSistersOnly" : "CommentBrothersOnly");
        return status == Status.Published ? null : Refusal.Forbidden("NotOpen");
    }

    /// <summary>All that it says, as written.</summary>
    internal string AsWritten() => string.Join("\n\n", new[] { Title, LinkUrl, Body, PictureWords }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Deletes it for its author; its words and its link are wiped.</summary>
    internal void Wipe(DateTime now)
    {
        Status = Status.Deleted;
        Title = Slug = Body = BodyHtml = Excerpt = "";
        (LinkUrl, LinkHost) = (Kind == PostKind.Link ? "" : null, null);
        (Publisher, CardKey, CardWidth) = (null, null, 0);
        (PictureCount, CoverKey, CoverWidth, PictureWords, AreBlurred) = (0, null, 0, "", false);
        (Severity, Found) = (Severity.Clean, Categories.None);
        EditedAt = Edits.Next(now, EditedAt);
    }

    /// <summary>Why the viewer may not change or delete it; null when she may.</summary>
    public Refusal? ChangeRefusal(Viewer viewer)
    {
        if (!viewer.IsMember)
            return Refusal.LogIn;
        return AuthorId == viewer.MemberId ? null : Refusal.Forbidden("NotYours");
    }
}
