using System.Collections.Frozen;
using Salam.Forum.Audiences;
using Salam.Forum.Charity;
using Salam.Forum.Comments;
using Salam.Forum.Feeds;
using Salam.Forum.Moderation;
using Salam.Forum.Translation.Runs;

namespace Salam.Forum.Translation;

/// <summary>Words as a page is about to show them, that a reader may want in her own language.</summary>
/// <param name="Kind">Post or comment, or words of a project.</param>
/// <param name="Id">Its number.</param>
/// <param name="Language">The code of the language it is written in.</param>
/// <param name="Version">Of its words (<see cref="TranslatedText.VersionOf"/>).</param>
/// <param name="IsPrivate">Whether none but the operator's own engines may read it (<see cref="IsKept"/>).</param>
public readonly record struct Original(ThingKind Kind, long Id, string Language, DateTime Version, bool IsPrivate)
{
    /// <summary>A post; null where it is not to be translated for the viewer: her own words, and what is not published.</summary>
    public static Original? Of(FeedRow post, Viewer viewer) => IsFor(viewer, post.AuthorId, post.Status)
        ? new Original(ThingKind.Post, post.Id, post.Language, TranslatedText.VersionOf(post.CreatedAt, post.EditedAt), IsKept(post.Audience, post.Status)) : null;

    /// <summary>A comment under a post; null likewise, and where the post is not published.</summary>
    public static Original? Of(CommentRow comment, FeedRow post, Viewer viewer) => post.Status == Status.Published && IsFor(viewer, comment.AuthorId, comment.Status)
        ? new Original(ThingKind.Comment, comment.Id, comment.Language, TranslatedText.VersionOf(comment.CreatedAt, comment.EditedAt), IsKept(post.Audience, comment.Status)) : null;

    /// <summary>The title and the story of a project; null while not everybody sees it.</summary>
    public static Original? Of(Project project) => project.PublishedAt is null ? null : new Original(ThingKind.Project, project.Id, project.Language, project.WordsVersion, false);

    /// <summary>Those of a project in a list, likewise.</summary>
    public static Original? Of(ProjectRow row) => row.WordsVersion is { } version ? new Original(ThingKind.Project, row.Id, row.Language, version, false) : null;

    /// <summary>What came of a project; null until that is told.</summary>
    public static Original? OfReport(Project project) => project is { PublishedAt: not null, ReportedAt: { } told }
        ? new Original(ThingKind.ProjectReport, project.Id, project.Language, project.ReportWordsAt ?? told, false) : null;

    /// <summary>News of a project; null while they are awaited.</summary>
    public static Original? Of(UpdateView update, Project project) => project.PublishedAt is not null && update.PostedAt is { } told
        ? new Original(ThingKind.ProjectUpdate, update.Id, project.Language, told, false) : null;

    /// <summary>A text of a case, wherever it stands: whoever decides reads it. Null for what is gone, and for what an administrator sees of the other circle.</summary>
    public static Original? Of(CaseText text, CaseView review, Viewer viewer) => text.Status != Status.Deleted && Visibility.IsForAudience(review.Audience, viewer)
        ? new Original(
            text.IsPost ? ThingKind.Post : ThingKind.Comment, text.Id, text.Language, TranslatedText.VersionOf(text.CreatedAt, text.EditedAt),
            IsKept(review.Audience, text.Status) || (review.Post is { } post && IsKept(review.Audience, post.Status))) : null;

    /// <summary>The rule of whom words may be given to: those of one circle, and those that nobody else is shown, to the operator's own engines alone.</summary>
    internal static bool IsKept(Audience audience, Status status) => audience != Audience.Everyone || status != Status.Published;

    private static bool IsFor(Viewer viewer, long authorId, Status status) => status == Status.Published && !(viewer.IsMember && authorId == viewer.MemberId);
}

/// <summary>What a page shows of a translation beside, or instead of, the words as written.</summary>
/// <param name="From">The code of the language it was written in.</param>
/// <param name="State">How far it is; null where it was not asked for, and can be.</param>
/// <param name="Wish">What the reader wants done with that language: <see cref="TranslationWish.Always"/> or <see cref="TranslationWish.Ask"/>.</param>
/// <param name="Title">The title, once it is there; empty for a comment.</param>
/// <param name="Html">The body, once it is there, safe to show as it is; empty on lists.</param>
/// <param name="Excerpt">The first words of the body, plain.</param>
/// <param name="Engine">Who made it.</param>
public sealed record TranslatedBlock(string From, TranslationState? State, TranslationWish Wish, string Title, string Html, string Excerpt, string Engine);

/// <summary>The translations of one page.</summary>
/// <param name="Target">The language of the page.</param>
/// <param name="Blocks">By the key of the thing.</param>
public sealed record Translations(string Target, IReadOnlyDictionary<long, TranslatedBlock> Blocks)
{
    /// <summary>Those of a page on which nothing is translated.</summary>
    public static readonly Translations None = new("", FrozenDictionary<long, TranslatedBlock>.Empty);

    /// <summary>How long a reader waits for what is under way; by then the engines rest, or the day's characters are spent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Whether something was asked for lately that the reader sees come: not what stands in a list beside the page.</summary>
    public bool AreAwaited { get; init; }

    /// <summary>That of a thing; null where the words stand as they are written.</summary>
    public TranslatedBlock? Of(ThingKind kind, long id) => Blocks.Count > 0 && Blocks.TryGetValue(TranslatedText.KeyOf(kind, id), out var block) ? block : null;
}
